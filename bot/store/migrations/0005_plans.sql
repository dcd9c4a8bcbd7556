-- Looks that went through a large table: what the program has to say (each second), old questions (each hour).

DROP INDEX turns_own;
-- It leads with what is the same in all of it: else the database prefers the key, and walks all own turns of two weeks.
CREATE INDEX turns_own ON turns (bot_id, state, seq) WHERE bot_id = 0 AND state = 'applied';

CREATE INDEX questions_by_change ON questions (changed_at);
