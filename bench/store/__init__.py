"""How long each statement of every store takes on a store of a million registrations."""
