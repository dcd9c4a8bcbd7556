"""Turns: what was received, what was applied, what remains to be sent."""
