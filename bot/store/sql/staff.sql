-- name: get_staff^
SELECT role FROM staff WHERE chat_id = :chat_id AND role <> '';

-- name: set_staff!
INSERT INTO staff (chat_id, role, since, name) VALUES (:chat_id, :role, :at, :name)
ON CONFLICT (chat_id) DO UPDATE SET role = excluded.role, since = excluded.since, name = excluded.name;

-- name: all_staff
SELECT chat_id, role, since, name FROM staff WHERE role <> '' ORDER BY since;

-- name: named_staff^
SELECT chat_id, name FROM staff WHERE chat_id = :chat_id;

-- name: change_role!
UPDATE staff SET role = :role WHERE chat_id = :chat_id;

-- name: remove_staff!
-- The name stays: what they announced keeps saying who did.
UPDATE staff SET role = '' WHERE chat_id = :chat_id;

-- name: count_other_admins^
SELECT count(*) AS value FROM staff WHERE role = 'admin' AND chat_id <> :chat_id;

-- name: add_invitation!
INSERT INTO invitations (token_hash, role, expires_at) VALUES (:token_hash, :role, :expires_at);

-- name: get_invitation^
SELECT role, expires_at, used_at FROM invitations WHERE token_hash = :token_hash;

-- name: use_invitation!
UPDATE invitations SET used_at = :at WHERE token_hash = :token_hash AND used_at IS NULL;
