"""Telegram: updates in, turns applied in order, screens out at the permitted rate."""
