-- Invitations by name, printed for a village's head. A code alone opens nothing, and only its keyed hash is kept.

CREATE TABLE village_sheets (
    id TEXT PRIMARY KEY,
    village TEXT NOT NULL,        -- code
    made_by INTEGER NOT NULL,     -- chat of the officer
    people INTEGER NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX village_sheets_of ON village_sheets (village, at);

CREATE TABLE village_invitations (
    code_hash BLOB PRIMARY KEY,   -- keyed
    sheet_id TEXT NOT NULL REFERENCES village_sheets (id) ON DELETE CASCADE,
    statement_id INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    registration_id TEXT          -- that it was used for
) WITHOUT ROWID;
CREATE INDEX village_invitations_of ON village_invitations (sheet_id);
CREATE INDEX village_invitations_by_statement ON village_invitations (statement_id);
CREATE INDEX village_invitations_by_registration ON village_invitations (registration_id)
    WHERE registration_id IS NOT NULL;
CREATE INDEX statements_by_village ON statements (village) WHERE village IS NOT NULL;
