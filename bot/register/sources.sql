-- name: add!
INSERT INTO sources (id, kind, state, agency, as_of, sent_by, file, at, changed_at)
VALUES (:id, 'agency', :state, '', :as_of, :sent_by, :file, :at, :at);

-- name: get^
SELECT * FROM sources WHERE id = :id;

-- name: next_in^
SELECT * FROM sources
WHERE sent_by <> 0 AND (state IN (:one, :two, :three, :four)
    OR state = 'in_force' AND kind = 'participants' AND moved_row >= 0)
OR state = 'dropping' AND in_force_at IS NOT NULL
ORDER BY changed_at, id LIMIT 1;

-- name: in_states
SELECT * FROM sources WHERE state IN (:one, :two, :three) ORDER BY agency, in_force_at DESC NULLS LAST, at DESC;

-- name: of_officer
SELECT * FROM sources WHERE sent_by = :sent_by AND state IN (:one, :two, :three, :four, :five, :six)
ORDER BY at DESC;

-- name: move!
UPDATE sources SET state = :state, changed_at = :at WHERE id = :id AND state = :before;

-- name: put_reading!
UPDATE sources SET reading = :reading WHERE id = :id;

-- name: put_kind!
UPDATE sources SET kind = :kind WHERE id = :id;

-- name: put_agency!
UPDATE sources SET agency = :agency, as_of = :as_of WHERE id = :id;

-- name: put_file_hash!
UPDATE sources SET file_hash = :file_hash WHERE id = :id;

-- name: put_counts!
UPDATE sources SET counts = :counts WHERE id = :id;

-- name: put_card!
UPDATE sources SET card_id = :card_id WHERE id = :id;

-- name: put_moved_row!
UPDATE sources SET moved_row = :row WHERE id = :id;

-- name: agree!
UPDATE sources SET agreed_by = :chat_id WHERE id = :id;

-- name: put_in_force!
UPDATE sources SET in_force_at = :at WHERE id = :id;

-- name: in_force_of
SELECT * FROM sources WHERE agency = :agency AND kind = :kind AND state = 'in_force';

-- name: with_file
SELECT * FROM sources WHERE file_hash = :file_hash AND id <> :id AND state NOT IN ('dropped', 'dropping', 'refused')
ORDER BY at DESC;

-- name: agencies
SELECT agency, max(in_force_at) AS newest FROM sources WHERE in_force_at IS NOT NULL AND agency <> ''
GROUP BY agency ORDER BY newest DESC LIMIT :most;

-- name: old
SELECT * FROM sources WHERE changed_at < :before AND state IN ('in_force', 'replaced')
ORDER BY changed_at LIMIT :most;

-- name: left
SELECT * FROM sources WHERE changed_at < :before AND state IN ('read', 'planned', 'asked')
ORDER BY changed_at LIMIT :most;

-- name: delete_ended!
DELETE FROM sources WHERE state IN ('dropped', 'refused') AND changed_at < :before;

-- name: add_part!
INSERT INTO source_parts (source_id, part, content) VALUES (:id, :part, :content);

-- name: parts
SELECT part, content FROM source_parts WHERE source_id = :id ORDER BY part;

-- name: drop_part!
DELETE FROM source_parts WHERE source_id = :id AND part = (SELECT min(part) FROM source_parts WHERE source_id = :id);
