-- name: note!
INSERT INTO messages (chat_id, message_id, at) VALUES (:chat_id, :message_id, :at) ON CONFLICT DO NOTHING;

-- name: of_chat
SELECT message_id FROM messages WHERE chat_id = :chat_id ORDER BY message_id;

-- name: forget_chat!
DELETE FROM messages WHERE chat_id = :chat_id;

-- name: forget_older!
DELETE FROM messages WHERE at < :before;
