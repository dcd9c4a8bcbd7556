-- Announcements: the same message once more on purpose, and what Telegram said.

ALTER TABLE announcements ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;  -- goes to whoever got the same of late, too
