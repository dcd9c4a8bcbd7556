-- Events to which people are invited, and what came of them.

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,    -- in start links
    state TEXT NOT NULL,          -- EventState
    told TEXT NOT NULL,           -- Told: what, place, day, village; who may be named is sealed
    named BLOB,                   -- sealed: who may be named, with their consent
    entered_by INTEGER NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE agents (             -- who hands out links of an event, by a name of their choice
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    name BLOB,                    -- sealed; emptied some time after the event
    PRIMARY KEY (event_id, code)
) WITHOUT ROWID;

CREATE TABLE link_counts (        -- how many came by a link: nobody's
    link TEXT NOT NULL,
    day TEXT NOT NULL,
    opened INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (link, day)
) WITHOUT ROWID;
