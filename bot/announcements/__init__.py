"""Messages to many, a row per recipient: composing, choosing, sending, what came of it, and muting."""
