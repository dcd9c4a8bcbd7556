-- How often districts and villages were chosen in what was sent: those stand first among the buttons.

CREATE TABLE choices (            -- nothing of whom
    step TEXT NOT NULL,
    value TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (step, value)
) WITHOUT ROWID;

INSERT INTO choices (step, value, count)
SELECT a.step, a.open_value, count(*) FROM answers a JOIN registrations r ON r.id = a.registration_id
WHERE a.step IN ('district', 'village') AND a.open_value IS NOT NULL AND r.stage <> 'draft'
GROUP BY a.step, a.open_value;
