"""What the buttons of the queue say."""

from __future__ import annotations

from bot.dialogue.data import Data


class Accept(Data, action="rv_accept"):
    """All is well; `shown`, in ms of the epoch: when it came up where another had just been decided."""

    registration: str
    shown: int = 0


class AskWhat(Data, action="rv_what"):
    """Ask which answer is to be corrected."""

    registration: str


class AskWhy(Data, action="rv_why"):
    """Ask why an answer is to be corrected."""

    registration: str
    step: str


class Correct(Data, action="rv_correct"):
    """Have an answer corrected, for a reason of the list."""

    registration: str
    step: str
    reason: str


class AskReject(Data, action="rv_reject"):
    """Ask why a registration cannot be accepted."""

    registration: str


class Reject(Data, action="rv_reject_yes"):
    """Reject a registration, for a reason of the list."""

    registration: str
    reason: str


class AskDuplicate(Data, action="rv_dup"):
    """Ask which registration counts instead."""

    registration: str


class Compare(Data, action="rv_compare"):
    """Show two registrations side by side."""

    registration: str
    other: str


class Duplicate(Data, action="rv_dup_yes"):
    """Say that another registration counts instead."""

    registration: str
    other: str


class AskAside(Data, action="rv_aside"):
    """Ask until when a registration is put aside."""

    registration: str


class Aside(Data, action="rv_aside_for"):
    """Put a registration aside for some days."""

    registration: str
    days: int


class Write(Data, action="rv_write"):
    """Ask for what has to be typed: a reason, a note, a number, a day."""

    registration: str
    what: str
    step: str = ""


class Release(Data, action="rv_release"):
    """Let go of a registration."""

    registration: str


class TakeOver(Data, action="rv_over"):
    """Take a registration from whoever has it in hand."""

    registration: str


class ShowCard(Data, action="rv_card"):
    """Show the picture of the card."""

    registration: str


class Search(Data, action="rv_search"):
    """Ask whom to look for."""


class ShowHistory(Data, action="rv_history"):
    """Show what was done with a registration, and by whom."""

    registration: str


class Back(Data, action="rv_back"):
    """Show the answers again."""

    registration: str
