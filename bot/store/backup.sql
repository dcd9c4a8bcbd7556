-- name: add!
INSERT INTO backups (path, at) VALUES (:path, :at) ON CONFLICT (path) DO UPDATE SET at = excluded.at;

-- name: all
-- Survey: there are few.
SELECT path FROM backups;

-- name: drop!
DELETE FROM backups WHERE path = :path;
