-- Pictures of cards, registrations that a chat has locked, and the messages a lock takes out of the chat.

CREATE TABLE pictures (
    registration_id TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    content BLOB NOT NULL,        -- sealed
    PRIMARY KEY (registration_id, step)
) WITHOUT ROWID;

ALTER TABLE registrations ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;  -- shown in its chat only after the proof

CREATE TABLE messages (           -- ids of the last two days in private chats: what can still be deleted
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;
CREATE INDEX messages_by_time ON messages (at);
