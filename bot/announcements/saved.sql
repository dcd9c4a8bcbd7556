-- name: add^
INSERT INTO audiences (name, audience, saved_by, at) VALUES (:empty, :audience, :by, :at) RETURNING id AS value;

-- name: name!
UPDATE audiences SET name = :name WHERE id = :id;

-- name: newest
SELECT id, name, audience FROM audiences ORDER BY id DESC LIMIT :most;

-- name: drop!
DELETE FROM audiences WHERE id = :id AND (saved_by = :by OR :any_ones <> 0);
