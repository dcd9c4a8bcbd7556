-- name: add!
INSERT INTO links (statement_id, person, deed, by, bits, reasons, at, split)
VALUES (:statement_id, :person, :deed, :by, :bits, :reasons, :at, :split);

-- name: person_of^
SELECT person FROM links WHERE statement_id = :statement_id AND undone_at IS NULL;

-- name: statements_of
SELECT statement_id FROM links WHERE person = :person AND undone_at IS NULL ORDER BY id;

-- name: live_of
SELECT * FROM links WHERE person = :person AND undone_at IS NULL ORDER BY id;

-- name: undo!
UPDATE links SET undone_at = :at, undone_deed = :deed WHERE id = :id AND undone_at IS NULL;

-- name: touched_by
SELECT DISTINCT statement_id FROM links WHERE deed = :deed AND deed <> 0 ORDER BY statement_id;

-- name: ever_of
SELECT * FROM links WHERE statement_id = :statement_id ORDER BY id;

-- name: settle!
INSERT INTO settled (person, field, statement_id, by, at) VALUES (:person, :field, :statement_id, :by, :at)
ON CONFLICT (person, field) DO UPDATE SET statement_id = excluded.statement_id, by = excluded.by, at = excluded.at;

-- name: settled_of
SELECT field, statement_id, by, at FROM settled WHERE person = :person;

-- name: settled
-- Survey: what officers have settled, of everybody.
SELECT person, field, statement_id, by, at FROM settled;
