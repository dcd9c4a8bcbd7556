"""What a budget reaches."""
