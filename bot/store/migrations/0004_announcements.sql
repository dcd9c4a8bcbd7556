-- Announcements, a row per recipient, what people want to hear, names of staff, saved audiences.

CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    action TEXT NOT NULL,         -- send, recall, correct
    original_id INTEGER REFERENCES announcements (id),  -- of which one: recall, correct
    kind TEXT NOT NULL,           -- by which people mute
    state TEXT NOT NULL,
    message BLOB NOT NULL,        -- sealed: words, files, buttons, fallbacks
    message_hash BLOB,            -- keyed: finds the same message again
    audience TEXT NOT NULL,       -- what recipients are chosen by: codes only
    draft BLOB,                   -- sealed: what only matters while it is written; emptied when confirmed
    people INTEGER,               -- the number of recipients that was confirmed
    written_by INTEGER NOT NULL,
    confirmed_by INTEGER,
    seconded_by INTEGER,
    paused_by INTEGER,
    stopped_by INTEGER,
    created_at TEXT NOT NULL,
    confirmed_at TEXT,
    seconded_at TEXT,
    due_at TEXT,                  -- not before this time; NULL: at once
    started_at TEXT,
    ended_at TEXT,
    loud INTEGER NOT NULL DEFAULT 0,         -- an admin lets it go out in quiet hours
    gathered INTEGER NOT NULL DEFAULT 0,     -- every recipient has been noted
    gathered_to INTEGER NOT NULL DEFAULT 0,  -- the last chat that was looked at for recipients
    trouble TEXT NOT NULL DEFAULT '',        -- why it halted
    card_id INTEGER NOT NULL DEFAULT 0,      -- message_id of the live card in the writer's chat
    card_ended INTEGER NOT NULL DEFAULT 0    -- the card shows the end
);
CREATE INDEX announcements_by_state ON announcements (state);
CREATE INDEX announcements_by_message ON announcements (message_hash) WHERE message_hash IS NOT NULL;

CREATE TABLE recipients (
    announcement_id INTEGER NOT NULL,  -- below 0: the bot's own messages, see bot/announcements/states.py
    chat_id INTEGER NOT NULL,
    subject TEXT NOT NULL DEFAULT '',  -- of the bot's own messages: what it is about
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',   -- of failed and skipped
    message_id INTEGER NOT NULL DEFAULT 0,
    to_chat_id INTEGER,                -- where the chat has moved
    at TEXT NOT NULL,                  -- when it came into its state
    PRIMARY KEY (announcement_id, chat_id, subject)
) WITHOUT ROWID;
CREATE INDEX recipients_by_state ON recipients (announcement_id, state, reason);
CREATE INDEX recipients_by_time ON recipients (at);
CREATE INDEX recipients_under_way ON recipients (state) WHERE state = 'sending';

CREATE TABLE mutes (              -- kinds of announcements that a chat does not want
    chat_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (chat_id, kind)
) WITHOUT ROWID;

CREATE TABLE wishes (             -- what a chat asked to be told about
    chat_id INTEGER NOT NULL,
    wish TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (chat_id, wish)
) WITHOUT ROWID;

CREATE TABLE audiences (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,           -- sealed
    audience TEXT NOT NULL,
    saved_by INTEGER NOT NULL,
    at TEXT NOT NULL
);

ALTER TABLE staff ADD COLUMN name BLOB;  -- sealed: as Telegram shows it

CREATE VIEW selectable AS         -- registrations, with what an audience is chosen by
SELECT id, chat_id, stage, start_link, locked,
    (SELECT open_value FROM answers WHERE registration_id = id AND step = 'district') AS district,
    (SELECT open_value FROM answers WHERE registration_id = id AND step = 'village') AS village,
    (SELECT open_value FROM answers WHERE registration_id = id AND step = 'occupation') AS occupation,
    (SELECT open_value FROM answers WHERE registration_id = id AND step = 'payer') AS payer,
    EXISTS (SELECT 1 FROM answers WHERE registration_id = id AND step = 'relation') AS for_other
FROM registrations;

CREATE INDEX registrations_by_stage ON registrations (stage, touched_at);
CREATE INDEX registrations_by_link ON registrations (start_link) WHERE start_link <> '';
