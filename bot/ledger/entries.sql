-- name: add^
INSERT INTO ledger_entries (kind, programme_id, entry_id, first_month, last_month, rupiah, people, document, day,
    source_id, needs_second, by, at)
VALUES (:kind, :programme_id, :about, :first, :last, :rupiah, :people, :document, :day, :source_id, :needs_second,
    :by, :at)
RETURNING id AS value;

-- name: begin!
INSERT INTO entries_in_work (entry_id, tell) VALUES (:id, :tell);

-- name: next_in_work^
SELECT w.*, e.kind FROM entries_in_work w JOIN ledger_entries e ON e.id = w.entry_id ORDER BY w.entry_id LIMIT 1;

-- name: go_on!
UPDATE entries_in_work SET after = :after WHERE entry_id = :id;

-- name: finish!
DELETE FROM entries_in_work WHERE entry_id = :id;

-- name: get^
SELECT e.*, EXISTS (SELECT 1 FROM entries_in_work w WHERE w.entry_id = e.id) AS in_work
FROM ledger_entries e WHERE e.id = :id;

-- name: of_programme
SELECT e.*, EXISTS (SELECT 1 FROM entries_in_work w WHERE w.entry_id = e.id) AS in_work
FROM ledger_entries e WHERE e.programme_id = :programme_id ORDER BY e.id DESC LIMIT :most;

-- name: all
-- Survey: the whole ledger, without its lines.
SELECT e.*, EXISTS (SELECT 1 FROM entries_in_work w WHERE w.entry_id = e.id) AS in_work
FROM ledger_entries e ORDER BY e.id;

-- name: about
SELECT e.*, EXISTS (SELECT 1 FROM entries_in_work w WHERE w.entry_id = e.id) AS in_work
FROM ledger_entries e WHERE e.entry_id = :id;

-- name: promise!
INSERT INTO covers (entry_id, who, first_month, last_month, district, village, sector)
VALUES (:id, :who, :first, :last, :district, :village, :sector) ON CONFLICT (entry_id, who) DO NOTHING;

-- name: part!
INSERT INTO leavings (entry_id, who, from_month, reason) VALUES (:id, :who, :from_month, :reason)
ON CONFLICT (entry_id, who) DO NOTHING;

-- name: pay!
INSERT INTO payments (entry_id, who, month, months, rupiah) VALUES (:id, :who, :month, :months, :rupiah)
ON CONFLICT (entry_id, who, month) DO NOTHING;

-- name: covers_of
SELECT c.*, e.programme_id FROM covers c JOIN ledger_entries e ON e.id = c.entry_id WHERE c.who = :who;

-- name: leavings_of
SELECT l.*, e.programme_id FROM leavings l JOIN ledger_entries e ON e.id = l.entry_id WHERE l.who = :who;

-- name: payments_of
SELECT p.*, e.programme_id FROM payments p JOIN ledger_entries e ON e.id = p.entry_id WHERE p.who = :who;

-- name: all_covers
-- Survey: everybody for whom anything was promised.
SELECT c.*, e.programme_id FROM covers c JOIN ledger_entries e ON e.id = c.entry_id;

-- name: all_leavings
-- Survey: everybody for whom somebody pays no longer.
SELECT l.*, e.programme_id FROM leavings l JOIN ledger_entries e ON e.id = l.entry_id;

-- name: all_payments
-- Survey: everybody for whom anything was paid.
SELECT p.*, e.programme_id FROM payments p JOIN ledger_entries e ON e.id = p.entry_id;

-- name: rename_covers!
UPDATE covers SET who = :new WHERE who = :who;

-- name: rename_leavings!
UPDATE leavings SET who = :new WHERE who = :who;

-- name: rename_payments!
UPDATE payments SET who = :new WHERE who = :who;

-- name: ending
SELECT DISTINCT who FROM covers WHERE last_month = :month AND who > :after ORDER BY who LIMIT :most;
