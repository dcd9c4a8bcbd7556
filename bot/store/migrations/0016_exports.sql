-- Lists out: which registrations went out on which list, as which rows, and what officers have asked for.

CREATE TABLE exports (            -- one list that went out
    id INTEGER PRIMARY KEY,       -- its number
    state TEXT NOT NULL,          -- ExportState
    choice TEXT NOT NULL,         -- Chosen: by what its registrations were chosen
    layout TEXT NOT NULL,         -- Layout as it was then, so that the same list comes out the same
    made_by INTEGER NOT NULL,     -- chat of the officer; 0: the command line
    at TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    filled_row INTEGER NOT NULL DEFAULT 0,   -- what its rows say is kept up to here
    last_change INTEGER NOT NULL, -- of stage_changes: what was moved later than its rows were fixed
    handed_by INTEGER,            -- chat of whoever said that it went to BPJS Ketenagakerjaan
    handed_row INTEGER NOT NULL DEFAULT 0,   -- registrations were moved up to here
    handed INTEGER NOT NULL DEFAULT 0,       -- how many of them
    handed_at TEXT                -- when all were
);
CREATE INDEX exports_under_way ON exports (handed_by) WHERE handed_by IS NOT NULL AND handed_at IS NULL;
CREATE INDEX exports_by_state ON exports (state, at);

CREATE TABLE export_rows (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    registration_id TEXT,         -- NULL: it was erased
    cells BLOB,                   -- sealed: what the row says; kept for a while only
    PRIMARY KEY (export_id, row)
) WITHOUT ROWID;
CREATE INDEX export_rows_of ON export_rows (registration_id) WHERE registration_id IS NOT NULL;

CREATE TABLE unexported (         -- accepted, and on no list since: kept by the triggers below
    registration_id TEXT PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
    since TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX unexported_in_order ON unexported (since, registration_id);

INSERT INTO unexported (registration_id, since) SELECT id, touched_at FROM registrations WHERE stage = 'accepted';

CREATE TRIGGER registration_accepted AFTER UPDATE OF stage ON registrations
WHEN NEW.stage = 'accepted' AND OLD.stage <> 'accepted'
BEGIN
    INSERT INTO unexported (registration_id, since) VALUES (NEW.id, NEW.touched_at);
END;

CREATE TRIGGER registration_accepted_no_more AFTER UPDATE OF stage ON registrations
WHEN NEW.stage <> 'accepted' AND OLD.stage = 'accepted'
BEGIN
    DELETE FROM unexported WHERE registration_id = NEW.id;
END;

CREATE TABLE export_files (       -- files that officers wait for
    id INTEGER PRIMARY KEY,
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    chat_id INTEGER NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE export_choices (     -- what an officer is choosing registrations by
    chat_id INTEGER PRIMARY KEY,
    choice TEXT NOT NULL          -- Chosen
) WITHOUT ROWID;
