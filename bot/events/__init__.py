"""Events to which people are invited, and what came of them; posters."""
