-- A question becomes a conversation: what the office and the asker write about it, and why it was closed.
-- Screens are read aloud: under which ids Telegram keeps files, and which voice a chat hears.

CREATE TABLE letters (
    id TEXT PRIMARY KEY,
    question_id TEXT NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    staff INTEGER,                -- chat of the member of staff who wrote it; NULL: the asker did
    text BLOB NOT NULL,           -- sealed, as answers were before: to the question
    file BLOB,                    -- sealed: kind and id of a voice note, a picture, ...
    message_id INTEGER NOT NULL,  -- of the asker's message; 0: of staff
    at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX letters_of ON letters (question_id, at);

INSERT INTO letters (id, question_id, staff, text, message_id, at)
SELECT id, id, taken_by, answer, 0, changed_at FROM questions WHERE answer IS NOT NULL;
ALTER TABLE questions DROP COLUMN answer;

ALTER TABLE questions ADD COLUMN closed_because TEXT;  -- why it was closed without an answer

CREATE INDEX questions_by_officer ON questions (taken_by, changed_at) WHERE state = 'taken';

CREATE TABLE question_marks (     -- which messages of the bot are about which question: whoever replies means it
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    question_id TEXT NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;
CREATE INDEX question_marks_of ON question_marks (question_id);

CREATE TABLE sent_files (         -- nothing of whom
    seal TEXT NOT NULL,           -- SHA-256 of the file
    bot TEXT NOT NULL,            -- @name of the bot: ids are its own
    file_id TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (seal, bot)
) WITHOUT ROWID;

CREATE TABLE voices (
    chat_id INTEGER PRIMARY KEY,
    voice TEXT NOT NULL           -- a folder of config/voice
);
