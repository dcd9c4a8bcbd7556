-- name: meets_criteria
-- Part of other statements: what a registration `s` must be like.
(:district IS NULL OR s.district IN (SELECT value FROM json_each(:district)))
    AND (:village IS NULL OR s.village IN (SELECT value FROM json_each(:village)))
    AND (:occupation IS NULL OR s.occupation IN (SELECT value FROM json_each(:occupation)))
    AND (:stage IS NULL OR s.stage IN (SELECT value FROM json_each(:stage)))
    AND (:payer IS NULL OR s.payer IN (SELECT value FROM json_each(:payer)))
    AND (:link IS NULL OR s.start_link IN (SELECT value FROM json_each(:link)));

-- name: selected
-- Part of other statements: each chat of a range that an audience selects, with a district, and why it is left out.
SELECT c.chat_id AS chat_id, min(s.district) AS district,
    CASE
        WHEN NOT c.reachable THEN 'unreachable'
        WHEN EXISTS (SELECT 1 FROM mutes m WHERE m.chat_id = c.chat_id AND m.kind IN (:kind, 'all')) THEN 'muted'
        WHEN :same IS NOT NULL AND EXISTS (
            -- CROSS: the few announcements come first, never a look through all recipients.
            SELECT 1 FROM announcements a CROSS JOIN recipients r ON r.announcement_id = a.id
            WHERE a.message_hash = :same AND a.action <> 'recall' AND r.chat_id = c.chat_id AND r.subject = ''
                AND CASE r.state
                    WHEN 'pending' THEN a.state IN ('running', 'paused', 'halted')
                    ELSE r.state IN ('sending', 'sent', 'unknown') AND r.at > :since
                END
                AND NOT EXISTS (
                    SELECT 1 FROM announcements b CROSS JOIN recipients q ON q.announcement_id = b.id
                    WHERE b.action = 'recall' AND b.original_id = coalesce(a.original_id, a.id)
                        AND q.chat_id = c.chat_id AND q.subject = '' AND q.state = 'sent')
        ) THEN 'same'
        ELSE ''
    END AS why
FROM chats c
LEFT JOIN selectable s ON s.chat_id = c.chat_id
    AND {meets_criteria}
WHERE c.chat_id > max(:after, 0) AND c.chat_id <= :until
    AND (:language IS NULL OR c.language IN (SELECT value FROM json_each(:language)))
    AND (:any_chat OR s.id IS NOT NULL)
GROUP BY c.chat_id;

-- name: count_selected
SELECT district, why, count(*) AS count FROM ({selected}) GROUP BY district, why;

-- name: count_without_chat^
SELECT count(*) AS value FROM selectable s LEFT JOIN chats c USING (chat_id)
WHERE s.stage <> 'draft' AND (s.for_other OR s.chat_id <= 0)
    AND {meets_criteria}
    AND (:language IS NULL OR c.language IN (SELECT value FROM json_each(:language)));

-- name: gather_selected!
INSERT INTO recipients (announcement_id, chat_id, state, reason, at)
SELECT :id, chat_id, CASE why WHEN '' THEN 'pending' ELSE 'skipped' END, why, :at FROM ({selected}) WHERE 1
ON CONFLICT DO NOTHING;

-- name: chat_after_some^
SELECT max(chat_id) AS value FROM (SELECT chat_id FROM chats WHERE chat_id > :after ORDER BY chat_id LIMIT :some);

-- name: selected_of_chat
SELECT id, district, village, for_other, locked FROM selectable s
WHERE s.chat_id = :chat_id
    AND {meets_criteria};

-- name: start_links
SELECT start_link, count(*) AS count FROM registrations WHERE start_link <> ''
GROUP BY start_link ORDER BY count DESC, start_link LIMIT :most;

-- name: add_announcement<!
INSERT INTO announcements (action, original_id, kind, state, message, audience, draft, written_by, created_at)
VALUES (:action, :original_id, :kind, 'draft', x'', :audience, x'', :written_by, :at);

-- name: get_announcement^
SELECT * FROM announcements WHERE id = :id;

-- name: draft_of^
SELECT * FROM announcements WHERE written_by = :chat_id AND state = 'draft' ORDER BY id DESC LIMIT 1;

-- name: newest_announcements
SELECT * FROM announcements WHERE state <> 'draft' OR written_by = :by ORDER BY id DESC LIMIT :most;

-- name: active_announcements
SELECT * FROM announcements WHERE state IN ('running', 'paused', 'halted') ORDER BY id;

-- name: announcements_with_open_card
SELECT * FROM announcements
WHERE state IN ('running', 'paused', 'halted') OR (state IN ('done', 'stopped') AND NOT card_ended) ORDER BY id;

-- name: followers_of
SELECT id, action, state FROM announcements WHERE original_id = :id AND state <> 'draft' ORDER BY id;

-- name: save_draft!
UPDATE announcements SET kind = :kind, message = :message, message_hash = :message_hash, audience = :audience,
    draft = :draft, due_at = :due_at, loud = :loud
