-- name: get^
SELECT chat_id, language, language_chosen, reachable, hinted_at, question_id, asked_at, position
FROM chats WHERE chat_id = :chat_id;

-- name: add!
INSERT INTO chats (chat_id, language, first_seen) VALUES (:chat_id, :language, :first_seen) ON CONFLICT DO NOTHING;

-- name: set_position!
UPDATE chats SET position = :position WHERE chat_id = :chat_id;

-- name: choose_language!
UPDATE chats SET language = :language, language_chosen = 1 WHERE chat_id = :chat_id;

-- name: set_reachable!
UPDATE chats SET reachable = :reachable WHERE chat_id = :chat_id AND reachable <> :reachable;

-- name: set_hinted!
UPDATE chats SET hinted_at = :at WHERE chat_id = :chat_id;

-- name: set_question!
UPDATE chats SET question_id = :question_id, asked_at = :at WHERE chat_id = :chat_id;

-- name: forget_undecided!
-- Survey: now and then, every chat that stands somewhere.
UPDATE chats SET position = NULL
WHERE position IS NOT NULL AND asked_at < :before
    AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.chat_id = chats.chat_id);
