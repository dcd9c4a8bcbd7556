"""The store: one SQLite file, personal columns encrypted, every change in the audit trail."""
