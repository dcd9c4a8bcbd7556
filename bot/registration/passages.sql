-- name: reach!
INSERT INTO step_counts (day, step, reached) VALUES (:day, :step, 1)
ON CONFLICT (day, step) DO UPDATE SET reached = step_counts.reached + 1;

-- name: pass_on!
-- The step that was answered, and the one that is asked now: one statement, since every answer waits for it.
INSERT INTO step_counts (day, step, reached, answered, seconds, timed)
VALUES (:day, :answered, 0, 1, :seconds, :timed), (:day, :reached, 1, 0, 0, 0)
ON CONFLICT (day, step) DO UPDATE SET reached = step_counts.reached + excluded.reached,
    answered = step_counts.answered + excluded.answered, seconds = step_counts.seconds + excluded.seconds,
    timed = step_counts.timed + excluded.timed;

-- name: between
SELECT step, sum(reached) AS reached, sum(answered) AS answered, sum(seconds) AS seconds, sum(timed) AS timed
FROM step_counts WHERE day >= :first AND day <= :last GROUP BY step;

-- name: first_day^
SELECT min(day) AS value FROM step_counts;
