-- name: add^
INSERT INTO templates (name, message, kind, saved_by, at) VALUES (:empty, :empty, :kind, :by, :at)
RETURNING id AS value;

-- name: fill!
UPDATE templates SET name = :name, message = :message WHERE id = :id;

-- name: get^
SELECT id, name, message, kind, saved_by FROM templates WHERE id = :id;

-- name: newest
SELECT id, name, message, kind, saved_by FROM templates ORDER BY id DESC LIMIT :most;

-- name: rename!
UPDATE templates SET name = :name WHERE id = :id;

-- name: drop!
DELETE FROM templates WHERE id = :id;
