"""Showing an announcement that was confirmed: its recipients are counted first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.history.surveys import TallyUp
from bot.announcements.store import Announcements
from bot.dialogue.screen import Toast

if TYPE_CHECKING:
    from bot.turns.turn import Turn


def count_and_show(turn: Turn, number: int, over: int) -> None:
    """Show an announcement, in the place of the message `over` or (0) below."""
    turn.acts.append(TallyUp(number, over))


def tell_done(turn: Turn, number: int, done: bool) -> None:  # noqa: FBT001 - what came of it
    """Say whether something could be done to an announcement, and show how it stands."""
    if not done:
        turn.show(turn.texts("history.too_late"))
        count_and_show(turn, number, 0)
        return
    turn.acts.append(Toast(turn.texts.bare("history.done")))
    one = Announcements(turn.tx).get(number)
    if one is None or one.card_id != turn.message_id:  # a live card shows it by itself
        count_and_show(turn, number, turn.over)
