-- name: add!
INSERT INTO registrations (id, chat_id, stage, start_link, consent_version, consent_at, created_at, touched_at)
VALUES (:id, :chat_id, 'draft', :start_link, :consent_version, :at, :at, :at);

-- name: get^
SELECT * FROM registrations WHERE id = :id;

-- name: of_chat
SELECT * FROM registrations WHERE chat_id = :chat_id ORDER BY created_at;

-- name: with_number^
SELECT * FROM registrations WHERE number_hash = :number_hash;

-- name: submitted
-- Survey: the export.
SELECT * FROM registrations WHERE stage <> 'draft' ORDER BY submitted_at, id;

-- name: count_by_stage
-- Survey: an index from one end to the other.
SELECT stage, count(*) AS count FROM registrations GROUP BY stage;

-- name: with_nik
SELECT * FROM registrations WHERE nik_hash = :nik_hash ORDER BY submitted_at;

-- name: count_others_with_nik^
SELECT count(*) AS value FROM registrations WHERE nik_hash = :nik_hash AND id <> :id;

-- name: count_for_others^
SELECT count(*) AS value FROM registrations WHERE chat_id = :chat_id AND for_other <> 0 AND stage <> 'draft';

-- name: submit!
UPDATE registrations SET stage = 'submitted', number = :number, number_hash = :number_hash,
    submitted_at = :at, touched_at = :at
WHERE id = :id AND stage = 'draft';

-- name: set_marks!
UPDATE registrations SET nik_hash = :nik_hash, marks = :marks WHERE id = :id;

-- name: set_stage!
UPDATE registrations SET stage = :stage, touched_at = :at WHERE id = :id;

-- name: add_change!
INSERT INTO stage_changes (registration_id, stage, at) VALUES (:id, :stage, :at);

-- name: changes
SELECT id, stage, at FROM stage_changes WHERE registration_id = :id ORDER BY at, id;

-- name: newest_change^
SELECT id, stage, at FROM stage_changes WHERE registration_id = :id ORDER BY id DESC LIMIT 1;

-- name: start_links
-- Survey: an index from one end to the other.
SELECT start_link, count(*) AS count FROM registrations WHERE start_link <> ''
GROUP BY start_link ORDER BY count DESC, start_link LIMIT :most;

-- name: answers
SELECT step, open_value, sealed_value FROM answers WHERE registration_id = :id;

-- name: all_answers
-- Survey: staff look for somebody.
SELECT a.registration_id, a.step, a.open_value, a.sealed_value FROM answers a
JOIN registrations g ON g.id = a.registration_id
WHERE a.step = :step AND g.stage <> 'draft';

-- name: save_answer!
INSERT INTO answers (registration_id, step, open_value, sealed_value) VALUES (:id, :step, :open_value, :sealed_value)
ON CONFLICT (registration_id, step) DO UPDATE SET open_value = excluded.open_value, sealed_value = excluded.sealed_value;

-- name: drop_answer!
DELETE FROM answers WHERE registration_id = :id AND step = :step;

-- name: touch!
UPDATE registrations SET touched_at = :at WHERE id = :id;

-- name: renew_consent!
UPDATE registrations SET consent_version = :version, consent_at = :at WHERE id = :id;

-- name: delete!
DELETE FROM registrations WHERE id = :id;

-- name: stale_drafts
SELECT id FROM registrations WHERE stage = 'draft' AND touched_at < :before LIMIT :most;

-- name: over_long
SELECT id FROM registrations AS r WHERE r.stage IN ('ended', 'rejected', 'duplicate') AND r.touched_at < :before
AND NOT EXISTS (SELECT 1 FROM stage_changes AS c WHERE c.registration_id = r.id AND c.at >= :before) LIMIT :most;

-- name: lock_chat!
UPDATE registrations SET locked = 1 WHERE chat_id = :chat_id AND stage <> 'draft';

-- name: unlock!
UPDATE registrations SET locked = 0 WHERE id = :id;

-- name: keep_picture!
INSERT INTO pictures (registration_id, step, content) VALUES (:id, :step, :content)
ON CONFLICT (registration_id, step) DO UPDATE SET content = excluded.content;

-- name: picture^
SELECT content FROM pictures WHERE registration_id = :id AND step = :step;

-- name: drop_picture!
DELETE FROM pictures WHERE registration_id = :id AND step = :step;

-- name: record!
UPDATE registrations SET sum = :sum, kpj = :kpj, pay_until = :pay_until, protected_until = :protected_until,
    grace_until = :grace_until, said_paid = NULL
WHERE id = :id;

-- name: say_paid!
UPDATE registrations SET said_paid = :day
WHERE chat_id = :chat_id AND locked = 0 AND :day IN (pay_until, protected_until, grace_until);

-- name: show_number!
UPDATE registrations SET whole_number = :whole WHERE id = :id;

-- name: count_undated^
-- Survey: an index from one end to the other.
SELECT count(*) AS value FROM registrations
WHERE (stage = 'registered' AND pay_until IS NULL) OR (stage = 'active' AND protected_until IS NULL);

-- name: protected
-- Survey: whoever is or was protected by a registration.
SELECT r.nik_hash, r.protected_until, r.payer, min(c.at) AS since, max(a.open_value) AS programs
FROM registrations r JOIN stage_changes c ON c.registration_id = r.id AND c.stage = 'active'
LEFT JOIN answers a ON a.registration_id = r.id AND a.step = 'programs'
WHERE r.protected_until IS NOT NULL AND r.nik_hash IS NOT NULL
GROUP BY r.id, r.nik_hash, r.protected_until, r.payer;

-- name: protected_with
SELECT r.nik_hash, r.protected_until, r.payer, min(c.at) AS since, max(a.open_value) AS programs
FROM registrations r JOIN stage_changes c ON c.registration_id = r.id AND c.stage = 'active'
LEFT JOIN answers a ON a.registration_id = r.id AND a.step = 'programs'
WHERE r.protected_until IS NOT NULL AND r.nik_hash = :nik_hash
GROUP BY r.id, r.nik_hash, r.protected_until, r.payer;

-- name: nik_hash_of^
SELECT nik_hash FROM registrations WHERE id = :id;
