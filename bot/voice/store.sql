-- name: voice^
SELECT voice FROM voices WHERE chat_id = :chat_id;

-- name: choose!
INSERT INTO voices (chat_id, voice) VALUES (:chat_id, :voice)
ON CONFLICT (chat_id) DO UPDATE SET voice = :voice;

-- name: forget_chat!
DELETE FROM voices WHERE chat_id = :chat_id;

-- name: answered
-- Survey: for the command line only.
SELECT step AS name, count(*) AS people FROM answers GROUP BY step;

-- name: reached
-- Survey: for the command line only.
SELECT stage AS name, count(DISTINCT registration_id) AS people FROM stage_changes GROUP BY stage;

-- name: in_danger
-- Survey: a row for each day and danger; for the command line only.
SELECT danger AS name, sum(count) AS people FROM dangers GROUP BY danger;

-- name: chats
-- Survey: for the command line only.
SELECT 'chats' AS name, count(*) AS people FROM chats WHERE chat_id > 0
UNION ALL SELECT 'registrations', count(*) FROM registrations
UNION ALL SELECT 'questions', count(*) FROM questions;