WHERE id = :id AND state = 'draft';

-- name: drop_announcement_draft!
DELETE FROM announcements WHERE id = :id AND state = 'draft';

-- name: confirm_announcement!
UPDATE announcements SET state = :state, people = :people, confirmed_by = :by, confirmed_at = :at
WHERE id = :id AND state = 'draft';

-- name: second_announcement!
UPDATE announcements SET state = 'running', seconded_by = :by, seconded_at = :at, draft = NULL
WHERE id = :id AND state = 'awaiting';

-- name: return_to_draft!
UPDATE announcements SET state = 'draft', people = NULL, confirmed_by = NULL, confirmed_at = NULL
WHERE id = :id AND state = 'awaiting';

-- name: forget_draft_part!
UPDATE announcements SET draft = NULL WHERE id = :id;

-- name: pause_announcement!
UPDATE announcements SET state = 'paused', paused_by = :by WHERE id = :id AND state = 'running';

-- name: go_on_announcement!
UPDATE announcements SET state = 'running', trouble = '' WHERE id = :id AND state IN ('paused', 'halted');

-- name: stop_announcement!
UPDATE announcements SET state = 'stopped', stopped_by = :by, ended_at = :at
WHERE id = :id AND state IN ('running', 'paused', 'halted');

-- name: halt_announcement!
UPDATE announcements SET state = 'halted', trouble = :trouble WHERE id = :id AND state = 'running';

-- name: start_announcement!
UPDATE announcements SET started_at = :at WHERE id = :id AND started_at IS NULL;

-- name: set_gathered!
UPDATE announcements SET gathered_to = :chat_id WHERE id = :id;

-- name: set_all_gathered!
UPDATE announcements SET gathered = 1 WHERE id = :id;

-- name: end_announcement!
UPDATE announcements SET state = 'done', ended_at = :at WHERE id = :id AND state = 'running' AND gathered;

-- name: again_announcement!
UPDATE announcements SET state = 'running', ended_at = NULL, trouble = '', card_ended = 0
WHERE id = :id AND state = 'done';

-- name: set_card!
UPDATE announcements SET card_id = :message_id, card_ended = :ended WHERE id = :id;

-- name: gather_originals!
INSERT INTO recipients (announcement_id, chat_id, state, reason, at, message_id, to_chat_id)
SELECT :id, chat_id, CASE WHEN at > :since THEN 'pending' ELSE 'skipped' END,
    CASE WHEN at > :since THEN '' ELSE 'too_old' END, :at, message_id, to_chat_id
FROM recipients WHERE announcement_id = :original_id AND subject = '' AND state = 'sent'
    AND chat_id > :after AND chat_id <= :until
ON CONFLICT DO NOTHING;

-- name: count_originals^
SELECT count(*) AS value FROM recipients
WHERE announcement_id = :original_id AND subject = '' AND state = 'sent' AND at > :since;

-- name: count_deliveries
SELECT state, reason, count(*) AS count FROM recipients WHERE announcement_id = :id GROUP BY state, reason;

-- name: count_states
SELECT state, count(*) AS count FROM recipients WHERE announcement_id = :id GROUP BY state;

-- name: pending_recipients
SELECT announcement_id, chat_id, subject FROM recipients
WHERE announcement_id = :id AND state = 'pending' AND reason = '' AND chat_id > :after ORDER BY chat_id LIMIT :most;

-- name: any_pending^
SELECT 1 AS value FROM recipients WHERE announcement_id = :id AND state IN ('pending', 'sending') LIMIT 1;

-- name: any_sent^
SELECT 1 AS value FROM recipients WHERE announcement_id = :id AND state = 'sent' LIMIT 1;

-- name: any_sending^
SELECT 1 AS value FROM recipients WHERE announcement_id = :id AND state = 'sending' LIMIT 1;

-- name: count_unknown^
SELECT count(*) AS value FROM recipients WHERE announcement_id = :id AND state = 'unknown';

-- name: get_recipient^
SELECT * FROM recipients WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: claim_recipient!
UPDATE recipients SET state = 'sending', at = :at
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject AND state = 'pending';

-- name: settle_recipient!
UPDATE recipients SET state = :state, reason = :reason, at = :at,
    message_id = CASE WHEN :message_id THEN :message_id ELSE message_id END
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: give_up_recipient!
UPDATE recipients SET at = :at, reason = CASE state WHEN 'pending' THEN 'fault' ELSE '' END,
    state = CASE state WHEN 'pending' THEN 'failed' ELSE 'unknown' END
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject AND state IN ('pending', 'sending');

-- name: move_recipient!
UPDATE recipients SET state = 'pending', to_chat_id = :to_chat_id
WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: interrupted_sends!
UPDATE recipients SET state = 'unknown', at = :at WHERE state = 'sending' AND announcement_id NOT IN
    (SELECT id FROM announcements WHERE action <> 'send');

-- name: interrupted_others!
UPDATE recipients SET state = 'pending' WHERE state = 'sending';

-- name: unsure_after_restore!
UPDATE recipients SET state = 'unknown', at = :at WHERE state IN ('pending', 'sending');

