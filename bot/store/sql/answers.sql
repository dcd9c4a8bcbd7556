-- name: get_talk^
SELECT content, at FROM talks WHERE chat_id = :chat_id;

-- name: set_talk!
INSERT INTO talks (chat_id, content, at) VALUES (:chat_id, :content, :at)
ON CONFLICT (chat_id) DO UPDATE SET content = excluded.content, at = excluded.at;

-- name: forget_talk!
DELETE FROM talks WHERE chat_id = :chat_id;

-- name: forget_old_talks!
DELETE FROM talks WHERE at < :before;

-- name: add_gap!
INSERT INTO gaps (id, chat_id, text, asked_at) VALUES (:id, :chat_id, :text, :at);

-- name: gaps
SELECT id, text, asked_at FROM gaps ORDER BY asked_at;

-- name: forget_old_gaps!
DELETE FROM gaps WHERE asked_at < :before;

-- name: forget_gaps_of_chat!
DELETE FROM gaps WHERE chat_id = :chat_id;
