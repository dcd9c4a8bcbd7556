-- People in danger: their questions come first, somebody is on duty, and how often it happens is counted.

ALTER TABLE questions ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;  -- 1: somebody is in danger

ALTER TABLE staff ADD COLUMN on_duty INTEGER NOT NULL DEFAULT 0;  -- 1: reads what is urgent at any hour

CREATE TABLE dangers (            -- how often help was shown; nothing of whom
    day TEXT NOT NULL,            -- YYYY-MM-DD, at the office
    danger TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, danger)
);
