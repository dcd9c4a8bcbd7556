-- The office works registrations off: a queue, who has one in hand, what was decided and why, notes, and keyed hashes by
-- which two registrations of one person are found. The stage "closed" is called "ended" from here on.

UPDATE registrations SET stage = 'ended' WHERE stage = 'closed';
UPDATE stage_changes SET stage = 'ended' WHERE stage = 'closed';
UPDATE audiences SET audience = replace(audience, '"closed"', '"ended"');
UPDATE announcements SET audience = replace(audience, '"closed"', '"ended"');

CREATE TABLE queue (              -- what waits for the office, kept by the triggers below
    registration_id TEXT PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
    corrected INTEGER NOT NULL,   -- its worker has put right what was asked
    since TEXT NOT NULL,
    aside_until TEXT              -- day from which it is shown again
) WITHOUT ROWID;
CREATE INDEX queue_in_order ON queue (corrected DESC, since, registration_id);

INSERT INTO queue (registration_id, corrected, since)
SELECT id, 0, coalesce(submitted_at, touched_at) FROM registrations WHERE stage IN ('submitted', 'in_review');

CREATE TRIGGER registration_waits AFTER UPDATE OF stage ON registrations
WHEN NEW.stage IN ('submitted', 'in_review') AND OLD.stage NOT IN ('submitted', 'in_review')
BEGIN
    INSERT INTO queue (registration_id, corrected, since)
    VALUES (NEW.id, OLD.stage = 'needs_correction' AND NEW.stage = 'submitted', NEW.touched_at);
END;

CREATE TRIGGER registration_waits_no_more AFTER UPDATE OF stage ON registrations
WHEN NEW.stage NOT IN ('submitted', 'in_review') AND OLD.stage IN ('submitted', 'in_review')
BEGIN
    DELETE FROM queue WHERE registration_id = NEW.id;
END;

CREATE TABLE holds (              -- who has a registration in hand, so that nobody else acts on it
    registration_id TEXT PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
    staff INTEGER NOT NULL,
    until TEXT NOT NULL,
    seen TEXT NOT NULL,           -- when what was on the screen had last been changed
    messages TEXT NOT NULL DEFAULT ''  -- on which its answers stand unmasked: ids with commas
) WITHOUT ROWID;
CREATE INDEX holds_of ON holds (staff);

CREATE TABLE notes (              -- what staff write down about a registration for each other
    id INTEGER PRIMARY KEY,
    registration_id TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    text BLOB NOT NULL,           -- sealed
    staff INTEGER NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX notes_of ON notes (registration_id);

CREATE TABLE rulings (            -- what the office decided that its worker is told the reason of
    id INTEGER PRIMARY KEY,
    registration_id TEXT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT '',    -- of the form, that is asked again
    reason TEXT NOT NULL DEFAULT '',  -- one of a list; '' where it is in words
    words BLOB,                       -- sealed
    other_id TEXT,                    -- registration that counts in place of a duplicate; it may be erased by now
    staff INTEGER NOT NULL,
    at TEXT NOT NULL,
    settled_at TEXT                   -- when its worker had put it right
);
CREATE INDEX rulings_of ON rulings (registration_id);

CREATE TABLE traits (             -- keyed hashes by which two registrations of one person are found
    registration_id TEXT PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
    phone_hash BLOB,
    person_hash BLOB              -- of name and birth date together, never of a name alone
) WITHOUT ROWID;
CREATE INDEX traits_by_phone ON traits (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX traits_by_person ON traits (person_hash) WHERE person_hash IS NOT NULL;
