"""Programmes that pay contributions, and the ledger of what they promised and paid, in the store."""
