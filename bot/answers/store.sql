-- name: add!
INSERT INTO gaps (id, chat_id, text, asked_at) VALUES (:id, :chat_id, :text, :at);

-- name: all
-- Survey: all of them, for the command line.
SELECT id, text, asked_at FROM gaps ORDER BY asked_at;

-- name: forget_older!
DELETE FROM gaps WHERE asked_at < :before;

-- name: forget_chat!
DELETE FROM gaps WHERE chat_id = :chat_id;
