-- Whether the whole number stands on the picture to keep: NULL where that was not answered yet.

ALTER TABLE registrations ADD COLUMN whole_number INTEGER;
