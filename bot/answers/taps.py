"""What the buttons of this room say, beside those that lead here from elsewhere."""

from __future__ import annotations

from bot.dialogue.data import Data


class Ask(Data, action="ask"):
    """Ask the question of a kind; `told` is one detail of the asker, such as income=1500000."""

    label: str
    told: str = ""


class ShowLaws(Data, action="laws"):
    """Tell what the answers of some kinds rest on: their labels, joined with dots."""

    labels: str


class CallMe(Data, action="call_me"):
    """Let somebody of the office get in touch, urgently, about what one message says."""

    message: str = ""
