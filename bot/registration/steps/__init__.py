"""The questions of the enrolment: their wording, what may be answered, and how answers are read."""
