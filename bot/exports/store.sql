-- name: count_unexported^
SELECT count(*) AS value FROM unexported;

-- name: add^
INSERT INTO exports (state, choice, layout, made_by, at, row_count, last_change)
VALUES (:state, :choice, :layout, :made_by, :at, 0, (SELECT coalesce(max(id), 0) FROM stage_changes))
RETURNING id AS value;

-- name: take_unexported!
INSERT INTO export_rows (export_id, row, registration_id)
SELECT :id, row_number() OVER (ORDER BY since, registration_id), registration_id FROM unexported;

-- name: clear_unexported!
DELETE FROM unexported;

-- name: count_matching^
-- Survey: an officer wants to know how many a list would hold.
SELECT count(*) AS value FROM registrations s
WHERE s.stage <> 'draft' AND s.submitted_at >= :sent_from AND s.submitted_at < :sent_before AND {wanted};

-- name: matching
-- Survey: an officer takes a list out.
SELECT s.id FROM registrations s
WHERE s.stage <> 'draft' AND s.submitted_at >= :sent_from AND s.submitted_at < :sent_before AND {wanted}
ORDER BY s.submitted_at, s.id;

-- name: newest_change^
SELECT coalesce(max(id), 0) AS value FROM stage_changes;

-- name: put_row!
INSERT INTO export_rows (export_id, row, registration_id)
VALUES (:id, :row, (SELECT g.id FROM registrations g WHERE g.id = :registration_id));

-- name: drop_rows!
DELETE FROM export_rows WHERE export_id = :id
    AND row IN (SELECT x.row FROM export_rows x WHERE x.export_id = :id ORDER BY x.row LIMIT :most);

-- name: fix!
UPDATE exports SET state = 'filling', row_count = :rows, last_change = :last_change
WHERE id = :id AND state = 'gathering';

-- name: get^
SELECT * FROM exports WHERE id = :id;

-- name: newest
SELECT * FROM exports WHERE state <> 'gathering' AND row_count > 0 ORDER BY id DESC LIMIT :most;

-- name: rows_after
SELECT row, registration_id FROM export_rows WHERE export_id = :id AND row > :after ORDER BY row LIMIT :most;

-- name: put_cells!
UPDATE export_rows SET cells = :cells
WHERE export_id = :id AND row = :row AND registration_id = :registration_id AND cells IS NULL;

-- name: fill!
UPDATE exports SET filled_row = :row WHERE id = :id AND state = 'filling';

-- name: filled!
UPDATE exports SET state = 'made' WHERE id = :id AND state = 'filling';

-- name: rows
SELECT row, registration_id, cells FROM export_rows WHERE export_id = :id ORDER BY row;

-- name: count_erased^
SELECT count(*) AS value FROM export_rows WHERE export_id = :id AND registration_id IS NULL;

-- name: count_to_hand^
-- Survey: an officer says that a list went to BPJS Ketenagakerjaan.
SELECT count(*) AS value FROM export_rows r JOIN registrations g ON g.id = r.registration_id
JOIN exports e ON e.id = r.export_id
WHERE r.export_id = :id AND g.stage = 'accepted'
    AND (SELECT max(c.id) FROM stage_changes c WHERE c.registration_id = g.id) <= e.last_change;

-- name: begin_handing!
UPDATE exports SET handed_by = :by WHERE id = :id AND handed_by IS NULL AND state IN ('made', 'ageing', 'aged');

-- name: next_handing^
SELECT * FROM exports WHERE handed_by IS NOT NULL AND handed_at IS NULL ORDER BY handed_by, id LIMIT 1;

-- name: hand_to!
UPDATE exports SET handed_row = :row, handed = handed + :count WHERE id = :id;

-- name: end_handing!
UPDATE exports SET handed_at = :at WHERE id = :id AND handed_at IS NULL;

-- name: stop_handing!
UPDATE exports SET handed_by = NULL WHERE handed_by IS NOT NULL AND handed_at IS NULL;

-- name: forget_registration!
UPDATE export_rows SET registration_id = NULL, cells = NULL WHERE registration_id = :id;

-- name: age!
UPDATE exports SET state = 'ageing' WHERE state = 'made' AND at < :before;

-- name: next_ageing^
SELECT id AS value FROM exports WHERE state = 'ageing' ORDER BY at LIMIT 1;

-- name: forget_cells!
UPDATE export_rows SET cells = NULL WHERE export_id = :id AND row IN (
    SELECT x.row FROM export_rows x WHERE x.export_id = :id AND x.cells IS NOT NULL ORDER BY x.row LIMIT :most);

-- name: aged!
UPDATE exports SET state = 'aged' WHERE id = :id;
