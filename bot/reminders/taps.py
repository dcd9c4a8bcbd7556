"""What the buttons of this room say."""

from __future__ import annotations

from bot.dialogue.data import Data


class SaidPaid(Data, action="paid"):
    """What was to be paid until a day (YYYY-MM-DD) is paid."""

    day: str
