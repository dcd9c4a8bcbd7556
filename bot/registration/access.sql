-- name: get^
SELECT failures, locked_until, opened_id, opened_until FROM accesses WHERE chat_id = :chat_id;

-- name: put!
INSERT INTO accesses (chat_id, failures, locked_until, opened_id, opened_until)
VALUES (:chat_id, :failures, :locked_until, :opened_id, :opened_until)
ON CONFLICT (chat_id) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until,
    opened_id = excluded.opened_id, opened_until = excluded.opened_until;

-- name: close!
UPDATE accesses SET opened_id = '', opened_until = '' WHERE chat_id = :chat_id AND opened_id = :id;

-- name: close_any!
UPDATE accesses SET opened_id = '', opened_until = '' WHERE chat_id = :chat_id;
