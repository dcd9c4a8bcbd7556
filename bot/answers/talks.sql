-- name: get^
SELECT content, at FROM talks WHERE chat_id = :chat_id;

-- name: put!
INSERT INTO talks (chat_id, content, at) VALUES (:chat_id, :content, :at)
ON CONFLICT (chat_id) DO UPDATE SET content = excluded.content, at = excluded.at;

-- name: forget_chat!
DELETE FROM talks WHERE chat_id = :chat_id;

-- name: forget_older!
-- Survey: talks are kept for minutes, so there are few.
DELETE FROM talks WHERE at < :before;
