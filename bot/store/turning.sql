-- name: entries_in_work^
SELECT COUNT(*) AS value FROM entries_in_work;

-- name: hashes
-- Survey: every hash of a column.
SELECT DISTINCT {column} AS value FROM {table} WHERE {column} IS NOT NULL;

-- name: rehash!
-- Survey: not every such column has an index.
UPDATE {table} SET {column} = :new WHERE {column} = :old;

-- name: add!
INSERT INTO key_generations (generation, fingerprint, since) VALUES (:generation, :fingerprint, :since);

-- name: keep!
UPDATE key_generations SET kept = :kept WHERE generation = :generation;

-- name: sealed_before
-- Survey: whatever an earlier secret sealed.
SELECT {places}, {column} AS value FROM {table}
WHERE {column} IS NOT NULL AND LENGTH({column}) > 0 AND SUBSTR({column}, 1, 1) <> :mark LIMIT :most;

-- name: reseal!
UPDATE {table} SET {column} = :value WHERE {at};

-- name: count_sealed_before^
-- Survey: whatever an earlier secret sealed.
SELECT COUNT(*) AS value FROM {table}
WHERE {column} IS NOT NULL AND LENGTH({column}) > 0 AND SUBSTR({column}, 1, 1) <> :mark;
