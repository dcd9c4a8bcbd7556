-- What the office recorded of a registration's contribution, and news of several registrations that wait for each other.

ALTER TABLE registrations ADD COLUMN sum BLOB;             -- sealed: rupiah that are to be paid
ALTER TABLE registrations ADD COLUMN kpj BLOB;             -- sealed: number of the insurance card
ALTER TABLE registrations ADD COLUMN pay_until TEXT;       -- YYYY-MM-DD: last day to pay that sum
ALTER TABLE registrations ADD COLUMN protected_until TEXT; -- YYYY-MM-DD: last day of protection
ALTER TABLE registrations ADD COLUMN grace_until TEXT;     -- YYYY-MM-DD: last day to pay what is late
ALTER TABLE registrations ADD COLUMN said_paid TEXT;       -- YYYY-MM-DD: the day in question, where the worker says it is paid

CREATE INDEX registrations_by_pay_until ON registrations (pay_until, chat_id) WHERE pay_until IS NOT NULL;
CREATE INDEX registrations_by_protected_until ON registrations (protected_until, chat_id)
    WHERE protected_until IS NOT NULL;
CREATE INDEX registrations_by_grace_until ON registrations (grace_until, chat_id) WHERE grace_until IS NOT NULL;

CREATE TABLE waiting_news (       -- of chats with several registrations: told together once nothing more comes
    chat_id INTEGER PRIMARY KEY,
    first_change INTEGER NOT NULL,  -- ids of stage_changes
    last_change INTEGER NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL
);
