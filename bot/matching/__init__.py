"""Telling which of several kinds of question a text is: no library, no download, no state (pure)."""
