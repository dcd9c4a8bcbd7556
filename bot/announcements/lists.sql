-- name: add^
INSERT INTO lists (saved_by, people, at) VALUES (:by, :people, :at) RETURNING id AS value;

-- name: add_member!
INSERT INTO list_members (list_id, registration_id) VALUES (:id, :registration_id) ON CONFLICT DO NOTHING;

-- name: newest
SELECT id, people, at FROM lists ORDER BY id DESC LIMIT :most;

-- name: forget_older!
DELETE FROM lists WHERE at < :before;
