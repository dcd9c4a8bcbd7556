"""A message that staff change in Telegram changes the draft that was taken from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.compose.contents import content_of, fault_in
from bot.announcements.store import Announcements
from bot.announcements.taps import Desk
from bot.dialogue.event import SentThing, Thing
from bot.terms.roles import Right

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.compose.offering import Offering
    from bot.dialogue.event import Event
    from bot.turns.turn import Turn

_MOST_DRAFTS = 20  # of one member of staff, that are looked through


class Editing:
    """Finds the draft, and mends its message."""

    def __init__(self, drafting: Drafting, offering: Offering) -> None:
        self._drafting, self._offering = drafting, offering

    def hear(self, turn: Turn, event: Event) -> bool:
        """Let a draft change with the message that it was taken from; False for any other message."""
        if not isinstance(event, SentThing) or event.thing is not Thing.EDIT or not turn.may(Right.ANNOUNCE):
            return False
        for one in Announcements(turn.tx).drafts_of(turn.chat_id, _MOST_DRAFTS):
            for language, message_id in one.draft.sources.items():
                if message_id == event.message_id:
                    self._change(turn, one, language, event)
                    return True
        return False

    def _change(self, turn: Turn, one: Announcement, language: str, event: SentThing) -> None:
        content = content_of(one, event, language)
        fault = fault_in(turn.texts, one, content, language) if content else None
        if content is None or fault:
            turn.show(fault or turn.texts("announce.message_refused"))
            turn.show(turn.texts("announce.not_changed"), (turn.button("announce.back", Desk(one.id)),))
            return
        one = Announcements(turn.tx).save(one, message=one.message.reworded(language, content))
        turn.show(turn.texts("announce.changed_with_it"))
        if not self._offering.asks_fallback(turn, one):
            self._drafting.show_desk(turn, one)
