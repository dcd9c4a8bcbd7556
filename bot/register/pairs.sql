-- name: add!
INSERT INTO pairs (one, other, bits, reasons, state)
SELECT a.id, b.id, :bits, :reasons, 'open' FROM statements a, statements b WHERE a.id = :one AND b.id = :other
ON CONFLICT (one, other) DO NOTHING;

-- name: get^
SELECT * FROM pairs WHERE id = :id;

-- name: open
-- Survey: pairs whose sides hold today, and are not one person by now.
SELECT p.* FROM pairs p
JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
WHERE p.state IN ('open', 'later') AND (p.not_before IS NULL OR p.not_before <= :now) AND a.person <> b.person
AND (p.held_until IS NULL OR p.held_until <= :now OR p.held_by = :chat_id)
AND EXISTS (SELECT 1 FROM live WHERE live.id = p.one) AND EXISTS (SELECT 1 FROM live WHERE live.id = p.other)
ORDER BY p.bits DESC, p.id LIMIT :most;

-- name: count_open^
-- Survey: as `open`.
SELECT count(*) AS value FROM pairs p
JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
WHERE p.state IN ('open', 'later') AND a.person <> b.person
AND EXISTS (SELECT 1 FROM live WHERE live.id = p.one) AND EXISTS (SELECT 1 FROM live WHERE live.id = p.other);

-- name: hold!
UPDATE pairs SET held_by = :chat_id, held_until = :until WHERE id = :id AND state IN ('open', 'later')
AND (held_until IS NULL OR held_until <= :now OR held_by = :chat_id);

-- name: decide!
UPDATE pairs SET state = :state, decided_by = :chat_id, decided_at = :now, held_until = NULL, not_before = :not_before
WHERE id = :id AND state IN ('open', 'later') AND held_by = :chat_id AND held_until > :now;

-- name: reopen!
UPDATE pairs SET state = 'open', held_until = NULL, not_before = NULL WHERE id = :id AND state <> 'open';

-- name: apart
-- Survey: for matching a list.
SELECT a.person AS one, b.person AS other, p.bits FROM pairs p
JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
WHERE p.state = 'different';

-- name: decided
-- Survey: how often officers say yes, by how much spoke for it.
SELECT bits, state FROM pairs WHERE state IN ('same', 'different');
