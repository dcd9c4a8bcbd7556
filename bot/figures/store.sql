-- name: stages_before
-- Survey: figures of a month.
SELECT coalesce(g.district, '') AS district, c.stage AS stage, count(*) AS count
FROM (SELECT max(id) AS id FROM stage_changes WHERE at < :end GROUP BY registration_id) AS newest
JOIN stage_changes c ON c.id = newest.id
JOIN registrations g ON g.id = c.registration_id
GROUP BY 1, 2;

-- name: reached_first
-- Survey: figures of a month.
SELECT count(*) FILTER (WHERE submitted >= :begin AND submitted < :end) AS submitted,
    count(*) FILTER (WHERE accepted >= :begin AND accepted < :end) AS accepted,
    count(*) FILTER (WHERE registered >= :begin AND registered < :end) AS registered,
    count(*) FILTER (WHERE active >= :begin AND active < :end) AS active
FROM (
    SELECT min(CASE WHEN stage <> 'draft' THEN at END) AS submitted,
        min(CASE WHEN stage IN ('accepted', 'handed_over', 'registered', 'active') THEN at END) AS accepted,
        min(CASE WHEN stage IN ('registered', 'active') THEN at END) AS registered,
        min(CASE WHEN stage = 'active' THEN at END) AS active
    FROM stage_changes GROUP BY registration_id) AS first;

-- name: changes_of_month
-- Survey: figures of a month.
SELECT registration_id, stage, at FROM stage_changes
WHERE at < :end AND registration_id IN (SELECT registration_id FROM stage_changes WHERE at >= :begin AND at < :end)
ORDER BY registration_id, at, id;

-- name: drafts
-- Survey: figures of a month.
SELECT id FROM registrations WHERE stage = 'draft';

-- name: listed
-- Survey: figures of a month. People on a list of participants that is in force, whoever else speaks of them.
SELECT coalesce(district, '') AS district, count(*) AS count FROM (
    SELECT l.person AS person, max(s.district) AS district
    FROM sources r JOIN listings t ON t.source_id = r.id JOIN statements s ON s.id = t.statement_id
    JOIN links l ON l.statement_id = s.id AND l.undone_at IS NULL
    WHERE r.kind = 'participants' AND r.state = 'in_force'
    GROUP BY l.person) AS people
GROUP BY 1;

-- name: newest_list^
SELECT max(as_of) AS as_of FROM sources WHERE kind = 'participants' AND state = 'in_force';

-- name: questions^
-- Survey: figures of a month.
SELECT count(*) FILTER (WHERE asked_at >= :begin AND asked_at < :end) AS asked,
    count(*) FILTER (WHERE state = 'answered' AND changed_at >= :begin AND changed_at < :end) AS answered,
    count(*) FILTER (WHERE state = 'closed' AND changed_at >= :begin AND changed_at < :end) AS closed,
    count(*) FILTER (WHERE state IN ('open', 'taken')) AS open,
    min(CASE WHEN state IN ('open', 'taken') THEN asked_at END) AS oldest
FROM questions;

-- name: gaps^
SELECT count(*) AS value FROM gaps WHERE asked_at >= :begin AND asked_at < :end;

-- name: announced^
SELECT count(*) AS value FROM announcements
WHERE action = 'send' AND state <> 'draft' AND started_at >= :begin AND started_at < :end;

-- name: deliveries
-- Survey: figures of a month.
SELECT r.state AS state, count(*) AS count FROM announcements a JOIN recipients r ON r.announcement_id = a.id
WHERE a.action = 'send' AND a.started_at >= :begin AND a.started_at < :end
GROUP BY r.state;
