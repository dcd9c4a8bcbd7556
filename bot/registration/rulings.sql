-- name: add^
INSERT INTO rulings (registration_id, stage, step, reason, other_id, staff, at)
VALUES (:registration_id, :stage, :step, :reason, :other_id, :staff, :at) RETURNING id AS value;

-- name: put_words!
UPDATE rulings SET words = :words WHERE id = :id;

-- name: of_registration
SELECT * FROM rulings WHERE registration_id = :registration_id ORDER BY id;

-- name: of_chat
SELECT r.* FROM rulings r JOIN registrations g ON g.id = r.registration_id WHERE g.chat_id = :chat_id ORDER BY r.id;

-- name: settle!
UPDATE rulings SET settled_at = :at WHERE registration_id = :registration_id AND settled_at IS NULL;

-- name: settle_step!
UPDATE rulings SET settled_at = :at WHERE registration_id = :registration_id AND step = :step AND settled_at IS NULL;
