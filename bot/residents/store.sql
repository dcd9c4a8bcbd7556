-- name: due
-- Survey: registrations for oneself whose words are old, where the chat may be spoken to.
SELECT r.id, r.chat_id, s.since FROM registrations r
JOIN statements s ON s.registration_id = r.id AND s.until IS NULL
LEFT JOIN checks c ON c.registration_id = r.id
WHERE r.stage NOT IN (:draft, :ended, :rejected, :duplicate) AND r.locked = 0 AND r.for_other = 0
AND s.since < :before AND (c.confirmed_at IS NULL OR c.confirmed_at < :before)
AND (c.asked_at IS NULL OR c.asked_at < :asked_before)
ORDER BY r.id LIMIT :most;

-- name: ask!
INSERT INTO checks (registration_id, asked_at) VALUES (:id, :at)
ON CONFLICT (registration_id) DO UPDATE SET asked_at = excluded.asked_at;

-- name: confirm!
INSERT INTO checks (registration_id, confirmed_at) VALUES (:id, :at)
ON CONFLICT (registration_id) DO UPDATE SET confirmed_at = excluded.confirmed_at;

-- name: check_of^
SELECT asked_at, confirmed_at FROM checks WHERE registration_id = :id;

-- name: confirmed
-- Survey: who has confirmed, and when.
SELECT registration_id, confirmed_at FROM checks WHERE confirmed_at IS NOT NULL;

-- name: propose!
INSERT INTO proposals (id, registration_id, field, old, new, state, at)
VALUES (:id, :registration_id, :field, :old, :new, 'open', :at);

-- name: proposal^
SELECT * FROM proposals WHERE id = :id;

-- name: open_of
SELECT * FROM proposals WHERE registration_id = :registration_id AND state = 'open' ORDER BY field, at;

-- name: all_open
SELECT * FROM proposals WHERE state = 'open' ORDER BY at LIMIT :most;

-- name: decide!
UPDATE proposals SET state = :state, decided_by = :by, decided_at = :at WHERE id = :id AND state = 'open';
