-- name: put!
INSERT INTO layouts (heading_hash, agency, columns, at) VALUES (:heading_hash, :agency, :columns, :at)
ON CONFLICT (heading_hash) DO UPDATE SET agency = excluded.agency, columns = excluded.columns, at = excluded.at;

-- name: get^
SELECT agency, columns, at FROM layouts WHERE heading_hash = :heading_hash;
