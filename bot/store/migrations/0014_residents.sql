-- The desk at which lists become true: decisions that can be taken back in any order, words that grow old.

ALTER TABLE links ADD COLUMN split INTEGER NOT NULL DEFAULT 0;  -- it was taken out of another person, alone
CREATE INDEX links_ever ON links (statement_id);

ALTER TABLE pairs ADD COLUMN deed INTEGER NOT NULL DEFAULT 0;   -- by which its decision is taken back; 0: none
CREATE INDEX pairs_by_deed ON pairs (deed) WHERE deed <> 0;
CREATE INDEX pairs_held ON pairs (held_by, held_until) WHERE held_by IS NOT NULL;

ALTER TABLE statements ADD COLUMN since TEXT;  -- of a registration: when it began to say this
UPDATE statements SET since = said_at;

CREATE TABLE checks (             -- whether what somebody said of themselves is still true
    registration_id TEXT PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
    asked_at TEXT,
    confirmed_at TEXT             -- all of it is, by their own word
) WITHOUT ROWID;

CREATE TABLE proposals (          -- what is no longer true, by the word of whoever is registered
    id INTEGER PRIMARY KEY,
    registration_id TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    field TEXT NOT NULL,          -- Known
    old BLOB NOT NULL,            -- sealed
    new BLOB NOT NULL,            -- sealed: answers by step
    state TEXT NOT NULL,          -- ProposalState
    at TEXT NOT NULL,
    decided_by INTEGER,
    decided_at TEXT
);
CREATE INDEX proposals_of ON proposals (registration_id);
CREATE INDEX proposals_by_state ON proposals (state, at);
