-- name: add!
INSERT INTO dangers (day, danger, count) VALUES (:day, :danger, 1)
ON CONFLICT (day, danger) DO UPDATE SET count = dangers.count + 1;

-- name: since^
SELECT coalesce(sum(count), 0) AS value FROM dangers WHERE day > :day;
