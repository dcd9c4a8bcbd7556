"""One person, many sources: what lists of agencies and registrations say of whom, kept as they said it."""
