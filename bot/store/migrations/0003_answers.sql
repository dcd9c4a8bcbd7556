-- Questions become tickets with an answer; what a chat talked about last; questions nobody could answer.

ALTER TABLE questions ADD COLUMN state TEXT NOT NULL DEFAULT 'open';   -- open, taken, answered, closed
ALTER TABLE questions ADD COLUMN message_id INTEGER NOT NULL DEFAULT 0; -- the message that asked: to be quoted
ALTER TABLE questions ADD COLUMN taken_by INTEGER;                     -- chat of the member of staff
ALTER TABLE questions ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN answer BLOB;                          -- sealed
UPDATE questions SET changed_at = asked_at;
CREATE INDEX questions_by_state ON questions (state, asked_at);
CREATE INDEX questions_by_chat ON questions (chat_id, asked_at);

CREATE TABLE replies (            -- answers that staff may use again, without who asked
    id TEXT PRIMARY KEY,
    question BLOB NOT NULL,       -- sealed, masked
    answer BLOB NOT NULL,         -- sealed
    at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE talks (              -- for minutes only: the topic, so that "and with 3 juta?" is understood
    chat_id INTEGER PRIMARY KEY,
    content BLOB NOT NULL,        -- sealed
    at TEXT NOT NULL
);

CREATE TABLE gaps (               -- of people who consented, masked: what the bot could not answer
    id TEXT PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    text BLOB NOT NULL,           -- sealed
    asked_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX gaps_by_time ON gaps (asked_at);
CREATE INDEX gaps_by_chat ON gaps (chat_id);
