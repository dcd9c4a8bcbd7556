-- One person, many sources: lists of agencies, what they say of whom, and who is taken for the same person.

CREATE TABLE sources (            -- a list that somebody sent
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,           -- agency, participants: SourceKind
    state TEXT NOT NULL,          -- SourceState
    agency TEXT NOT NULL,         -- as its officer calls it; lists of one name replace each other
    as_of TEXT NOT NULL,          -- YYYY-MM-DD: the day on which it was true
    sent_by INTEGER NOT NULL,     -- chat of the officer; 0: the command line
    agreed_by INTEGER,            -- chat of the second person
    file BLOB NOT NULL,           -- sealed: name of the file, and its id at Telegram
    file_hash BLOB,               -- keyed: the same file is known again
    reading BLOB,                 -- sealed: what was read of its columns, and what its officer said of them
    counts TEXT NOT NULL DEFAULT '{}',  -- rows by outcome
    card_id INTEGER NOT NULL DEFAULT 0, -- message in the officer's chat that shows how far it is
    moved_row INTEGER NOT NULL DEFAULT 0, -- of a list of participants: registrations were moved up to this row
    at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    in_force_at TEXT
) WITHOUT ROWID;
CREATE INDEX sources_by_state ON sources (state, changed_at);

CREATE TABLE source_parts (       -- the file itself, until its rows are in force or dropped
    source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    content BLOB NOT NULL,        -- sealed
    PRIMARY KEY (source_id, part)
) WITHOUT ROWID;

CREATE TABLE statements (         -- what one row of one agency's lists, or a registration, says; never changed
    id INTEGER PRIMARY KEY,
    registration_id TEXT,         -- of a registration; NULL: of a list
    digest BLOB NOT NULL,         -- keyed, of agency and content: the same row is known again
    said_at TEXT,                 -- of a registration: when it was last touched
    until TEXT,                   -- of a registration: since when it says something else
    nik_hash BLOB,                -- keyed
    district TEXT,                -- codes, where they are known
    village TEXT,
    content BLOB NOT NULL         -- sealed: Content
);
CREATE INDEX statements_by_digest ON statements (digest);
CREATE INDEX statements_by_nik ON statements (nik_hash) WHERE nik_hash IS NOT NULL;
CREATE INDEX statements_by_registration ON statements (registration_id) WHERE registration_id IS NOT NULL;

CREATE TABLE listings (           -- which rows of which list say it: what a newer list says again is one statement
    source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    statement_id INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    PRIMARY KEY (source_id, row)
) WITHOUT ROWID;
CREATE INDEX listings_of ON listings (statement_id);

CREATE TABLE links (              -- which person a statement is about; nothing is moved, links are added and undone
    id INTEGER PRIMARY KEY,
    statement_id INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    person INTEGER NOT NULL,
    deed INTEGER NOT NULL,        -- what is undone together; 0: a row that was read
    by TEXT NOT NULL,             -- rule, or chat:<id>
    bits REAL,                    -- how much spoke for it
    reasons TEXT NOT NULL DEFAULT '[]',
    at TEXT NOT NULL,
    undone_at TEXT,
    undone_deed INTEGER
);
CREATE UNIQUE INDEX links_of ON links (statement_id) WHERE undone_at IS NULL;
CREATE INDEX links_to ON links (person) WHERE undone_at IS NULL;
CREATE INDEX links_undone ON links (undone_deed) WHERE undone_deed IS NOT NULL;
CREATE INDEX links_by_deed ON links (deed) WHERE deed <> 0;

CREATE TABLE pairs (              -- of which the program is not sure
    id INTEGER PRIMARY KEY,
    one INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    bits REAL NOT NULL,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL,          -- PairState
    held_by INTEGER,              -- chat of the officer who looks at it
    held_until TEXT,
    decided_by INTEGER,
    decided_at TEXT,
    not_before TEXT               -- later
);
CREATE UNIQUE INDEX pairs_of ON pairs (one, other);
CREATE INDEX pairs_of_other ON pairs (other);
CREATE INDEX pairs_by_state ON pairs (state, bits);

CREATE TABLE settled (            -- which of several values of a person holds
    person INTEGER NOT NULL,
    field TEXT NOT NULL,
    statement_id INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (person, field)
) WITHOUT ROWID;
CREATE INDEX settled_by_statement ON settled (statement_id);

CREATE TABLE layouts (            -- how lists of a heading are read, as officers have said
    heading_hash BLOB PRIMARY KEY,
    agency TEXT NOT NULL,
    columns TEXT NOT NULL,        -- fields by place
    at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE erased_people (      -- whoever asked to be forgotten does not come back with the next list
    hash BLOB PRIMARY KEY,        -- keyed: of a NIK, or of a row without one
    at TEXT NOT NULL
) WITHOUT ROWID;

-- What holds today: said by a list in force, or by a registration.
CREATE VIEW live AS
SELECT s.id FROM statements s WHERE s.registration_id IS NOT NULL AND s.until IS NULL
UNION ALL
SELECT t.statement_id AS id FROM listings t JOIN sources r ON r.id = t.source_id WHERE r.state = 'in_force';
