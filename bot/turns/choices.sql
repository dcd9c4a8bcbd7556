-- name: add!
INSERT INTO choices (step, value, count) VALUES (:step, :value, 1)
ON CONFLICT (step, value) DO UPDATE SET count = choices.count + 1;

-- name: most_chosen
SELECT value FROM choices WHERE step = :step AND count >= :least ORDER BY count DESC, value;
