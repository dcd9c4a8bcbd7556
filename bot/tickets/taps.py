"""What the buttons of the inbox say."""

from __future__ import annotations

from bot.dialogue.data import Data


class Open(Data, action="ticket"):
    """Show a question."""

    ticket: str


class Take(Data, action="take"):
    """Take a question upon oneself."""

    ticket: str


class Release(Data, action="release"):
    """Give a question back."""

    ticket: str


class Close(Data, action="close_ticket"):
    """Put a question aside without an answer: ask why."""

    ticket: str


class BeginReply(Data, action="answer"):
    """Begin to answer a question."""

    ticket: str


class UseAgain(Data, action="again"):
    """Answer a question with the words of an earlier answer."""

    ticket: str
    reply: str
