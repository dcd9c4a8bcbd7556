"""What the office works off."""
