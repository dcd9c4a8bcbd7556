"""What every screen about announcements shares: names of buttons, and what a tap was about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Edit, Screen

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.turn import Turn

NEW, DESK, WRITE, DROP, HISTORY, OPEN = (
    "an_new", "an_desk", "an_write", "an_drop", "an_history", "an_open",
)  # fmt: skip
KIND, BUTTONS, WHEN, AUDIENCE = "an_kind", "an_buttons", "an_when", "an_audience"
TEST, SEND, SECOND, REFUSE = "an_test", "an_send", "an_second", "an_refuse"
PAUSE, GO_ON, STOP = "an_pause", "an_go_on", "an_stop"
_DIGITS = 15
BELOW = "below"  # in the data of a button: the message that bears it stays as it is


def seal_of(turn: Turn, one: Announcement) -> str:
    """Return what a confirmation is bound to: it changes with everything that is confirmed."""
    return turn.tx.keys.lookup("confirmation", one.fingerprint).hex()[:16]


def shown_seal(turn: Turn, one: Announcement) -> str:
    """Return what a test is bound to."""
    return turn.tx.keys.lookup("test", one.shown).hex()[:16]


def put(turn: Turn, screen: Screen, over: int) -> None:
    """Show a screen: in the place of the message `over`, or (0) below."""
    turn.acts.append(Edit(over, screen) if over else screen)


def over_of(turn: Turn) -> int:
    """Return the message whose button was tapped, to be edited; 0 where nothing was tapped."""
    return turn.message_id if turn.tapped else 0


def number_of(turn: Turn) -> int:
    """Return the number of the announcement that a button names; 0 where it names none."""
    return as_number(turn.argument.partition("|")[0])


def as_number(text: str) -> int:
    """Return a number out of a button's data; 0 where it is none that the store could hold."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0
