-- name: add!
INSERT INTO letters (id, question_id, staff, text, file, message_id, at)
VALUES (:id, :question_id, :staff, :text, :file, :message_id, :at);

-- name: of_question
SELECT * FROM letters WHERE question_id = :question_id ORDER BY at, id;

-- name: get^
SELECT * FROM letters WHERE id = :id;

-- name: take_back!
DELETE FROM letters WHERE id = :id;

-- name: newest_answer^
SELECT l.question_id FROM questions q JOIN letters l ON l.question_id = q.id
WHERE q.chat_id = :chat_id AND l.staff IS NOT NULL AND l.at > :since ORDER BY l.at DESC LIMIT 1;

-- name: mark!
INSERT INTO question_marks (chat_id, message_id, question_id)
SELECT :chat_id, :message_id, id FROM questions WHERE id = :question_id
ON CONFLICT DO NOTHING;

-- name: marked^
SELECT question_id FROM question_marks WHERE chat_id = :chat_id AND message_id = :message_id;

-- name: of_chat
SELECT l.* FROM questions q JOIN letters l ON l.question_id = q.id WHERE q.chat_id = :chat_id ORDER BY l.at, l.id;
