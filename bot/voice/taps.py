"""What the buttons of the voice say."""

from __future__ import annotations

from bot.dialogue.data import Data


class ReadAloud(Data, action="read"):
    """Play the recording of a text."""

    key: str


class Voice(Data, action="suara"):
    """Offer the voices, or take one."""

    name: str = ""
