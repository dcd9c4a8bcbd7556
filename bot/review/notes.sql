-- name: add^
INSERT INTO notes (registration_id, text, staff, at) VALUES (:registration_id, :empty, :staff, :at) RETURNING id AS value;

-- name: put_text!
UPDATE notes SET text = :text WHERE id = :id;

-- name: of_registration
SELECT * FROM notes WHERE registration_id = :registration_id ORDER BY id;
