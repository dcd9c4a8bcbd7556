"""The insurance as data and arithmetic. Pure; the figures live in config/scheme/."""
