"""Sending a message once more to whoever got the same one of late: only on purpose, with a word why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.compose import entry
from bot.announcements.compose.standing import stand
from bot.announcements.store import Announcements
from bot.announcements.taps import NO, WHY, Desk, Repeat
from bot.dialogue.screen import Screen
from bot.texts import key

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.turns.turn import Turn

_REASONS = {
    "reminder": key("repeat.reminder"),
    "changed": key("repeat.changed"),
    "missed": key("repeat.missed"),
}  # as they stand in the audit trail


class Repeating:
    """Lifts, for one announcement, the rule that nobody gets the same message twice in some days."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def choose(self, turn: Turn, data: Repeat) -> None:
        """Ask why; lift the rule for a reason, or let it hold again."""
        one, why = self._drafting.draft(turn, data.number), data.why
        if one is None:
            return
        if why == WHY:
            self._drafting.ask(turn, one, entry.REASON)
        elif why == NO:
            self._drafting.show_desk(turn, Announcements(turn.tx).save(one, repeats=False), turn.over)
        elif why in _REASONS:
            self._drafting.show_desk(turn, repeat(turn, one, why), turn.over)
        else:
            stand(turn, one)
            turn.put(self._reasons(turn, one), turn.over)

    @staticmethod
    def _reasons(turn: Turn, one: Announcement) -> Screen:
        days = turn.texts.number(turn.resources.announcements.same_days)
        buttons = [turn.button(label, Repeat(one.id, why)) for why, label in _REASONS.items()]
        buttons += [
            turn.button("repeat.other", Repeat(one.id, WHY)),
            turn.button("announce.back", Desk(one.id)),
        ]
        return Screen(turn.texts("repeat.why", days=days), tuple((button,) for button in buttons))


def repeat(turn: Turn, one: Announcement, why: str) -> Announcement:
    """Lift the rule for a draft; the reason stands in the audit trail."""
    turn.tx.audit(f"chat:{turn.chat_id}", f"repeat the same message: {why}", f"announcement:{one.id}")
    return Announcements(turn.tx).save(one, repeats=True)
