"""Lists in and out: how those of agencies come to be in force, and how registrations go to BPJS."""
