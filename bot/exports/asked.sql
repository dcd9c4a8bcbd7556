-- name: put_choice!
INSERT INTO export_choices (chat_id, choice) VALUES (:chat_id, :choice)
ON CONFLICT (chat_id) DO UPDATE SET choice = excluded.choice;

-- name: choice^
SELECT choice FROM export_choices WHERE chat_id = :chat_id;

-- name: drop_choice!
DELETE FROM export_choices WHERE chat_id = :chat_id;

-- name: add_file!
INSERT INTO export_files (export_id, chat_id, at) SELECT :number, :chat_id, :at
WHERE NOT EXISTS (SELECT 1 FROM export_files WHERE export_id = :number AND chat_id = :chat_id);

-- name: next_file^
SELECT id, export_id, chat_id FROM export_files ORDER BY id LIMIT 1;

-- name: drop_file!
DELETE FROM export_files WHERE id = :id;

-- name: drop_files!
DELETE FROM export_files;
