-- name: rows^
-- Survey: every row of a table.
SELECT count(*) AS value FROM {table};

-- name: any_row
SELECT * FROM {table} LIMIT 1;

-- name: oldest^
-- Survey: every row of a table.
SELECT min({column}) AS oldest FROM {table};

-- name: erased
-- Survey: the whole trail.
SELECT substr(at, 1, 7) AS month, substr(actor, 1, 4) AS by, count(*) AS count FROM audit
WHERE action = 'erase' GROUP BY substr(at, 1, 7), substr(actor, 1, 4) ORDER BY 1, 2;