-- name: hold_after_restore!
UPDATE announcements SET state = 'halted', trouble = 'restored', gathered = 1
WHERE state IN ('running', 'paused', 'halted');

-- name: ask_again_after_restore!
UPDATE announcements SET state = 'draft', people = NULL, confirmed_by = NULL, confirmed_at = NULL
WHERE state = 'awaiting';

-- name: remind_nobody_after_restore!
INSERT INTO recipients (announcement_id, chat_id, subject, state, reason, at)
SELECT -2, chat_id, id, 'skipped', 'outdated', :at FROM registrations WHERE stage = 'draft'
ON CONFLICT DO NOTHING;

-- name: resend_recipients!
UPDATE recipients SET state = 'pending', reason = '' WHERE announcement_id = :id AND state = :state;

-- name: not_reached
SELECT r.chat_id, r.state, r.reason, r.at FROM recipients r
WHERE r.announcement_id = :id AND r.state = :state LIMIT :most;

-- name: deliveries_by_district
SELECT district, state, count(*) AS count FROM (
    SELECT r.state AS state,
        (SELECT min(s.district) FROM selectable s WHERE s.chat_id = r.chat_id) AS district
    FROM recipients r WHERE r.announcement_id = :id AND r.chat_id > :after AND r.chat_id <= :until)
GROUP BY district, state;

-- name: recipient_after_some^
SELECT max(chat_id) AS value FROM (
    SELECT chat_id FROM recipients WHERE announcement_id = :id AND chat_id > :after ORDER BY chat_id LIMIT :some);

-- name: forget_old_recipients!
DELETE FROM recipients WHERE (announcement_id, chat_id, subject) IN (
    SELECT announcement_id, chat_id, subject FROM recipients
    WHERE at < :before AND state NOT IN ('pending', 'sending') LIMIT :most);

-- name: mutes_of_chat
SELECT kind FROM mutes WHERE chat_id = :chat_id;

-- name: mute!
INSERT INTO mutes (chat_id, kind) VALUES (:chat_id, :kind) ON CONFLICT DO NOTHING;

-- name: unmute!
DELETE FROM mutes WHERE chat_id = :chat_id AND kind = :kind;

-- name: unmute_all!
DELETE FROM mutes WHERE chat_id = :chat_id;

-- name: get_wish^
SELECT at FROM wishes WHERE chat_id = :chat_id AND wish = :wish;

-- name: make_wish!
INSERT INTO wishes (chat_id, wish, at) VALUES (:chat_id, :wish, :at) ON CONFLICT DO NOTHING;

-- name: drop_wish!
DELETE FROM wishes WHERE chat_id = :chat_id AND wish = :wish;

-- name: drop_wishes!
DELETE FROM wishes WHERE chat_id = :chat_id;

-- name: chats_with_wish
SELECT chat_id FROM wishes WHERE wish = :wish AND chat_id > :after ORDER BY chat_id LIMIT :most;

-- name: save_audience<!
INSERT INTO audiences (name, audience, saved_by, at) VALUES (x'', :audience, :by, :at);

-- name: name_audience!
UPDATE audiences SET name = :name WHERE id = :id;

-- name: audiences
SELECT id, name, audience FROM audiences ORDER BY id DESC LIMIT :most;

-- name: drop_audience!
DELETE FROM audiences WHERE id = :id AND (saved_by = :by OR :any);

-- name: add_own!
INSERT INTO recipients (announcement_id, chat_id, subject, state, at)
VALUES (:id, :chat_id, :subject, 'pending', :at)
ON CONFLICT DO NOTHING;

-- name: unfinished_drafts
SELECT r.id, r.chat_id FROM registrations r
WHERE r.stage = 'draft' AND r.touched_at < :before AND NOT EXISTS (
    SELECT 1 FROM recipients o WHERE o.announcement_id = :standing AND o.chat_id = r.chat_id AND o.subject = r.id)
LIMIT :most;

-- name: newest_stage_change^
SELECT id, stage FROM stage_changes WHERE registration_id = :id ORDER BY id DESC LIMIT 1;

-- name: forget_recipient!
DELETE FROM recipients WHERE announcement_id = :id AND chat_id = :chat_id AND subject = :subject;

-- name: let_be_loud!
UPDATE announcements SET loud = 1 WHERE id = :id AND state IN ('running', 'paused') AND NOT loud;

-- name: recalls_of^
SELECT count(*) AS value FROM announcements
WHERE original_id = :id AND action = 'recall' AND state NOT IN ('draft', 'awaiting');

-- name: forget_old_drafts!
DELETE FROM announcements WHERE state = 'draft' AND created_at < :before;

-- name: state_of_announcement^
SELECT state FROM announcements WHERE id = :id;

-- name: chat_to_write_to^
SELECT language, reachable, EXISTS (
    SELECT 1 FROM mutes m WHERE m.chat_id = c.chat_id AND m.kind IN (:kind, 'all')) AS muted
FROM chats c WHERE chat_id = :chat_id;
