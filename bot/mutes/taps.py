"""What the buttons on the screen of all kinds of news say."""

from __future__ import annotations

from bot.dialogue.data import Data
from bot.terms.news import NewsKind


class Unmute(Data, action="unmute"):
    """Take a kind of news again."""

    kind: NewsKind


class MuteAll(Data, action="mute_all"):
    """Mute every kind."""


class UnmuteAll(Data, action="unmute_all"):
    """Take every kind again."""


class MakeWish(Data, action="wish"):
    """Ask to be told before the discount ends."""


class Unwish(Data, action="unwish"):
    """Ask no longer."""
