-- name: add!
INSERT INTO pairs (one, other, bits, reasons, state)
SELECT a.id, b.id, :bits, :reasons, 'open' FROM statements a, statements b WHERE a.id = :one AND b.id = :other
ON CONFLICT (one, other) DO NOTHING;

-- name: get^
SELECT * FROM pairs WHERE id = :id;

-- name: open
-- Survey: pairs whose sides hold today, are not one person by now, and of which no pair was said to be two, put off,
-- or is in somebody else's hand.
WITH apart AS (
    SELECT a.person AS one, b.person AS other FROM pairs p
    JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
    JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
    WHERE p.state = 'different' OR p.not_before > :now OR (p.held_by <> :chat_id AND p.held_until > :now))
SELECT p.* FROM pairs p
JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
WHERE p.state = :state AND p.bits >= :least AND (p.not_before IS NULL OR p.not_before <= :now)
AND (p.held_until IS NULL OR p.held_until <= :now OR p.held_by = :chat_id)
AND a.person <> b.person
AND NOT EXISTS (SELECT 1 FROM apart x WHERE x.one = a.person AND x.other = b.person)
AND NOT EXISTS (SELECT 1 FROM apart x WHERE x.one = b.person AND x.other = a.person)
AND EXISTS (SELECT 1 FROM live WHERE live.id = p.one) AND EXISTS (SELECT 1 FROM live WHERE live.id = p.other)
ORDER BY p.bits DESC, p.id LIMIT :most;

-- name: count_open^
-- Survey: as `open`; two people count once, however many pairs they have.
WITH apart AS (
    SELECT a.person AS one, b.person AS other FROM pairs p
    JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
    JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
    WHERE p.state = 'different' OR p.not_before > :now)
SELECT count(*) AS value FROM (SELECT DISTINCT
    CASE WHEN a.person < b.person THEN a.person ELSE b.person END AS one,
    CASE WHEN a.person < b.person THEN b.person ELSE a.person END AS other
FROM pairs p
JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
WHERE p.state IN ('open', 'later') AND (p.not_before IS NULL OR p.not_before <= :now)
AND a.person <> b.person
AND NOT EXISTS (SELECT 1 FROM apart x WHERE x.one = a.person AND x.other = b.person)
AND NOT EXISTS (SELECT 1 FROM apart x WHERE x.one = b.person AND x.other = a.person)
AND EXISTS (SELECT 1 FROM live WHERE live.id = p.one) AND EXISTS (SELECT 1 FROM live WHERE live.id = p.other)
LIMIT :most) x;

-- name: held
SELECT * FROM pairs WHERE held_by = :chat_id AND held_until > :now AND state IN ('open', 'later') AND bits >= :least
ORDER BY bits DESC, id;

-- name: beside
SELECT q.* FROM pairs p
JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
JOIN links c ON c.person IN (a.person, b.person) AND c.undone_at IS NULL
JOIN pairs q ON q.one = c.statement_id AND q.id <> p.id
JOIN links d ON d.statement_id = q.other AND d.undone_at IS NULL
WHERE p.id = :id AND d.person IN (a.person, b.person) AND d.person <> c.person;

-- name: release!
UPDATE pairs SET held_by = NULL, held_until = NULL WHERE id = :id AND held_by = :chat_id;

-- name: hold!
UPDATE pairs SET held_by = :chat_id, held_until = :until WHERE id = :id AND state IN ('open', 'later')
AND (held_until IS NULL OR held_until <= :now OR held_by = :chat_id);

-- name: decide!
UPDATE pairs SET state = :state, decided_by = :chat_id, decided_at = :now, held_until = NULL, not_before = :not_before,
    deed = :deed
WHERE id = :id AND state IN ('open', 'later') AND held_by = :chat_id AND held_until > :now;

-- name: decided_by
SELECT * FROM pairs WHERE deed = :deed AND deed <> 0 ORDER BY bits DESC, id;

-- name: reopen!
UPDATE pairs SET state = 'open', held_by = NULL, held_until = NULL, not_before = NULL, deed = 0
WHERE deed = :deed AND deed <> 0;

-- name: share^
-- Survey: of all decided pairs with so many bits.
SELECT count(*) AS whole, sum(CASE WHEN state = 'same' THEN 1 ELSE 0 END) AS same FROM pairs
WHERE state IN ('same', 'different') AND bits >= :low AND bits < :high;

-- name: apart
-- Survey: for matching a list.
SELECT a.person AS one, b.person AS other, p.bits FROM pairs p
JOIN links a ON a.statement_id = p.one AND a.undone_at IS NULL
JOIN links b ON b.statement_id = p.other AND b.undone_at IS NULL
WHERE p.state = 'different';

-- name: decided
-- Survey: how often officers say yes, by how much spoke for it.
SELECT bits, state FROM pairs WHERE state IN ('same', 'different');
