"""Writing an announcement: its message, whom it goes to, when; trying it, confirming it."""
