-- name: add_sheet!
INSERT INTO village_sheets (id, village, made_by, people, at) VALUES (:id, :village, :made_by, :people, :at);

-- name: add!
INSERT INTO village_invitations (code_hash, sheet_id, statement_id, expires_at)
VALUES (:code_hash, :sheet_id, :statement_id, :expires_at);

-- name: valid^
SELECT code_hash, sheet_id, statement_id FROM village_invitations
WHERE code_hash = :code_hash AND used_at IS NULL AND expires_at > :now;

-- name: use!
UPDATE village_invitations SET used_at = :at, registration_id = :registration_id
WHERE code_hash = :code_hash AND used_at IS NULL;

-- name: of_registration^
SELECT statement_id FROM village_invitations WHERE registration_id = :registration_id;

-- name: count_of_sheets
SELECT s.id, s.at, s.people, count(i.used_at) AS used,
    count(CASE WHEN r.stage <> 'draft' THEN 1 END) AS registered
FROM village_sheets s LEFT JOIN village_invitations i ON i.sheet_id = s.id
LEFT JOIN registrations r ON r.id = i.registration_id
WHERE s.village = :village GROUP BY s.id, s.at, s.people ORDER BY s.at DESC;

-- name: unregistered
SELECT s.id, l.person FROM statements s JOIN links l ON l.statement_id = s.id AND l.undone_at IS NULL
WHERE s.village = :village AND s.registration_id IS NULL AND s.nik_hash IS NOT NULL
AND EXISTS (SELECT 1 FROM live WHERE live.id = s.id)
AND NOT EXISTS (SELECT 1 FROM links o JOIN statements r ON r.id = o.statement_id
    WHERE o.person = l.person AND o.undone_at IS NULL AND r.registration_id IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM registrations g WHERE g.nik_hash = s.nik_hash AND g.stage <> 'draft')
ORDER BY l.person, s.id;

-- name: forget_registration!
UPDATE village_invitations SET registration_id = NULL WHERE registration_id = :registration_id;

-- name: forget_older!
DELETE FROM village_sheets WHERE at < :before;
