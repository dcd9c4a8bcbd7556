-- name: add^
INSERT INTO events (code, state, told, entered_by, at) VALUES (:code, 'open', :told, :by, :at) RETURNING id AS value;

-- name: put_named!
UPDATE events SET named = :named WHERE id = :id;

-- name: set_state!
UPDATE events SET state = :state WHERE id = :id;

-- name: get^
SELECT * FROM events WHERE id = :id;

-- name: with_code^
SELECT * FROM events WHERE code = :code;

-- name: newest
SELECT * FROM events WHERE state = 'open' ORDER BY id DESC LIMIT :most;

-- name: add_agent!
INSERT INTO agents (event_id, code, name) VALUES (:id, :code, :name);

-- name: agents
SELECT code, name FROM agents WHERE event_id = :id ORDER BY code;

-- name: count_opened!
INSERT INTO link_counts (link, day, opened) VALUES (:link, :day, 1)
ON CONFLICT (link, day) DO UPDATE SET opened = link_counts.opened + 1;

-- name: opened
SELECT link, sum(opened) AS opened FROM link_counts
WHERE link = :link OR (link >= :first AND link < :beyond) GROUP BY link;

-- name: enrolled
-- Survey: an officer looks at an event.
SELECT start_link AS link, coalesce(village, '') AS village, stage = 'active' AS active, count(*) AS count
FROM registrations
WHERE stage <> 'draft' AND (start_link = :link OR (start_link >= :first AND start_link < :beyond)) GROUP BY 1, 2, 3;

-- name: forget_named!
UPDATE events SET named = NULL WHERE at < :before AND named IS NOT NULL;

-- name: forget_agents!
UPDATE agents SET name = NULL WHERE name IS NOT NULL AND event_id IN (SELECT id FROM events WHERE at < :before);
