-- name: add!
INSERT INTO questions (id, chat_id, text, asked_at, message_id, changed_at, urgent)
VALUES (:id, :chat_id, :text, :at, :message_id, :at, :urgent);

-- name: get^
SELECT * FROM questions WHERE id = :id;

-- name: waiting
SELECT * FROM questions WHERE state IN ('open', 'taken') ORDER BY urgent DESC, asked_at LIMIT :most;

-- name: of_chat
SELECT * FROM questions WHERE chat_id = :chat_id ORDER BY asked_at;

-- name: held_by^
SELECT * FROM questions WHERE state = 'taken' AND taken_by = :staff ORDER BY changed_at DESC LIMIT 1;

-- name: count_waiting^
SELECT count(*) AS value FROM questions WHERE state IN ('open', 'taken');

-- name: oldest_waiting^
SELECT min(asked_at) AS at FROM questions WHERE state IN ('open', 'taken');

-- name: count_waiting_of_chat^
SELECT count(*) AS value FROM questions
WHERE chat_id = :chat_id AND state IN ('open', 'taken') AND asked_at > :since;

-- name: take!
UPDATE questions SET state = 'taken', taken_by = :staff, changed_at = :at
WHERE id = :id AND (state = 'open' OR (state = 'taken' AND taken_by = :staff));

-- name: release!
UPDATE questions SET state = 'open', taken_by = NULL, changed_at = :at
WHERE id = :id AND state = 'taken' AND taken_by = :staff;

-- name: answer!
UPDATE questions SET state = 'answered', changed_at = :at
WHERE id = :id AND state IN ('taken', 'answered') AND taken_by = :staff;

-- name: close!
UPDATE questions SET state = 'closed', closed_because = :because, taken_by = :staff, changed_at = :at
WHERE id = :id AND (state = 'open' OR (state = 'taken' AND taken_by = :staff));

-- name: wait_again!
UPDATE questions SET state = :state, taken_by = :staff, closed_because = NULL, changed_at = :at WHERE id = :id;

-- name: wait_no_more!
UPDATE questions SET state = 'answered', changed_at = :at WHERE id = :id AND state = 'taken';

-- name: take_over!
UPDATE questions SET state = 'taken', taken_by = :staff, changed_at = :at WHERE id = :id AND state IN ('open', 'taken');

-- name: add_reply!
INSERT INTO replies (id, question, answer, at) VALUES (:id, :question, :answer, :at);

-- name: newest_replies
-- Survey: the replies, of which there are few.
SELECT id, question, answer FROM replies ORDER BY at DESC LIMIT :most;

-- name: forget_chat!
DELETE FROM questions WHERE chat_id = :chat_id;

-- name: forget_older!
DELETE FROM questions WHERE changed_at < :before;
