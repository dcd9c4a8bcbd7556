-- name: file^
SELECT file_id FROM sent_files WHERE seal = :seal AND bot = :bot;

-- name: keep!
INSERT INTO sent_files (seal, bot, file_id, at) VALUES (:seal, :bot, :file_id, :at)
ON CONFLICT (seal, bot) DO UPDATE SET file_id = :file_id, at = :at;

-- name: drop!
DELETE FROM sent_files WHERE seal = :seal AND bot = :bot;
