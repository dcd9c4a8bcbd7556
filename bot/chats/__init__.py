"""Chats: their language, whether they can be written to, where their conversation stands, their messages."""
