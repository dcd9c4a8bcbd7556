"""Working registrations off: the queue, one with all its answers, what is decided, notes, finding."""
