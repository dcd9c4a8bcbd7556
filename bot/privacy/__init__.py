"""What is held of people, and how it is forgotten: every store declares it, and only this room walks it."""
