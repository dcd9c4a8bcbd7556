"""A person behind the bot: questions that go to the office, and the answers that come back."""
