-- name: get_meta^
SELECT value FROM meta WHERE key = :key;

-- name: set_meta!
INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: newest_audit_entry^
SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1;

-- name: add_audit_entry!
INSERT INTO audit (at, actor, action, subject, hash) VALUES (:at, :actor, :action, :subject, :hash);

-- name: audit_entries
SELECT seq, at, actor, action, subject, hash FROM audit ORDER BY seq;

-- name: audit_entry_with_hash^
SELECT seq FROM audit WHERE hash = :hash;

-- name: add_backup!
INSERT INTO backups (path, at) VALUES (:path, :at) ON CONFLICT (path) DO UPDATE SET at = excluded.at;

-- name: backups
SELECT path FROM backups;

-- name: audit_entries_given_out^
SELECT seq AS value FROM sqlite_sequence WHERE name = 'audit';
