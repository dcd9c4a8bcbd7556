"""The desk at which lists become true: who is one person, what holds of them, what is to be asked again."""
