"""What the buttons of this room say, beside those that lead here from elsewhere."""

from __future__ import annotations

from bot.dialogue.data import Data


class TakeAlong(Data, action="take_along"):
    """Enrol with the answers of the calculator, which are joined with dots."""

    answers: str = ""


class PriceLaws(Data, action="price_laws"):
    """Tell what the price of the calculator's answers rests on; they are joined with dots."""

    answers: str = ""


class NextPerson(Data, action="next_person"):
    """Enrol another person, with what is the same as in a registration that was just sent."""

    registration: str = ""


class NumberOnPicture(Data, action="number_shown"):
    """Put the whole number (1) on the picture of a registration, or leave it masked (0)."""

    registration: str = ""
    whole: int = 0


class Recover(Data, action="recover"):
    """Tell the number of a registration whose code was opened, after a second proof."""

    registration: str = ""


class ShowReceipt(Data, action="proof"):
    """Send the picture of a registration."""

    registration: str = ""


class UseInvitation(Data, action="invited"):
    """Enrol with the code of an invitation on paper."""


class InvitationIsMine(Data, action="invited_is"):
    """Say whether what an invitation offers is right (1), or about somebody else (0)."""

    draft: str
    yes: int


class LockYes(Data, action="lock_yes"):
    """Lock the chat."""


class Unlock(Data, action="unlock"):
    """Show a registration in its chat again."""

    registration: str = ""


class Correct(Data, action="correct"):
    """Begin to change the answers of a registration."""

    registration: str = ""


class File(Data, action="file"):
    """Send everything that is stored of a registration."""

    registration: str = ""


class Erase(Data, action="erase"):
    """Ask for a yes to erasing a registration."""

    registration: str = ""


class EraseYes(Data, action="erase_yes"):
    """Erase a registration."""

    registration: str = ""


class Close(Data, action="close"):
    """Close stored data that are open."""


class PutRight(Data, action="put_right"):
    """Answer again what the office asked to correct."""

    registration: str
