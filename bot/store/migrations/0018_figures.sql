-- How far people come with an enrolment: counts by day and step, nobody's.

CREATE TABLE step_counts (
    day TEXT NOT NULL,            -- YYYY-MM-DD at the office
    step TEXT NOT NULL,           -- id of a step of the enrolment, or Passage
    reached INTEGER NOT NULL DEFAULT 0,
    answered INTEGER NOT NULL DEFAULT 0,
    seconds INTEGER NOT NULL DEFAULT 0,   -- that the answers took in all, of `timed` of them
    timed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, step)
) WITHOUT ROWID;
