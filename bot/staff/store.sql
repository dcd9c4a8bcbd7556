-- name: get^
SELECT chat_id, role, since, name, on_duty FROM staff WHERE chat_id = :chat_id;

-- name: all
SELECT chat_id, role, since, name FROM staff WHERE role <> '' ORDER BY since;

-- name: put!
INSERT INTO staff (chat_id, role, since, name) VALUES (:chat_id, :role, :at, :name)
ON CONFLICT (chat_id) DO UPDATE SET role = excluded.role, since = excluded.since, name = excluded.name;

-- name: set_role!
UPDATE staff SET role = :role WHERE chat_id = :chat_id;

-- name: set_duty!
UPDATE staff SET on_duty = :on WHERE chat_id = :chat_id;

-- name: count_others^
SELECT count(*) AS value FROM staff WHERE role = :role AND chat_id <> :chat_id;

-- name: reachable
SELECT staff.chat_id, staff.role, staff.on_duty, chats.language FROM staff JOIN chats ON chats.chat_id = staff.chat_id
WHERE chats.reachable <> 0 AND staff.role <> '';

-- name: add_invitation!
INSERT INTO invitations (token_hash, role, expires_at) VALUES (:token_hash, :role, :expires_at);

-- name: use_invitation!
UPDATE invitations SET used_at = :at WHERE token_hash = :token_hash AND used_at IS NULL;

-- name: valid_invitation^
SELECT role FROM invitations WHERE token_hash = :token_hash AND used_at IS NULL AND expires_at > :at;
