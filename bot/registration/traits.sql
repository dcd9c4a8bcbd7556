-- name: put!
INSERT INTO traits (registration_id, phone_hash, person_hash) VALUES (:id, :phone, :person)
ON CONFLICT (registration_id) DO UPDATE SET phone_hash = excluded.phone_hash, person_hash = excluded.person_hash;

-- name: with_nik
SELECT id FROM registrations WHERE nik_hash = :hash AND stage <> 'draft' LIMIT :most;

-- name: with_phone
SELECT registration_id AS id FROM traits WHERE phone_hash = :hash LIMIT :most;

-- name: with_person
SELECT registration_id AS id FROM traits WHERE person_hash = :hash LIMIT :most;

-- name: without
-- Survey: once after an update, some at a time.
SELECT g.id FROM registrations g
WHERE g.stage <> 'draft' AND g.id > :after
    AND NOT EXISTS (SELECT 1 FROM traits t WHERE t.registration_id = g.id)
ORDER BY g.id LIMIT :most;
