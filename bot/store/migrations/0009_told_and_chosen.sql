-- Announcements: the same message once more on purpose, what Telegram said, templates, lists of registrations, who
-- tapped a button.

ALTER TABLE announcements ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;  -- goes to whoever got the same of late, too
ALTER TABLE announcements ADD COLUMN said TEXT NOT NULL DEFAULT '';       -- what Telegram said when it halted
ALTER TABLE recipients ADD COLUMN said TEXT NOT NULL DEFAULT '';          -- what Telegram said of a refusal
ALTER TABLE recipients ADD COLUMN sent_twice INTEGER NOT NULL DEFAULT 0;  -- sent again although it may have arrived

CREATE TABLE templates (          -- messages that staff keep
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,           -- sealed
    message BLOB NOT NULL,        -- sealed
    kind TEXT NOT NULL,
    saved_by INTEGER NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE lists (              -- recipients by their registration numbers
    id INTEGER PRIMARY KEY,
    saved_by INTEGER NOT NULL,
    people INTEGER NOT NULL,      -- when it was made
    at TEXT NOT NULL
);
CREATE INDEX lists_by_time ON lists (at);

CREATE TABLE list_members (
    list_id INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    registration_id TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    PRIMARY KEY (list_id, registration_id)
) WITHOUT ROWID;
CREATE INDEX list_members_of ON list_members (registration_id);

CREATE TABLE button_taps (        -- who tapped a button of the bot's own below an announcement
    announcement_id INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,
    way TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (announcement_id, chat_id, way)
) WITHOUT ROWID;
CREATE INDEX button_taps_of ON button_taps (chat_id);
CREATE INDEX button_taps_by_time ON button_taps (at);
