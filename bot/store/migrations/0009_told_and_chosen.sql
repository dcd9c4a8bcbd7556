-- Announcements: the same message once more on purpose, what Telegram said, templates, lists of registrations, who
-- tapped a button; and what an audience is chosen by beside each registration, since counting looks at all of them.

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

-- Copies of open answers, kept by the triggers below.
ALTER TABLE registrations ADD COLUMN district TEXT;
ALTER TABLE registrations ADD COLUMN village TEXT;
ALTER TABLE registrations ADD COLUMN occupation TEXT;
ALTER TABLE registrations ADD COLUMN payer TEXT;
ALTER TABLE registrations ADD COLUMN for_other INTEGER NOT NULL DEFAULT 0;

UPDATE registrations SET
    district = (SELECT open_value FROM answers WHERE registration_id = id AND step = 'district'),
    village = (SELECT open_value FROM answers WHERE registration_id = id AND step = 'village'),
    occupation = (SELECT open_value FROM answers WHERE registration_id = id AND step = 'occupation'),
    payer = (SELECT open_value FROM answers WHERE registration_id = id AND step = 'payer'),
    for_other = EXISTS (SELECT 1 FROM answers WHERE registration_id = id AND step = 'relation');

CREATE TRIGGER answer_given AFTER INSERT ON answers
WHEN NEW.step IN ('district', 'village', 'occupation', 'payer', 'relation')
BEGIN
    UPDATE registrations SET
        district = CASE NEW.step WHEN 'district' THEN NEW.open_value ELSE district END,
        village = CASE NEW.step WHEN 'village' THEN NEW.open_value ELSE village END,
        occupation = CASE NEW.step WHEN 'occupation' THEN NEW.open_value ELSE occupation END,
        payer = CASE NEW.step WHEN 'payer' THEN NEW.open_value ELSE payer END,
        for_other = CASE NEW.step WHEN 'relation' THEN 1 ELSE for_other END
    WHERE id = NEW.registration_id;
END;

CREATE TRIGGER answer_changed AFTER UPDATE ON answers
WHEN NEW.step IN ('district', 'village', 'occupation', 'payer')
BEGIN
    UPDATE registrations SET
        district = CASE NEW.step WHEN 'district' THEN NEW.open_value ELSE district END,
        village = CASE NEW.step WHEN 'village' THEN NEW.open_value ELSE village END,
        occupation = CASE NEW.step WHEN 'occupation' THEN NEW.open_value ELSE occupation END,
        payer = CASE NEW.step WHEN 'payer' THEN NEW.open_value ELSE payer END
    WHERE id = NEW.registration_id;
END;

CREATE TRIGGER answer_taken_back AFTER DELETE ON answers
WHEN OLD.step IN ('district', 'village', 'occupation', 'payer', 'relation')
BEGIN
    UPDATE registrations SET
        district = CASE OLD.step WHEN 'district' THEN NULL ELSE district END,
        village = CASE OLD.step WHEN 'village' THEN NULL ELSE village END,
        occupation = CASE OLD.step WHEN 'occupation' THEN NULL ELSE occupation END,
        payer = CASE OLD.step WHEN 'payer' THEN NULL ELSE payer END,
        for_other = CASE OLD.step WHEN 'relation' THEN 0 ELSE for_other END
    WHERE id = OLD.registration_id;
END;

DROP VIEW selectable;

CREATE VIEW selectable AS         -- registrations, with what an audience is chosen by
SELECT id, chat_id, stage, start_link, locked, district, village, occupation, payer, for_other FROM registrations;

-- All of it, so that counting reads this index and no registration.
CREATE INDEX registrations_selectable
    ON registrations (chat_id, district, village, occupation, payer, for_other, stage, start_link, locked);
