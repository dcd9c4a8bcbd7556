-- name: by_reason
-- Survey: every recipient of an announcement.
SELECT state, reason, count(*) AS count FROM recipients WHERE announcement_id = :id GROUP BY state, reason;

-- name: by_district
-- Survey: every recipient of an announcement.
SELECT district, state, count(*) AS count FROM (
    SELECT r.state AS state,
        (SELECT min(s.district) FROM selectable s WHERE s.chat_id = r.chat_id) AS district
    FROM recipients r WHERE r.announcement_id = :id AND r.chat_id > :after AND r.chat_id <= :until) AS found
GROUP BY district, state;

-- name: chat_after_some^
-- Survey: many recipients of an announcement.
SELECT max(chat_id) AS value FROM (
    SELECT chat_id FROM recipients WHERE announcement_id = :id AND chat_id > :after
    ORDER BY chat_id LIMIT :some) AS next;

-- name: count_sent^
-- Survey: every recipient of an announcement.
SELECT count(*) AS value FROM recipients
WHERE announcement_id = :id AND subject = '' AND state = 'sent' AND at > :since;

-- name: count_unknown^
-- Survey: many recipients of an announcement.
SELECT count(*) AS value FROM recipients WHERE announcement_id = :id AND state = 'unknown';

-- name: count_sent_twice^
-- Survey: every recipient of an announcement.
SELECT count(*) AS value FROM recipients WHERE announcement_id = :id AND subject = '' AND sent_twice <> 0;

-- name: in_state
-- Survey: many recipients of an announcement.
SELECT chat_id, state, reason, said, at FROM recipients WHERE announcement_id = :id AND state = :state LIMIT :most;
