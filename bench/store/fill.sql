-- What a store holds after :rows people have registered; :now is in seconds since 1970. Times lie as far back as
-- config/payung.toml keeps what they belong to, and one hour more: that is what the hourly ageing finds.

CREATE TEMP TABLE people (n INTEGER PRIMARY KEY, id TEXT NOT NULL);

WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)
INSERT INTO people SELECT n, lower(hex(randomblob(8))) FROM numbers;

-- Chat n has registration n; one in five is a draft.

INSERT INTO chats (chat_id, language, reachable, first_seen, question_id, asked_at, position)
SELECT n, CASE WHEN n % 50 = 0 THEN 'en' ELSE 'id' END, n % 20 <> 7, '2026-01-01T00:00:00.000000+00:00', n % 9000,
    strftime('%Y-%m-%dT%H:%M:%S', :now - n * 7919 % 31536000, 'unixepoch') || '.000000+00:00', randomblob(160)
FROM people;

-- Chats in which nobody has agreed yet.
INSERT INTO chats (chat_id, language, first_seen, asked_at, position)
SELECT n + :rows, 'id', '2026-01-01T00:00:00.000000+00:00',
    strftime('%Y-%m-%dT%H:%M:%S', :now - n * 7919 % 90000, 'unixepoch') || '.000000+00:00',
    CASE WHEN n % 100 = 0 THEN randomblob(160) END
FROM people WHERE n <= :rows / 10;

INSERT INTO registrations (id, chat_id, stage, number, number_hash, nik_hash, marks, start_link, consent_version,
    consent_at, created_at, touched_at, submitted_at, locked)
SELECT id, n, stage, CASE WHEN stage <> 'draft' THEN randomblob(44) END,
    CASE WHEN stage <> 'draft' THEN randomblob(32) END, CASE WHEN stage <> 'draft' THEN randomblob(32) END,
    CASE WHEN stage <> 'draft' THEN randomblob(31) END, CASE WHEN n % 4 = 0 THEN 'link' || (n % 40) ELSE '' END, '1',
    at, at, at, CASE WHEN stage <> 'draft' THEN at END, n % 50 = 1
FROM (
    SELECT id, n, CASE WHEN n % 5 = 0 THEN 'draft' ELSE 'submitted' END AS stage,
        strftime('%Y-%m-%dT%H:%M:%S', :now - n * 7919 % CASE WHEN n % 5 = 0 THEN 5187600 ELSE 63072000 END, 'unixepoch')
            || '.000000+00:00' AS at
    FROM people)
ORDER BY id;

UPDATE registrations SET stage = CASE chat_id % 3 WHEN 0 THEN 'in_review' ELSE 'active' END
WHERE stage = 'submitted' AND chat_id % 4 <> 1;

INSERT INTO answers (registration_id, step, open_value, sealed_value)
SELECT id, step,
    CASE step
        WHEN 'district' THEN printf('61.06.%02d', n % 23 + 1)
        WHEN 'village' THEN printf('61.06.%02d.%d', n % 23 + 1, 2001 + n % 12)
        WHEN 'occupation' THEN CASE n % 4 WHEN 0 THEN 'farmer' WHEN 1 THEN 'planter' WHEN 2 THEN 'fisher' ELSE 'trader' END
        WHEN 'payer' THEN CASE n % 3 WHEN 0 THEN 'self' WHEN 1 THEN 'family' ELSE 'apbd' END
    END,
    CASE WHEN step IN ('name', 'nik', 'phone', 'relation') THEN randomblob(50) END
FROM (SELECT n, id FROM people ORDER BY id) CROSS JOIN (
    SELECT 'district' AS step UNION ALL SELECT 'name' UNION ALL SELECT 'nik' UNION ALL SELECT 'occupation'
    UNION ALL SELECT 'payer' UNION ALL SELECT 'phone' UNION ALL SELECT 'relation' UNION ALL SELECT 'village')
WHERE step <> 'relation' OR n % 30 = 0;

INSERT INTO stage_changes (registration_id, stage, at)
SELECT id, 'submitted', '2026-01-01T00:00:00.000000+00:00' FROM people WHERE n % 5 <> 0;

INSERT INTO stage_changes (registration_id, stage, at)
SELECT id, 'in_review', '2026-02-01T00:00:00.000000+00:00' FROM people WHERE n % 5 <> 0 AND n % 4 <> 1;

