-- name: receive!
INSERT INTO turns (bot_id, update_id, chat_id, state, received_at, payload)
VALUES (:bot_id, :update_id, :chat_id, 'received', :received_at, :payload)
ON CONFLICT (bot_id, update_id) DO NOTHING;

-- name: get^
SELECT state FROM turns WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: add_applied!
INSERT INTO turns (bot_id, update_id, chat_id, state, received_at, due_at, calls)
VALUES (:bot_id, :update_id, :chat_id, :state, :received_at, :due_at, :calls);

-- name: applied!
UPDATE turns SET state = 'applied', payload = NULL, calls = :calls WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: done!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: set_aside!
UPDATE turns SET state = 'set_aside' WHERE bot_id = :bot_id AND update_id = :update_id;

-- name: chats_with_open
-- Survey: every open turn; at start, and where several processes share the store, again and again.
SELECT DISTINCT chat_id FROM turns
WHERE state IN ('received', 'applied') AND (due_at IS NULL OR due_at <= :now) ORDER BY chat_id;

-- name: any_open^
SELECT 1 AS one FROM turns
WHERE chat_id = :chat_id AND state IN ('received', 'applied') AND (due_at IS NULL OR due_at <= :now) LIMIT 1;

-- name: open_of_chat
SELECT bot_id, update_id, chat_id, state, received_at, payload, calls FROM turns
WHERE chat_id = :chat_id AND state IN ('received', 'applied') AND (due_at IS NULL OR due_at <= :now)
ORDER BY seq LIMIT :most;

-- name: due_notices
SELECT bot_id, update_id, chat_id, state, received_at, payload, calls FROM turns
WHERE bot_id = 0 AND state = 'applied' AND (due_at IS NULL OR due_at <= :now) ORDER BY seq LIMIT :most;

-- name: newest_notice^
SELECT max(update_id) AS value FROM turns WHERE bot_id = 0;

-- name: open_ages
-- Survey: every turn that is not done.
SELECT state, count(*) AS count, min(received_at) AS oldest FROM turns WHERE state <> 'done' GROUP BY state;

-- name: count_set_aside^
SELECT count(*) AS value FROM turns WHERE state = 'set_aside';

-- name: forget_done!
DELETE FROM turns WHERE state = 'done' AND received_at < :before;

-- name: empty_set_aside_of_chat!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL WHERE chat_id = :chat_id AND state = 'set_aside';

-- name: empty_old_set_aside!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL WHERE state = 'set_aside' AND received_at < :before;

-- name: take_back_notices!
UPDATE turns SET state = 'done', payload = NULL, calls = NULL
WHERE bot_id = 0 AND chat_id = :chat_id AND state IN ('received', 'applied');
