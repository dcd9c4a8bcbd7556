"""What staff type or send outside of any question while a draft is open: it is heard as part of the draft."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.announcements.compose.entry import number_in, stands_for_button
from bot.announcements.compose.offering import is_long
from bot.announcements.compose.standing import Place, standing
from bot.announcements.states import State
from bot.announcements.store import Announcements
from bot.clock import OFFICE_ZONE
from bot.dialogue.event import Said, SentThing, Thing
from bot.people.moments import MomentError, OpenDay, read_moment
from bot.terms.roles import Right

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.composer import Composer
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.compose.offering import Offering
    from bot.announcements.compose.typed_audience import TypedAudience
    from bot.dialogue.event import Event
    from bot.resources import Resources
    from bot.turns.turn import Turn

_FEW = 4  # words of a remark, such as thanks: a longer text may be the message


class Hearing:
    """Hands what is typed to the screen of the draft that was shown last."""

    def __init__(
        self, drafting: Drafting, composer: Composer, offering: Offering, audience: TypedAudience
    ) -> None:
        self._drafting, self._composer = drafting, composer
        self._offering, self._audience = offering, audience

    def hear_time(self, turn: Turn, event: Event) -> bool:
        """Take a text that is a time and nothing else, where the screen asks for one.

        It is asked before danger: "pukul" is an hour, and a blow.
        """
        found = self._open(turn)
        if found is None or found[1] is not Place.TIME or not isinstance(event, Said):
            return False
        is_time = _moment_in(event.text, turn.now) is not None
        if is_time:
            self._composer.hear_time(turn, found[0], event)
        return is_time

    def hear(self, turn: Turn, event: Event) -> bool:
        """Take an event for the open draft; False where none is open, or it is about something else."""
        found = self._open(turn)
        if found is None:
            return False
        if isinstance(event, Said):
            return self._hear_text(turn, *found, event)
        sent = isinstance(event, SentThing) and bool(event.file_id) and event.thing is not Thing.EDIT
        if isinstance(event, SentThing) and sent and found[1] is Place.AUDIENCE and event.kind == "document":
            self._audience.fetch(turn, found[0], event)
        elif isinstance(event, SentThing) and sent:
            self._offering.offer(turn, found[0], event)
        return sent

    @staticmethod
    def _open(turn: Turn) -> tuple[Announcement, Place] | None:
        """Return the draft that is open, and at which of its screens."""
        found = standing(turn)
        one = Announcements(turn.tx).get(found.number) if found else None
        if found is None or one is None or not turn.may(Right.ANNOUNCE):
            return None
        is_own = one.state is State.DRAFT and one.written_by == turn.chat_id
        return (one, found.place) if is_own else None

    def _hear_text(self, turn: Turn, one: Announcement, place: Place, said: Said) -> bool:
        """Take a text: a time, recipients or a number where it is one, else it may be the message."""
        if _is_meant_as_time(said.text, turn.now, place):
            self._composer.hear_time(turn, one, said)
        elif stands_for_button(said.text, turn.resources.catalogues):
            self._drafting.show_desk(turn, one)
        elif place is Place.AUDIENCE and self._audience.take(turn, one, said):
            pass
        elif number_in(said.text, turn.resources.catalogues):
            turn.show(turn.texts("announce.number_late"))
            self._drafting.show_desk(turn, one)
        elif _is_remark(turn.resources, said.text):
            return False
        else:
            self._offering.offer(turn, one, said)
        return True


def _is_remark(resources: Resources, text: str) -> bool:
    """Tell whether a text is a short remark, such as thanks."""
    return len(text.split()) <= _FEW and resources.remark_in(text) is not None


def _moment_in(text: str, now: datetime) -> datetime | OpenDay | None:
    try:
        return read_moment(text, now.astimezone(OFFICE_ZONE))
    except MomentError:
        return None


def _is_meant_as_time(text: str, now: datetime, place: Place) -> bool:
    """Tell whether a text is a time: where one is asked for, all that is short; else a day and an hour."""
    if place is Place.TIME:
        return not is_long(text)
    return isinstance(_moment_in(text, now), datetime) and any(map(str.isalpha, text))
