"""What the buttons about the program itself say."""

from __future__ import annotations

from bot.dialogue.data import Data


class Handle(Data, action="op_mine"):
    """Say that one looks after an alarm."""

    alarm: int
