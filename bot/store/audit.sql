-- name: newest^
SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1;

-- name: add!
INSERT INTO audit (seq, at, actor, action, subject, hash) VALUES (:seq, :at, :actor, :action, :subject, :hash);

-- name: entries
-- Survey: the whole trail.
SELECT seq, at, actor, action, subject, hash FROM audit ORDER BY seq;

-- name: with_hash^
SELECT seq FROM audit WHERE hash = :hash;

-- name: given_out^
SELECT seq AS value FROM sqlite_sequence WHERE name = 'audit';

-- name: about
-- Survey: the whole trail.
SELECT seq, at, actor, action, subject, hash FROM audit WHERE subject = :subject ORDER BY seq;
