-- name: selected
-- Part of other statements: each chat of a range that an audience selects, with a district, and why it is left out.
SELECT c.chat_id AS chat_id, min(s.district) AS district,
    CASE
        WHEN c.reachable = 0 THEN 'unreachable'
        WHEN EXISTS (SELECT 1 FROM mutes m WHERE m.chat_id = c.chat_id AND m.kind IN (:kind, 'all')) THEN 'muted'
        WHEN EXISTS (
            -- CROSS: the few announcements come first, never a look through all recipients.
            SELECT 1 FROM announcements a CROSS JOIN recipients r
            WHERE r.announcement_id = a.id
                AND a.message_hash = :same AND a.action <> 'recall' AND r.chat_id = c.chat_id AND r.subject = ''
                AND CASE r.state
                    WHEN 'pending' THEN a.state IN ('running', 'paused', 'halted')
                    ELSE r.state IN ('sending', 'sent', 'unknown') AND r.at > :since
                END
                AND NOT EXISTS (
                    SELECT 1 FROM announcements b CROSS JOIN recipients q
                    WHERE q.announcement_id = b.id
                        AND b.action = 'recall' AND b.original_id = coalesce(a.original_id, a.id)
                        AND q.chat_id = c.chat_id AND q.subject = '' AND q.state = 'sent')
        ) THEN 'same'
        ELSE ''
    END AS why
FROM chats c
LEFT JOIN selectable s ON s.chat_id = c.chat_id AND {wanted}
WHERE c.chat_id > :after AND c.chat_id <= :until AND {wanted_chat} AND NOT ({unwanted})
    AND (:any_chat <> 0 OR s.id IS NOT NULL)
GROUP BY c.chat_id;

-- name: count_selected
-- Survey: every chat.
SELECT district, why, count(*) AS count FROM ({selected}) AS found GROUP BY district, why;

-- name: count_without_chat^
-- Survey: every registration.
SELECT count(*) AS value FROM selectable s LEFT JOIN chats c ON c.chat_id = s.chat_id
WHERE s.stage <> 'draft' AND (s.for_other <> 0 OR s.chat_id <= 0) AND {wanted} AND {wanted_chat}
    AND NOT ({unwanted_here});

-- name: gather_selected!
INSERT INTO recipients (announcement_id, chat_id, state, reason, at)
SELECT :id, chat_id, CASE why WHEN '' THEN 'pending' ELSE 'skipped' END, why, :at FROM ({selected}) AS found
WHERE 1 = 1
ON CONFLICT DO NOTHING;

-- name: gather_originals!
INSERT INTO recipients (announcement_id, chat_id, state, reason, at, message_id, to_chat_id)
SELECT :id, chat_id, CASE WHEN at > :since THEN 'pending' ELSE 'skipped' END,
    CASE WHEN at > :since THEN '' ELSE 'too_old' END, :at, message_id, to_chat_id
FROM recipients WHERE announcement_id = :original_id AND subject = '' AND state = 'sent'
    AND chat_id > :after AND chat_id <= :until
ON CONFLICT DO NOTHING;

-- name: chat_after_some^
SELECT max(chat_id) AS value
FROM (SELECT chat_id FROM chats WHERE chat_id > :after ORDER BY chat_id LIMIT :some) AS next;

-- name: selected_of_chat
SELECT s.id, s.district, s.village, s.for_other, s.locked FROM selectable s WHERE s.chat_id = :chat_id AND {wanted};

-- name: get^
SELECT state, reason, message_id, to_chat_id, at FROM recipients
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: pending
SELECT announcement_id, chat_id, subject FROM recipients
WHERE announcement_id = :id AND state = 'pending' AND reason = '' AND chat_id > :after ORDER BY chat_id LIMIT :most;

-- name: any_open^
SELECT 1 AS value FROM recipients WHERE announcement_id = :id AND state IN ('pending', 'sending') LIMIT 1;

-- name: any_in_state^
SELECT 1 AS value FROM recipients WHERE announcement_id = :id AND state = :state LIMIT 1;

-- name: add_own!
INSERT INTO recipients (announcement_id, chat_id, subject, state, at)
VALUES (:id, :chat_id, :subject, 'pending', :at)
ON CONFLICT DO NOTHING;

-- name: left_drafts
-- Whether a reminder is noted is not asked here: most have one, and all of them would be looked through each time.
SELECT id, chat_id, touched_at FROM registrations
WHERE stage = 'draft' AND touched_at < :before AND (touched_at, id) > (:touched_at, :id)
ORDER BY touched_at, id LIMIT :most;

-- name: claim!
UPDATE recipients SET state = 'sending', at = :at
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject AND state = 'pending';

-- name: settle!
UPDATE recipients SET state = :state, reason = :reason, said = :said, at = :at,
    message_id = CASE WHEN :message_id <> 0 THEN :message_id ELSE message_id END
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: give_up!
UPDATE recipients SET at = :at, reason = 'fault',
    state = CASE state WHEN 'pending' THEN 'failed' ELSE 'unknown' END
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject AND state IN ('pending', 'sending');

-- name: move!
UPDATE recipients SET state = 'pending', to_chat_id = :to_chat_id
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: forget!
DELETE FROM recipients WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: try_again!
UPDATE recipients SET state = 'pending', reason = '', said = '',
    sent_twice = CASE state WHEN 'unknown' THEN 1 ELSE sent_twice END
WHERE announcement_id = :id AND state = :state;

-- name: interrupted_sends!
UPDATE recipients SET state = 'unknown', reason = 'interrupted', at = :at
WHERE state = 'sending' AND announcement_id NOT IN (SELECT id FROM announcements WHERE action <> 'send');

-- name: interrupted_others!
UPDATE recipients SET state = 'pending' WHERE state = 'sending';

-- name: unsure_after_restore!
-- Survey: once, after a restore.
UPDATE recipients SET state = 'unknown', reason = 'restored', at = :at WHERE state IN ('pending', 'sending');

-- name: remind_nobody_after_restore!
-- Survey: once, after a restore.
INSERT INTO recipients (announcement_id, chat_id, subject, state, reason, at)
SELECT :standing, chat_id, id, 'skipped', 'outdated', :at FROM registrations WHERE stage = 'draft'
ON CONFLICT DO NOTHING;

-- name: forget_older!
DELETE FROM recipients WHERE (announcement_id, chat_id, subject) IN (
    SELECT announcement_id, chat_id, subject FROM recipients
    WHERE at < :before AND state NOT IN ('pending', 'sending') LIMIT :most);
