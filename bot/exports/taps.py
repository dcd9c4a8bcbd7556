"""What the buttons about lists that go out say."""

from __future__ import annotations

from bot.dialogue.data import Data


class Overview(Data, action="ex"):
    """Show what waits to go out, and the lists that went out last."""


class SinceLast(Data, action="ex_last"):
    """Ask for a yes to a list of those accepted since the last one."""


class SinceLastYes(Data, action="ex_last_yes"):
    """Make it, in a layout."""

    layout: str


class Choose(Data, action="ex_choose"):
    """Choose registrations by criteria; `anew`: from the beginning."""

    anew: int = 0


class ShowValues(Data, action="ex_values"):
    """Show the values of a criterion."""

    criterion: str


class Toggle(Data, action="ex_toggle"):
    """Want a value of a criterion, or no longer."""

    criterion: str
    value: str


class ShowPeriods(Data, action="ex_periods"):
    """Show between which days registrations may have been sent."""


class Period(Data, action="ex_period"):
    """Want those that were sent between two days, YYYY-MM-DD; without them: at any time."""

    first: str = ""
    last: str = ""


class MakeChosen(Data, action="ex_make"):
    """Make a list of what is chosen, in a layout."""

    layout: str


class OpenExport(Data, action="ex_open"):
    """Show one list that went out."""

    number: int


class SendAgain(Data, action="ex_again"):
    """Send the file of a list again."""

    number: int


class AskHandOver(Data, action="ex_hand"):
    """Ask for a yes to: a list went to BPJS Ketenagakerjaan; `below` the message, which is a file."""

    number: int
    below: int = 0


class HandOver(Data, action="ex_hand_yes"):
    """Say that a list went to BPJS Ketenagakerjaan."""

    number: int
