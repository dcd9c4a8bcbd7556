-- Announcements: the same message once more on purpose, and what Telegram said.

ALTER TABLE announcements ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;  -- goes to whoever got the same of late, too
ALTER TABLE announcements ADD COLUMN said TEXT NOT NULL DEFAULT '';       -- what Telegram said when it halted
ALTER TABLE recipients ADD COLUMN said TEXT NOT NULL DEFAULT '';          -- what Telegram said of a refusal
ALTER TABLE recipients ADD COLUMN sent_twice INTEGER NOT NULL DEFAULT 0;  -- sent again although it may have arrived
