-- name: of_chat
SELECT kind FROM mutes WHERE chat_id = :chat_id;

-- name: holding^
SELECT 1 AS value FROM mutes WHERE chat_id = :chat_id AND kind IN (:kind, :every_kind) LIMIT 1;

-- name: mute!
INSERT INTO mutes (chat_id, kind) VALUES (:chat_id, :kind) ON CONFLICT DO NOTHING;

-- name: unmute!
DELETE FROM mutes WHERE chat_id = :chat_id AND kind = :kind;

-- name: unmute_all!
DELETE FROM mutes WHERE chat_id = :chat_id;

-- name: wished^
SELECT 1 AS value FROM wishes WHERE chat_id = :chat_id AND wish = :wish;

-- name: wish!
INSERT INTO wishes (chat_id, wish, at) VALUES (:chat_id, :wish, :at) ON CONFLICT DO NOTHING;

-- name: drop_wish!
DELETE FROM wishes WHERE chat_id = :chat_id AND wish = :wish;

-- name: drop_wishes!
DELETE FROM wishes WHERE chat_id = :chat_id;

-- name: wishing
SELECT chat_id FROM wishes WHERE wish = :wish AND chat_id > :after ORDER BY chat_id LIMIT :most;
