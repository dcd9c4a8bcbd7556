"""Messages to many, a row per recipient: composing, choosing, sending, and what came of it."""