INSERT INTO pictures (registration_id, step, content)
SELECT id, 'nik', randomblob(4000) FROM people WHERE n % 100 = 1;

INSERT INTO accesses (chat_id, failures, locked_until, opened_id, opened_until)
SELECT n, 0, '', id, '2026-02-01T00:00:00.000000+00:00' FROM people WHERE n % 50 = 1;

-- Two weeks of turns; one in ten is the program's own.

INSERT INTO turns (bot_id, update_id, chat_id, state, received_at)
SELECT CASE WHEN n % 10 = 0 THEN 0 ELSE 777 END, CASE WHEN n % 10 = 0 THEN n / 10 ELSE n END, n * 7919 % :rows + 1, 'done',
    strftime('%Y-%m-%dT%H:%M:%S', :now - 1213200 + n * 1213200 / :rows, 'unixepoch') || '.000000+00:00'
FROM people;

INSERT INTO turns (bot_id, update_id, chat_id, state, received_at, due_at, payload, calls)
SELECT CASE WHEN n % 3 = 0 THEN 0 ELSE 777 END, :rows + n, n * 7919 % :rows + 1,
    CASE WHEN n > 300 THEN 'set_aside' WHEN n % 3 = 1 THEN 'received' ELSE 'applied' END,
    strftime('%Y-%m-%dT%H:%M:%S', :now - CASE WHEN n > 390 THEN 1213200 ELSE 0 END, 'unixepoch') || '.000000+00:00',
    CASE WHEN n % 9 = 3 THEN strftime('%Y-%m-%dT%H:%M:%S', :now + n, 'unixepoch') || '.000000+00:00' END,
    CASE WHEN n % 3 = 1 THEN randomblob(600) END, CASE WHEN n % 3 <> 1 THEN randomblob(900) END
FROM people WHERE n <= 400;

INSERT INTO messages (chat_id, message_id, at)
SELECT n / 10 + 1, n % 10 + 1, strftime('%Y-%m-%dT%H:%M:%S', :now - n * 7919 % 176400, 'unixepoch') || '.000000+00:00'
FROM people;

INSERT INTO talks (chat_id, content, at)
SELECT n * 1000, randomblob(60), strftime('%Y-%m-%dT%H:%M:%S', :now - n * 7919 % 5400, 'unixepoch') || '.000000+00:00'
FROM people WHERE n <= :rows / 1000;

INSERT INTO questions (id, chat_id, text, asked_at, state, message_id, taken_by, changed_at, answer)
SELECT lower(hex(randomblob(8))), n * 10, randomblob(120), at,
    CASE WHEN n <= 100 THEN 'open' WHEN n <= 200 THEN 'taken' WHEN n % 9 = 0 THEN 'closed' ELSE 'answered' END,
    n, CASE WHEN n > 100 THEN 5 END, at, CASE WHEN n > 200 AND n % 9 <> 0 THEN randomblob(200) END
FROM (
    SELECT n, strftime('%Y-%m-%dT%H:%M:%S', :now - n * 7919 % 7779600, 'unixepoch') || '.000000+00:00' AS at
    FROM people WHERE n <= :rows / 10);

INSERT INTO gaps (id, chat_id, text, asked_at)
SELECT lower(hex(randomblob(8))), n * 10, randomblob(80),
    strftime('%Y-%m-%dT%H:%M:%S', :now - n * 7919 % 7779600, 'unixepoch') || '.000000+00:00'
FROM people WHERE n <= :rows / 10;

INSERT INTO replies (id, question, answer, at)
SELECT lower(hex(randomblob(8))), randomblob(80), randomblob(200), '2026-01-01T00:00:00.000000+00:00' FROM people WHERE n <= 200;

INSERT INTO mutes (chat_id, kind) SELECT n, CASE WHEN n % 60 = 0 THEN 'all' ELSE 'news' END FROM people WHERE n % 20 = 0;

INSERT INTO wishes (chat_id, wish, at) SELECT n, 'discount', '2026-01-01T00:00:00.000000+00:00' FROM people WHERE n % 5 = 1;

-- Announcement 1 is done, 2 goes out, 3 to 6 are a draft, one to be seconded, paused, halted; 8 says what 1 said and
-- 9 recalls 7.

