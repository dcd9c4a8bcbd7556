-- name: add_question!
INSERT INTO questions (id, chat_id, text, asked_at, message_id, changed_at)
VALUES (:id, :chat_id, :text, :at, :message_id, :at);

-- name: get_question^
SELECT * FROM questions WHERE id = :id;

-- name: waiting_questions
SELECT * FROM questions WHERE state IN ('open', 'taken') ORDER BY asked_at LIMIT :most;

-- name: questions_of_chat
SELECT * FROM questions WHERE chat_id = :chat_id ORDER BY asked_at;

-- name: count_questions^
SELECT count(*) AS value FROM questions WHERE state IN ('open', 'taken');

-- name: count_waiting_of_chat^
SELECT count(*) AS value FROM questions WHERE chat_id = :chat_id AND state IN ('open', 'taken');

-- name: take_question!
UPDATE questions SET state = 'taken', taken_by = :staff, changed_at = :at
WHERE id = :id AND (state = 'open' OR (state = 'taken' AND taken_by = :staff));

-- name: release_question!
UPDATE questions SET state = 'open', taken_by = NULL, changed_at = :at
WHERE id = :id AND state = 'taken' AND taken_by = :staff;

-- name: answer_question!
UPDATE questions SET state = 'answered', answer = :answer, reusable = :reusable, changed_at = :at
WHERE id = :id AND state = 'taken' AND taken_by = :staff;

-- name: close_question!
UPDATE questions SET state = 'closed', taken_by = :staff, changed_at = :at
WHERE id = :id AND (state = 'open' OR (state = 'taken' AND taken_by = :staff));

-- name: reusable_answers
SELECT * FROM questions WHERE reusable = 1 AND state = 'answered' ORDER BY changed_at DESC LIMIT :most;

-- name: delete_questions_of_chat!
DELETE FROM questions WHERE chat_id = :chat_id;

-- name: forget_old_questions!
DELETE FROM questions WHERE state IN ('answered', 'closed') AND changed_at < :before AND NOT reusable;

-- name: forget_askers!
UPDATE questions SET chat_id = 0, message_id = 0 WHERE reusable AND changed_at < :before;

-- name: close_questions_of_chat!
UPDATE questions SET state = 'closed', changed_at = :at WHERE chat_id = :chat_id AND state IN ('open', 'taken');

-- name: staff_chats
SELECT staff.chat_id, staff.role, chats.language FROM staff JOIN chats USING (chat_id) WHERE chats.reachable;
