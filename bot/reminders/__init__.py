"""The bot's own messages: news of a stage, a reminder of a draft, a warning before a discount ends."""
