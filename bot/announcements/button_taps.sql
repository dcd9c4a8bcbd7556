-- name: note!
INSERT INTO button_taps (announcement_id, chat_id, way, at)
SELECT :id, :chat_id, :way, :at FROM recipients
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = ''
ON CONFLICT DO NOTHING;

-- name: counts
-- Survey: all taps below an announcement.
SELECT way, count(*) AS count FROM button_taps WHERE announcement_id = :id GROUP BY way;

-- name: listed
-- Survey: all taps below an announcement.
SELECT chat_id, way, at FROM button_taps WHERE announcement_id = :id ORDER BY at LIMIT :most;

-- name: forget_chat!
DELETE FROM button_taps WHERE chat_id = :chat_id;

-- name: forget_older!
DELETE FROM button_taps WHERE at < :before;
