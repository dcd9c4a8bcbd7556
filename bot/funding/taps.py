"""What the buttons about programmes say."""

from __future__ import annotations

from bot.dialogue.data import Data


class ListProgrammes(Data, action="pr"):
    """Show all programmes, a page of them."""

    page: int = 0


class NewProgramme(Data, action="pr_new"):
    """Ask for what a new programme pays."""


class OpenProgramme(Data, action="pr_one"):
    """Show one programme."""

    number: int


class ChangeProgramme(Data, action="pr_change"):
    """Put right what a programme pays."""

    number: int


class ConfirmProgramme(Data, action="pr_yes"):
    """Say that a programme pays."""

    number: int


class AskToEnd(Data, action="pr_end"):
    """Ask for a yes to ending a programme."""

    number: int


class EndProgramme(Data, action="pr_end_yes"):
    """End a programme."""

    number: int


class Candidates(Data, action="pr_who"):
    """Count whom a programme might pay for; `as_file`: name them in a file for the decree."""

    number: int
    as_file: int = 0


class ChooseList(Data, action="pr_lists"):
    """Show lists in force from which a programme may take its people, a page of them."""

    number: int
    page: int = 0


class TryList(Data, action="pr_try"):
    """Count whom a list would bring, for the months from `first` on (0: those of the programme)."""

    number: int
    source: str
    first: int = 0


class TakeList(Data, action="pr_take"):
    """Take the people of a list; `leave`: and let those go whom it no longer names."""

    number: int
    source: str
    first: int
    leave: int = 0


class Pay(Data, action="pr_pay"):
    """Ask which months were paid."""

    number: int


class Leave(Data, action="pr_leave"):
    """Ask who is paid for no longer."""

    number: int


class Book(Data, action="pr_book"):
    """Show the entries of a programme."""

    number: int
    page: int = 0


class OpenEntry(Data, action="pr_entry"):
    """Show one entry."""

    entry: int


class AskToCorrect(Data, action="pr_fix"):
    """Ask for a yes to: an entry was wrong."""

    entry: int


class Correct(Data, action="pr_fix_yes"):
    """Say that an entry was wrong."""

    entry: int


class Agree(Data, action="pr_agree"):
    """Agree to a payment as the second person."""

    entry: int


class Months(Data, action="pr_months"):
    """Show who pays the months ahead: everywhere, or in a district."""

    district: str = ""


class Ends(Data, action="pr_ends"):
    """Show whose cover ends when."""


class EndsOfVillage(Data, action="pr_ends_v"):
    """Name those of a village whose cover ends, and whom the bot cannot tell."""

    village: str
    month: int
