-- Who pays: programmes, and a ledger of what they promised and paid for whom. Nothing in the ledger is changed.

CREATE TABLE programmes (         -- whoever pays contributions of others
    id INTEGER PRIMARY KEY,       -- its number
    state TEXT NOT NULL,          -- ProgrammeState
    terms TEXT NOT NULL,          -- Terms: kind, months, money, places, insurances, share, criteria, decree
    contact BLOB NOT NULL,        -- sealed: whom to ask, as they wrote it
    entered_by INTEGER NOT NULL,  -- chat; 0: the command line
    at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

CREATE TABLE ledger_entries (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,           -- EntryKind
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    entry_id INTEGER REFERENCES ledger_entries (id),  -- the one that is corrected, or agreed to
    first_month INTEGER,          -- year * 12 + month - 1
    last_month INTEGER,
    rupiah INTEGER NOT NULL DEFAULT 0,    -- promised or paid in all
    people INTEGER NOT NULL DEFAULT 0,    -- how many its lines are about
    document TEXT NOT NULL DEFAULT '',    -- number of a decree or a proof of payment
    day TEXT NOT NULL,            -- YYYY-MM-DD: of that document
    source_id TEXT,               -- the list that its people were taken from
    needs_second INTEGER NOT NULL DEFAULT 0,  -- counts only once somebody else has agreed
    by INTEGER NOT NULL,          -- chat; 0: the command line
    at TEXT NOT NULL
);
CREATE INDEX ledger_entries_of ON ledger_entries (programme_id, id);
CREATE INDEX ledger_entries_about ON ledger_entries (entry_id) WHERE entry_id IS NOT NULL;

CREATE TABLE entries_in_work (    -- entries whose lines are still being written: they do not count yet
    entry_id INTEGER PRIMARY KEY REFERENCES ledger_entries (id),
    after BLOB NOT NULL DEFAULT X'',      -- lines are written up to whoever has this hash
    tell INTEGER NOT NULL DEFAULT 0       -- chat of whoever waits for it
);

CREATE TABLE covers (             -- for whom a programme promised to pay, from when until when
    entry_id INTEGER NOT NULL REFERENCES ledger_entries (id),
    who BLOB NOT NULL,            -- keyed hash of a NIK; drawn by lot once the person was erased
    first_month INTEGER NOT NULL,
    last_month INTEGER NOT NULL,
    district TEXT,
    village TEXT,
    sector TEXT NOT NULL,         -- Sector: discounts differ by it
    PRIMARY KEY (entry_id, who)
) WITHOUT ROWID;
CREATE INDEX covers_of ON covers (who);
CREATE INDEX covers_by_end ON covers (last_month, who);

CREATE TABLE leavings (           -- whom a programme pays for no longer
    entry_id INTEGER NOT NULL REFERENCES ledger_entries (id),
    who BLOB NOT NULL,
    from_month INTEGER NOT NULL,  -- the first that it does not pay
    reason TEXT NOT NULL,         -- Leaving
    PRIMARY KEY (entry_id, who)
) WITHOUT ROWID;
CREATE INDEX leavings_of ON leavings (who);

CREATE TABLE payments (           -- what was paid for whom, a month
    entry_id INTEGER NOT NULL REFERENCES ledger_entries (id),
    who BLOB NOT NULL,
    month INTEGER NOT NULL,       -- of the first of `months` months for which as much was paid
    months INTEGER NOT NULL,
    rupiah INTEGER NOT NULL,      -- for each of them
    PRIMARY KEY (entry_id, who, month)
) WITHOUT ROWID;
CREATE INDEX payments_of ON payments (who);

CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'an entry of the ledger is never changed');
END;

CREATE TRIGGER ledger_entries_are_kept BEFORE DELETE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'an entry of the ledger is never deleted');
END;

CREATE TRIGGER covers_stay BEFORE UPDATE OF entry_id, first_month, last_month, district, village, sector ON covers
BEGIN
    SELECT RAISE(ABORT, 'an entry of the ledger is never changed');
END;

CREATE TRIGGER leavings_stay BEFORE UPDATE OF entry_id, from_month, reason ON leavings
BEGIN
    SELECT RAISE(ABORT, 'an entry of the ledger is never changed');
END;

CREATE TRIGGER payments_stay BEFORE UPDATE OF entry_id, month, months, rupiah ON payments
BEGIN
    SELECT RAISE(ABORT, 'an entry of the ledger is never changed');
END;
