-- name: open
-- Survey: there are few.
SELECT * FROM alarms WHERE over_at IS NULL ORDER BY id;

-- name: get^
SELECT * FROM alarms WHERE id = :id;

-- name: add^
INSERT INTO alarms (concern, subject, told, since, seen_at) VALUES (:concern, :subject, :told, :at, :at)
RETURNING id AS value;

-- name: see!
UPDATE alarms SET told = :told, seen_at = :at WHERE id = :id;

-- name: end!
UPDATE alarms SET over_at = :at WHERE id = :id;

-- name: handle!
UPDATE alarms SET handled_by = :by, handled_at = :at WHERE id = :id AND handled_by IS NULL;

-- name: forget_older!
-- Survey: there are few.
DELETE FROM alarms WHERE over_at < :before;
