-- name: next_number^
SELECT coalesce(max(id), 0) + 1 AS value FROM programmes;

-- name: add!
INSERT INTO programmes (id, state, terms, contact, entered_by, at, changed_at)
VALUES (:id, :state, :terms, :contact, :by, :at, :at);

-- name: get^
SELECT * FROM programmes WHERE id = :id;

-- name: all
SELECT * FROM programmes ORDER BY id DESC;

-- name: change!
UPDATE programmes SET terms = :terms, contact = :contact, changed_at = :at WHERE id = :id;

-- name: move!
UPDATE programmes SET state = :state, changed_at = :at WHERE id = :id;
