"""The bot killed a thousand times while people do everything: what it said must be there at the end."""
