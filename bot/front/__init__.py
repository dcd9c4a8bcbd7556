"""Front doors: how a feature declares what it answers, and nothing else knows it."""
