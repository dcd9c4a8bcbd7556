-- name: add^
INSERT INTO announcements (action, original_id, kind, state, message, audience, draft, written_by, created_at)
VALUES (:action, :original_id, :kind, 'draft', :empty, :audience, :empty, :written_by, :at) RETURNING id AS value;

-- name: get^
SELECT * FROM announcements WHERE id = :id;

-- name: state_of^
SELECT state FROM announcements WHERE id = :id;

-- name: gathering^
SELECT state, original_id, gathered, gathered_to FROM announcements WHERE id = :id;

-- name: draft_of^
SELECT * FROM announcements WHERE written_by = :chat_id AND state = 'draft' ORDER BY id DESC LIMIT 1;

-- name: drafts_of
SELECT * FROM announcements WHERE written_by = :chat_id AND state = 'draft' ORDER BY id DESC LIMIT :most;

-- name: newest
SELECT * FROM announcements WHERE state <> 'draft' OR written_by = :by ORDER BY id DESC LIMIT :most;

-- name: active
SELECT * FROM announcements WHERE state IN ('running', 'paused', 'halted') ORDER BY id;

-- name: with_open_card
SELECT * FROM announcements
WHERE state IN ('running', 'paused', 'halted') OR (state IN ('done', 'stopped') AND card_ended = 0) ORDER BY id;

-- name: followers
SELECT id, action, state FROM announcements WHERE original_id = :id AND state <> 'draft' ORDER BY id;

-- name: count_recalls^
SELECT count(*) AS value FROM announcements
WHERE original_id = :id AND action = 'recall' AND state NOT IN ('draft', 'awaiting');

-- name: save!
UPDATE announcements SET kind = :kind, message = :message, message_hash = :message_hash, audience = :audience,
    draft = :draft, due_at = :due_at, loud = :loud, repeats = :repeats
WHERE id = :id AND state = 'draft';

-- name: drop!
DELETE FROM announcements WHERE id = :id AND state = 'draft';

-- name: confirm!
UPDATE announcements SET state = :state, people = :people, confirmed_by = :by, confirmed_at = :at
WHERE id = :id AND state = 'draft';

-- name: second!
UPDATE announcements SET state = 'running', seconded_by = :by, seconded_at = :at, draft = NULL
WHERE id = :id AND state = 'awaiting';

-- name: give_back!
UPDATE announcements SET state = 'draft', people = NULL, confirmed_by = NULL, confirmed_at = NULL
WHERE id = :id AND state = 'awaiting';

-- name: forget_draft_part!
UPDATE announcements SET draft = NULL WHERE id = :id;

-- name: pause!
UPDATE announcements SET state = 'paused', paused_by = :by WHERE id = :id AND state = 'running';

-- name: go_on!
UPDATE announcements SET state = 'running', trouble = '',
    started_at = CASE WHEN due_at <= :at THEN coalesce(started_at, :at) ELSE started_at END
WHERE id = :id AND state IN ('paused', 'halted');

-- name: let_be_loud!
UPDATE announcements SET loud = 1,
    started_at = CASE WHEN due_at <= :at THEN coalesce(started_at, :at) ELSE started_at END
WHERE id = :id AND state IN ('running', 'paused') AND loud = 0;

-- name: stop!
UPDATE announcements SET state = 'stopped', stopped_by = :by, ended_at = :at
WHERE id = :id AND state IN ('running', 'paused', 'halted');

-- name: halt!
UPDATE announcements SET state = 'halted', trouble = :trouble, said = :said WHERE id = :id AND state = 'running';

-- name: start!
UPDATE announcements SET started_at = :at WHERE id = :id AND started_at IS NULL;

-- name: set_gathered_to!
UPDATE announcements SET gathered_to = :chat_id WHERE id = :id;

-- name: set_gathered!
UPDATE announcements SET gathered = 1 WHERE id = :id;

-- name: end!
UPDATE announcements SET state = 'done', ended_at = :at WHERE id = :id AND state = 'running' AND gathered <> 0;

-- name: reopen!
UPDATE announcements SET state = 'running', ended_at = NULL, trouble = '', card_ended = 0
WHERE id = :id AND state = 'done';

-- name: set_card!
UPDATE announcements SET card_id = :message_id, card_ended = :ended WHERE id = :id;

-- name: hold_after_restore!
UPDATE announcements SET state = 'halted', trouble = 'restored', gathered = 1
WHERE state IN ('running', 'paused', 'halted');

-- name: ask_again_after_restore!
UPDATE announcements SET state = 'draft', people = NULL, confirmed_by = NULL, confirmed_at = NULL
WHERE state = 'awaiting';

-- name: forget_old_drafts!
DELETE FROM announcements WHERE state = 'draft' AND created_at < :before;

-- name: count_by_state
-- Survey: all announcements, of which there are few.
SELECT state, count(*) AS count FROM announcements GROUP BY state;
