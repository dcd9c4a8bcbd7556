"""What each command of `payung` does."""
