"""Groups, channels, and whether the bot may write to a chat at all."""
