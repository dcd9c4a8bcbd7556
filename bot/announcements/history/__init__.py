"""What was confirmed: how it stands, its report, and what can still be done about it."""
