-- name: receive_turn!
INSERT INTO turns (bot_id, update_id, chat_id, state, received_at, payload)
VALUES (:bot_id, :update_id, :chat_id, 'received', :received_at, :payload)
ON CONFLICT (bot_id, update_id) DO NOTHING;

-- name: get_turn^
SELECT seq FROM turns WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: add_applied_turn!
INSERT INTO turns (bot_id, update_id, chat_id, state, received_at, calls)
VALUES (:bot_id, :update_id, :chat_id, :state, :received_at, :calls);

-- name: turn_applied!
UPDATE turns SET state = 'applied', payload = NULL, calls = :calls WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: turn_done!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: turn_set_aside!
UPDATE turns SET state = 'set_aside' WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: chats_with_open_turns
SELECT DISTINCT chat_id FROM turns
WHERE state IN ('received', 'applied') AND (due_at IS NULL OR due_at <= :now) ORDER BY chat_id;

-- name: open_turns_of_chat
SELECT seq, bot_id, update_id, chat_id, state, received_at, due_at, payload, calls FROM turns
WHERE chat_id = :chat_id AND state IN ('received', 'applied') AND (due_at IS NULL OR due_at <= :now)
ORDER BY seq LIMIT :most;

-- name: due_notices
SELECT seq, bot_id, update_id, chat_id, state, received_at, due_at, payload, calls FROM turns
WHERE bot_id = 0 AND state = 'applied' AND (due_at IS NULL OR due_at <= :now) ORDER BY seq LIMIT 500;

-- name: next_notice_id^
SELECT coalesce(max(update_id), 0) + 1 AS value FROM turns WHERE bot_id = 0;

-- name: add_notice!
INSERT INTO turns (bot_id, update_id, chat_id, state, received_at, due_at, calls)
VALUES (0, :update_id, :chat_id, 'applied', :received_at, :due_at, :calls);

-- name: count_set_aside^
SELECT count(*) AS value FROM turns WHERE state = 'set_aside';

-- name: forget_old_turns!
DELETE FROM turns WHERE state = 'done' AND received_at < :before;

-- name: forget_set_aside!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL WHERE chat_id = :chat_id AND state = 'set_aside';

-- name: forget_old_set_aside!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL WHERE state = 'set_aside' AND received_at < :before;

-- name: get_due_notice^
SELECT seq FROM turns WHERE bot_id = 0 AND update_id = :update_id AND state = 'applied';

-- name: forget_notices!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL
WHERE bot_id = 0 AND chat_id = :chat_id AND state = 'applied';
