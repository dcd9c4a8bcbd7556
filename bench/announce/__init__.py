"""How announcements go out: Payung and two bots as people write them, against the same local server."""
