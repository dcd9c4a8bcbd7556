-- name: get_staff^
SELECT role FROM staff WHERE chat_id = :chat_id;

-- name: set_staff!
INSERT INTO staff (chat_id, role, since) VALUES (:chat_id, :role, :at)
ON CONFLICT (chat_id) DO UPDATE SET role = excluded.role, since = excluded.since;

-- name: add_invitation!
INSERT INTO invitations (token_hash, role, expires_at) VALUES (:token_hash, :role, :expires_at);

-- name: get_invitation^
SELECT role, expires_at, used_at FROM invitations WHERE token_hash = :token_hash;

-- name: use_invitation!
UPDATE invitations SET used_at = :at WHERE token_hash = :token_hash AND used_at IS NULL;
