"""What a budget reaches: how many, who, for how long, what stays open. Arithmetic alone (pure)."""