INSERT INTO announcements (id, action, original_id, kind, state, message, message_hash, audience, people, written_by,
    created_at, gathered, gathered_to, card_ended)
SELECT n, CASE n WHEN 9 THEN 'recall' ELSE 'send' END, CASE n WHEN 9 THEN 7 END, 'news',
    CASE n WHEN 2 THEN 'running' WHEN 3 THEN 'draft' WHEN 4 THEN 'awaiting' WHEN 5 THEN 'paused' WHEN 6 THEN 'halted' ELSE 'done' END,
    randomblob(400), CASE WHEN n <> 9 THEN randomblob(32) END, '{}', 1000, n % 20 + 1,
    '2026-01-01T00:00:00.000000+00:00', 1, 0, n <> 2
FROM people WHERE n <= 50;

UPDATE announcements SET message_hash = (SELECT message_hash FROM announcements WHERE id = 1) WHERE id = 8;

INSERT INTO recipients (announcement_id, chat_id, subject, state, at)
SELECT -2, n, id, 'sent', '2026-01-01T00:00:00.000000+00:00' FROM people WHERE n % 5 = 0 AND n > 500;

INSERT INTO recipients (announcement_id, chat_id, state, reason, message_id, at)
SELECT 1, n, CASE WHEN n % 100 < 92 THEN 'sent' WHEN n % 100 < 96 THEN 'blocked' WHEN n % 100 = 96 THEN 'failed'
        WHEN n % 1000 = 97 THEN 'unknown' ELSE 'skipped' END,
    CASE WHEN n % 100 = 96 THEN 'refused' WHEN n % 100 > 96 AND n % 1000 <> 97 THEN 'muted' ELSE '' END, n % 9000,
    strftime('%Y-%m-%dT%H:%M:%S', :now - 90000 + n % 36000, 'unixepoch') || '.000000+00:00'
FROM people WHERE n <= :rows * 2 / 5;

INSERT INTO recipients (announcement_id, chat_id, state, message_id, at)
SELECT 2, n, CASE WHEN n <= :rows / 4 THEN 'sent' WHEN n <= :rows / 4 + 30 THEN 'sending' ELSE 'pending' END, n % 9000,
    strftime('%Y-%m-%dT%H:%M:%S', :now - 36000 + n % 36000, 'unixepoch') || '.000000+00:00'
FROM people WHERE n <= :rows * 3 / 10;

INSERT INTO recipients (announcement_id, chat_id, state, message_id, at)
SELECT a.id, n, 'sent', n % 9000,
    strftime('%Y-%m-%dT%H:%M:%S', :now - (n * 50 + a.id) * 7919 % 15555600, 'unixepoch') || '.000000+00:00'
FROM announcements a CROSS JOIN people WHERE a.id > 6 AND n <= :rows / 440;

-- A list of recipients by their registration numbers.
INSERT INTO lists (id, saved_by, people, at) VALUES (1, 1, 100, '2026-01-01T00:00:00.000000+00:00');

INSERT INTO list_members (list_id, registration_id) SELECT 1, id FROM people WHERE n <= 100;

INSERT INTO audiences (name, audience, saved_by, at)
SELECT randomblob(40), '{}', n, '2026-01-01T00:00:00.000000+00:00' FROM people WHERE n <= 20;

INSERT INTO staff (chat_id, role, since, name)
SELECT n, CASE WHEN n < 3 THEN 'admin' ELSE 'officer' END, '2026-01-01T00:00:00.000000+00:00', randomblob(40)
FROM people WHERE n <= 20;

INSERT INTO invitations (token_hash, role, expires_at, used_at)
SELECT randomblob(32), 'officer', '2999-01-01T00:00:00.000000+00:00', CASE WHEN n > 2 THEN '2026-01-01T00:00:00.000000+00:00' END
FROM people WHERE n <= 20;

INSERT INTO backups (path, at) SELECT '/backup/' || n, '2026-01-01T00:00:00.000000+00:00' FROM people WHERE n <= 20;

INSERT INTO audit (at, actor, action, subject, hash)
SELECT '2026-01-01T00:00:00.000000+00:00', 'chat:' || n, 'consent', 'registration:' || id, lower(hex(randomblob(32))) FROM people;

INSERT INTO meta (key, value) VALUES ('bot_name', 'payung_bot') ON CONFLICT DO NOTHING;

DROP TABLE people;
