-- name: next^
SELECT q.registration_id AS id FROM queue q
LEFT JOIN holds h ON h.registration_id = q.registration_id AND h.staff <> :staff AND h.until > :now
    AND EXISTS (SELECT 1 FROM staff s WHERE s.chat_id = h.staff AND s.role <> '')
WHERE h.registration_id IS NULL AND (q.aside_until IS NULL OR q.aside_until <= :today)
ORDER BY q.corrected DESC, q.since, q.registration_id LIMIT 1;

-- name: counts^
SELECT count(*) AS all_of_them, count(*) FILTER (WHERE aside_until > :today) AS aside,
    coalesce(sum(corrected), 0) AS corrected,
    min(CASE WHEN aside_until > :today THEN NULL ELSE since END) AS oldest
FROM queue;

-- name: entry^
SELECT * FROM queue WHERE registration_id = :id;

-- name: put_aside!
UPDATE queue SET aside_until = :until WHERE registration_id = :id;

-- name: hold^
SELECT * FROM holds WHERE registration_id = :id;

-- name: held_by
SELECT * FROM holds WHERE staff = :staff ORDER BY until DESC;

-- name: take!
INSERT INTO holds (registration_id, staff, until, seen) VALUES (:id, :staff, :until, :seen)
ON CONFLICT (registration_id) DO UPDATE SET staff = excluded.staff, until = excluded.until, seen = excluded.seen,
    messages = ''
WHERE holds.staff = excluded.staff OR holds.until <= :now OR :over <> 0;

-- name: renew!
UPDATE holds SET until = :until WHERE registration_id = :id AND staff = :staff AND until > :now;

-- name: shown_as!
UPDATE holds SET messages = :messages WHERE registration_id = :id AND staff = :staff;

-- name: release!
DELETE FROM holds WHERE registration_id = :id AND staff = :staff;

-- name: forget_lapsed!
DELETE FROM holds WHERE until < :before;
