-- What is wrong with the program or its machine, and who looks after it.

CREATE TABLE alarms (             -- nothing of whom
    id INTEGER PRIMARY KEY,
    concern TEXT NOT NULL,        -- Concern
    subject TEXT NOT NULL,        -- tells several of a kind apart
    told TEXT NOT NULL,           -- what fills its words
    since TEXT NOT NULL,
    seen_at TEXT NOT NULL,        -- when it was last so
    over_at TEXT,
    handled_by INTEGER,           -- chat of the member of staff who said so
    handled_at TEXT
);
CREATE UNIQUE INDEX alarms_open ON alarms (concern, subject) WHERE over_at IS NULL;
