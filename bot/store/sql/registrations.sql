-- name: add_registration!
INSERT INTO registrations (id, chat_id, stage, start_link, consent_version, consent_at, created_at, touched_at)
VALUES (:id, :chat_id, 'draft', :start_link, :consent_version, :at, :at, :at);

-- name: get_registration^
SELECT * FROM registrations WHERE id = :id;

-- name: registrations_of_chat
SELECT * FROM registrations WHERE chat_id = :chat_id ORDER BY created_at;

-- name: registration_by_number^
SELECT * FROM registrations WHERE number_hash = :number_hash;

-- name: submitted_registrations
SELECT * FROM registrations WHERE stage <> 'draft' ORDER BY submitted_at, id;

-- name: count_stages
SELECT stage, count(*) AS count FROM registrations GROUP BY stage;

-- name: others_with_nik^
SELECT count(*) AS value FROM registrations WHERE nik_hash = :nik_hash AND id <> :id;

-- name: submit_registration!
UPDATE registrations SET stage = 'submitted', number = :number, number_hash = :number_hash,
    submitted_at = :at, touched_at = :at
WHERE id = :id AND stage = 'draft';

-- name: set_marks!
UPDATE registrations SET nik_hash = :nik_hash, marks = :marks WHERE id = :id;

-- name: set_stage!
UPDATE registrations SET stage = :stage, touched_at = :at WHERE id = :id;

-- name: add_stage_change!
INSERT INTO stage_changes (registration_id, stage, at) VALUES (:id, :stage, :at);

-- name: stage_changes
SELECT stage, at FROM stage_changes WHERE registration_id = :id ORDER BY at, id;

-- name: answers_of
SELECT step, open_value, sealed_value FROM answers WHERE registration_id = :id;

-- name: save_answer!
INSERT INTO answers (registration_id, step, open_value, sealed_value) VALUES (:id, :step, :open_value, :sealed_value)
ON CONFLICT (registration_id, step) DO UPDATE SET open_value = excluded.open_value, sealed_value = excluded.sealed_value;

-- name: drop_answer!
DELETE FROM answers WHERE registration_id = :id AND step = :step;

-- name: touch_registration!
UPDATE registrations SET touched_at = :at WHERE id = :id;

-- name: delete_registration!
DELETE FROM registrations WHERE id = :id;

-- name: stale_drafts
SELECT id, chat_id FROM registrations WHERE stage = 'draft' AND touched_at < :before LIMIT 100;

-- name: get_access^
SELECT failures, locked_until, opened_id, opened_until FROM accesses WHERE chat_id = :chat_id;

-- name: set_access!
INSERT INTO accesses (chat_id, failures, locked_until, opened_id, opened_until)
VALUES (:chat_id, :failures, :locked_until, :opened_id, :opened_until)
ON CONFLICT (chat_id) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until,
    opened_id = excluded.opened_id, opened_until = excluded.opened_until;

-- name: close_access!
UPDATE accesses SET opened_id = '', opened_until = '' WHERE chat_id = :chat_id AND opened_id = :id;

-- name: lock_registrations!
UPDATE registrations SET locked = 1 WHERE chat_id = :chat_id AND stage <> 'draft';

-- name: unlock_registration!
UPDATE registrations SET locked = 0 WHERE id = :id;

-- name: keep_picture!
INSERT INTO pictures (registration_id, step, content) VALUES (:id, :step, :content)
ON CONFLICT (registration_id, step) DO UPDATE SET content = excluded.content;

-- name: get_picture^
SELECT content FROM pictures WHERE registration_id = :id AND step = :step;

-- name: drop_picture!
DELETE FROM pictures WHERE registration_id = :id AND step = :step;

-- name: close_any_access!
UPDATE accesses SET opened_id = '', opened_until = '' WHERE chat_id = :chat_id;

-- name: renew_consent!
UPDATE registrations SET consent_version = :version, consent_at = :at WHERE id = :id;

-- name: forget_undecided!
UPDATE chats SET position = NULL
WHERE position IS NOT NULL AND asked_at < :before AND chat_id NOT IN (SELECT chat_id FROM registrations);
