-- name: add!
INSERT INTO statements (id, registration_id, said_at, since, digest, nik_hash, district, village, content)
VALUES (:id, :registration_id, :said_at, :said_at, :digest, :nik_hash, :district, :village, :content);

-- name: list!
INSERT INTO listings (source_id, row, statement_id)
SELECT :source_id, :row, id FROM statements WHERE id = :statement_id;

-- name: get^
SELECT * FROM statements WHERE id = :id;

-- name: with_nik
SELECT * FROM statements WHERE nik_hash = :nik_hash;

-- name: of_registration
SELECT * FROM statements WHERE registration_id = :registration_id;

-- name: known
-- Survey: all that is known of people, for matching a list with it.
SELECT s.id, s.registration_id, s.said_at, s.since, s.until, s.digest, s.district, s.village, s.content, l.person
FROM statements s JOIN links l ON l.statement_id = s.id AND l.undone_at IS NULL
WHERE s.registration_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM listings t JOIN sources r ON r.id = t.source_id
    WHERE t.statement_id = s.id AND r.state IN ('in_force', 'replaced'));

-- name: digests
-- Survey: an index from one end to the other.
SELECT digest FROM statements;

-- name: listed_by_agency
-- Survey: the whole list of an agency that is in force.
SELECT t.row, t.statement_id FROM listings t JOIN sources r ON r.id = t.source_id
WHERE r.agency = :agency AND r.kind = :kind AND r.state = 'in_force' ORDER BY t.row;

-- name: rows_after
SELECT t.row, s.* FROM listings t JOIN statements s ON s.id = t.statement_id
WHERE t.source_id = :source_id AND t.row > :row ORDER BY t.row LIMIT :most;

-- name: sayings
SELECT t.statement_id, t.row, r.id, r.agency, r.as_of, r.state, r.kind FROM listings t
JOIN sources r ON r.id = t.source_id
WHERE t.statement_id = :statement_id AND r.state IN ('in_force', 'replaced') ORDER BY r.as_of DESC, r.id;

-- name: agencies_about
SELECT DISTINCT src.agency, src.as_of FROM registrations r
JOIN statements m ON m.registration_id = r.id AND m.until IS NULL
JOIN links a ON a.statement_id = m.id AND a.undone_at IS NULL
JOIN links b ON b.person = a.person AND b.undone_at IS NULL
JOIN listings t ON t.statement_id = b.statement_id
JOIN sources src ON src.id = t.source_id
WHERE r.chat_id = :chat_id AND r.locked = 0 AND r.stage <> 'draft' AND src.state IN ('in_force', 'replaced')
ORDER BY src.as_of DESC, src.agency;

-- name: some_listed
SELECT row, statement_id FROM listings WHERE source_id = :source_id ORDER BY row LIMIT :most;

-- name: unlist!
DELETE FROM listings WHERE source_id = :source_id AND row = :row;

-- name: drop_unlisted!
DELETE FROM statements WHERE id = :id AND registration_id IS NULL
AND NOT EXISTS (SELECT 1 FROM listings WHERE statement_id = :id);

-- name: drop!
DELETE FROM statements WHERE id = :id;

-- name: drop_of_registration!
DELETE FROM statements WHERE registration_id = :registration_id;

-- name: erase!
INSERT INTO erased_people (hash, at) VALUES (:hash, :at) ON CONFLICT (hash) DO NOTHING;

-- name: nik_that_goes
SELECT nik_hash FROM registrations r WHERE id = :registration_id AND stage <> 'draft' AND nik_hash IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM registrations o WHERE o.nik_hash = r.nik_hash AND o.id <> r.id AND o.stage <> 'draft');

-- name: drop_erased!
DELETE FROM statements WHERE registration_id IS NULL AND (nik_hash = :hash OR digest = :hash);

-- name: take_back!
DELETE FROM erased_people WHERE hash = :hash;

-- name: erased
SELECT hash FROM erased_people;

-- name: ungathered
-- Survey: registrations that say something else than when they were last looked at, or were not yet.
SELECT r.id FROM registrations r
WHERE r.stage <> 'draft' AND r.nik_hash IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM statements s WHERE s.registration_id = r.id AND s.said_at >= r.touched_at)
ORDER BY r.touched_at LIMIT :most;

-- name: say_again!
UPDATE statements SET said_at = :said_at, since = CASE WHEN until IS NULL THEN since ELSE :said_at END, until = NULL
WHERE id = :id;

-- name: end_earlier!
UPDATE statements SET until = :at WHERE registration_id = :registration_id AND id <> :id AND until IS NULL;

-- name: live_rows
-- Survey: all that holds today.
SELECT s.*, l.person, l.at AS linked_at FROM statements s
JOIN links l ON l.statement_id = s.id AND l.undone_at IS NULL
WHERE EXISTS (SELECT 1 FROM live WHERE live.id = s.id);

-- name: live_of_village
-- Survey: all that holds today of whoever is said to live in a village.
SELECT s.*, l.person, l.at AS linked_at FROM links l
JOIN statements s ON s.id = l.statement_id
WHERE l.undone_at IS NULL AND EXISTS (SELECT 1 FROM live WHERE live.id = s.id) AND l.person IN (
    SELECT there.person FROM statements v JOIN links there ON there.statement_id = v.id AND there.undone_at IS NULL
    WHERE v.village = :village);

-- name: live_sayings
-- Survey: which list in force says what, the newest.
SELECT t.statement_id, max(r.agency) AS agency, max(r.kind) AS kind, max(r.as_of) AS as_of
FROM listings t JOIN sources r ON r.id = t.source_id WHERE r.state = 'in_force' GROUP BY t.statement_id;
