-- name: wait!
INSERT INTO waiting_news (chat_id, first_change, last_change, first_at, last_at)
VALUES (:chat_id, :change, :change, :at, :at)
ON CONFLICT (chat_id) DO UPDATE SET last_change = :change, last_at = :at;

-- name: waiting
SELECT chat_id, first_change, last_change, first_at, last_at FROM waiting_news ORDER BY chat_id;

-- name: drop!
DELETE FROM waiting_news WHERE chat_id = :chat_id;

-- name: pay_until
SELECT DISTINCT pay_until AS day, chat_id FROM registrations
WHERE pay_until <= :to AND (pay_until, chat_id) > (:day, :chat_id) ORDER BY pay_until, chat_id LIMIT :most;

-- name: protected_until
SELECT DISTINCT protected_until AS day, chat_id FROM registrations
WHERE protected_until <= :to AND (protected_until, chat_id) > (:day, :chat_id)
ORDER BY protected_until, chat_id LIMIT :most;

-- name: grace_until
SELECT DISTINCT grace_until AS day, chat_id FROM registrations
WHERE grace_until <= :to AND (grace_until, chat_id) > (:day, :chat_id) ORDER BY grace_until, chat_id LIMIT :most;
