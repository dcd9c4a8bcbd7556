-- In clear: ids, language, stage, times, codes of place. Everything else about a person is sealed.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE turns (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    bot_id INTEGER NOT NULL,      -- 0: a turn of the program's own, such as the news of a new stage
    update_id INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,     -- 0: an update that belongs to no chat
    state TEXT NOT NULL CHECK (state IN ('received', 'applied', 'done', 'set_aside')),
    received_at TEXT NOT NULL,
    due_at TEXT,                  -- send not before this time
    payload BLOB,                 -- sealed update; emptied once applied
    calls BLOB,                   -- sealed Bot API calls that answer it; emptied once answered
    UNIQUE (bot_id, update_id)
);
CREATE INDEX turns_open ON turns (chat_id, seq) WHERE state IN ('received', 'applied');
CREATE INDEX turns_set_aside ON turns (chat_id) WHERE state = 'set_aside';
CREATE INDEX turns_own ON turns (due_at) WHERE bot_id = 0 AND state = 'applied';
CREATE INDEX turns_ended ON turns (received_at) WHERE state = 'done';

CREATE TABLE chats (
    chat_id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    language_chosen INTEGER NOT NULL DEFAULT 0,
    reachable INTEGER NOT NULL DEFAULT 1,
    first_seen TEXT NOT NULL,
    hinted_at TEXT,               -- groups and channels: when the way to the private chat was last shown
    question_id INTEGER NOT NULL DEFAULT 0,  -- message_id of the question that is due, or one before it
    asked_at TEXT,
    position BLOB                 -- sealed: where the conversation stands
);

CREATE TABLE registrations (
    id TEXT PRIMARY KEY,          -- random, never used again, also after a restore
    chat_id INTEGER NOT NULL,
    stage TEXT NOT NULL,
    number BLOB,                  -- sealed; found by number_hash
    number_hash BLOB UNIQUE,
    nik_hash BLOB,
    marks BLOB,                   -- sealed: what the office should look at, by name
    start_link TEXT NOT NULL DEFAULT '',
    consent_version TEXT NOT NULL,
    consent_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    touched_at TEXT NOT NULL,
    submitted_at TEXT
) WITHOUT ROWID;
CREATE INDEX registrations_by_chat ON registrations (chat_id, created_at);
CREATE INDEX registrations_by_nik ON registrations (nik_hash) WHERE nik_hash IS NOT NULL;

CREATE TABLE answers (
    registration_id TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    open_value TEXT,
    sealed_value BLOB,
    PRIMARY KEY (registration_id, step),
    CHECK ((open_value IS NULL) <> (sealed_value IS NULL))
) WITHOUT ROWID;

CREATE TABLE stage_changes (
    id INTEGER PRIMARY KEY,
    registration_id TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX stage_changes_of ON stage_changes (registration_id, at);

CREATE TABLE questions (          -- what people ask the office
    id TEXT PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    text BLOB NOT NULL,           -- sealed: the step at which it was asked, and the words
    asked_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE accesses (           -- the second proof before stored data are opened
    chat_id INTEGER PRIMARY KEY,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT NOT NULL,
    opened_id TEXT NOT NULL,
    opened_until TEXT NOT NULL
);

CREATE TABLE staff (
    chat_id INTEGER PRIMARY KEY,
    role TEXT NOT NULL,
    since TEXT NOT NULL
);

CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) WITHOUT ROWID;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
);

CREATE TABLE backups (
    path TEXT PRIMARY KEY,        -- an erasure is noted beside each backup that may hold the erased
    at TEXT NOT NULL
) WITHOUT ROWID;
