-- name: get_chat^
SELECT chat_id, language, language_chosen, reachable, hinted_at, question_id, asked_at, position FROM chats WHERE chat_id = :chat_id;

-- name: add_chat!
INSERT INTO chats (chat_id, language, first_seen) VALUES (:chat_id, :language, :first_seen) ON CONFLICT DO NOTHING;

-- name: set_position!
UPDATE chats SET position = :position WHERE chat_id = :chat_id;

-- name: choose_language!
UPDATE chats SET language = :language, language_chosen = 1 WHERE chat_id = :chat_id;

-- name: set_reachable!
UPDATE chats SET reachable = :reachable WHERE chat_id = :chat_id;

-- name: now_reachable!
UPDATE chats SET reachable = 1 WHERE chat_id = :chat_id AND NOT reachable;

-- name: set_hinted!
UPDATE chats SET hinted_at = :at WHERE chat_id = :chat_id;

-- name: forget_position!
UPDATE chats SET position = NULL WHERE chat_id = :chat_id;

-- name: set_question!
UPDATE chats SET question_id = :question_id, asked_at = :at WHERE chat_id = :chat_id;

-- name: note_message!
INSERT INTO messages (chat_id, message_id, at) VALUES (:chat_id, :message_id, :at) ON CONFLICT DO NOTHING;

-- name: messages_of_chat
SELECT message_id FROM messages WHERE chat_id = :chat_id ORDER BY message_id;

-- name: forget_messages!
DELETE FROM messages WHERE chat_id = :chat_id;

-- name: forget_old_messages!
DELETE FROM messages WHERE at < :before;
