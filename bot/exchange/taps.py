"""What the buttons about lists say."""

from __future__ import annotations

from bot.dialogue.data import Data


class Lists(Data, action="li"):
    """Show a page of the lists in force, and those under way."""

    page: int = 0


class OpenList(Data, action="li_open"):
    """Show one list."""

    source: str


class NameList(Data, action="li_name"):
    """Ask whose list it is, and of which day."""

    source: str


class Columns(Data, action="li_columns"):
    """Show the columns, to say what one is; with a place: what that one may be."""

    source: str
    place: str = ""


class TellColumn(Data, action="li_column"):
    """Say what a column is; without a field: nothing that is needed."""

    source: str
    place: str
    field: str = ""


class OtherSheet(Data, action="li_sheet"):
    """Read another sheet of the file."""

    source: str
    sheet: int


class TryRows(Data, action="li_try"):
    """Say that the reading is right, and have the rows tried."""

    source: str


class Apply(Data, action="li_apply"):
    """Put a list in force, or ask a second person to."""

    source: str


class ApplyYes(Data, action="li_apply_yes"):
    """Put a list in force, where no second person is asked for."""

    source: str


class Agree(Data, action="li_agree"):
    """Agree as the second person (1), or not (0)."""

    source: str
    yes: int


class DropList(Data, action="li_drop"):
    """Throw away a list that is not in force."""

    source: str


class Districts(Data, action="vs"):
    """Show the districts, to print invitations for a village; with one, its villages."""

    district: str = ""


class Village(Data, action="vs_village"):
    """Show how many of a village can be invited, and what came of earlier sheets."""

    village: str


class MakeSheet(Data, action="vs_make"):
    """Make invitations for a village."""

    village: str
