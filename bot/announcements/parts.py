"""The parts of a draft that are chosen on buttons: kind, buttons, time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements import arriving, describe, entry
from bot.announcements.entry import NOW
from bot.announcements.states import KIND_NAMES, STAFF_KINDS, Kind
from bot.announcements.store import Announcements
from bot.announcements.taps import BUTTONS, DESK, KIND, WHEN, over_of, put
from bot.clock import OFFICE_ZONE
from bot.dialogue.screen import Screen
from bot.staff.roles import Role
from bot.staff.store import Staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose import Composer
    from bot.announcements.pace import Pace
    from bot.turn import Turn

_MOST_LINKS = 3
_MORNING = 8  # o'clock


class Parts:
    """The screens of those parts."""

    def __init__(self, composer: Composer, pace: Pace) -> None:
        self._composer, self._pace = composer, pace

    def actions(self) -> dict[str, Callable[[Turn], None]]:
        """Return what each button does."""
        return {KIND: self.choose_kind, BUTTONS: self.choose_buttons, WHEN: self.choose_time}

    def choose_kind(self, turn: Turn) -> None:
        """Offer the kinds by which people mute; take one."""
        one, chosen = self._composer.draft(turn), turn.argument.partition("|")[2]
        if one is None:
            return
        if chosen in STAFF_KINDS:
            one = Announcements(turn.tx).save(one, kind=Kind(chosen))
            self._composer.show_desk(turn, one, over_of(turn))
            return
        rows = tuple((turn.button(KIND_NAMES[kind], KIND, str(one.id), kind),) for kind in STAFF_KINDS)
        back = ((turn.button("announce.back", DESK, str(one.id)),),)
        put(turn, Screen(turn.texts("announce.which_kind"), rows + back), over_of(turn))

    def choose_buttons(self, turn: Turn) -> None:
        """Offer buttons to put under the message; add one, or take all links away."""
        one, chosen = self._composer.draft(turn), turn.argument.partition("|")[2]
        if one is None:
            return
        if chosen == "link" and len(one.message.links) < _MOST_LINKS:
            self._composer.ask(turn, one, entry.LINK)
            return
        message = one.message
        if chosen == "none":
            message = replace(message, links=(), ways=())
        elif chosen in arriving.WAYS:
            ways = tuple(way for way in message.ways if way != chosen)
            message = replace(message, ways=ways if len(ways) < len(message.ways) else (*ways, chosen))
        if message != one.message:
            one = Announcements(turn.tx).save(one, message=message)
        put(turn, self._button_menu(turn, one), over_of(turn))

    @staticmethod
    def _button_menu(turn: Turn, one: Announcement) -> Screen:
        texts, number = turn.texts, str(one.id)
        rows = [
            (turn.labelled(_ticked(texts(label), on=way in one.message.ways), BUTTONS, number, way),)
            for way, label in arriving.WAYS.items()
        ]
        if len(one.message.links) < _MOST_LINKS:
            rows.append((turn.button("announce.add_link", BUTTONS, number, "link"),))
        if one.message.links or one.message.ways:
            rows.append((turn.button("announce.no_more_buttons", BUTTONS, number, "none"),))
        rows.append((turn.button("announce.back", DESK, number),))
        text = texts("announce.which_buttons", buttons=describe.links(texts, one.message))
        return Screen(text, tuple(rows))

    def choose_time(self, turn: Turn) -> None:
        """Offer when it goes out; take what was chosen."""
        one, chosen = self._composer.draft(turn), turn.argument.partition("|")[2]
        if one is None:
            return
        if chosen == "ask":
            self._composer.ask(turn, one, entry.WHEN, **{NOW: turn.now.isoformat()})
            return
        times = {"now": None, "morning": _next_morning(turn.now)}
        if chosen in times:
            one = Announcements(turn.tx).save(one, due_at=times[chosen], loud=False)
        elif chosen == "loud" and Staff(turn.tx).role_of(turn.chat_id) is Role.ADMIN:
            one = Announcements(turn.tx).save(one, loud=not one.loud)
            turn.tx.audit(
                f"chat:{turn.chat_id}",
                "quiet hours off" if one.loud else "quiet hours on",
                f"announcement:{one.id}",
            )
        if chosen:
            self._composer.show_desk(turn, one, over_of(turn))
            return
        put(turn, self._time_menu(turn, one), over_of(turn))

    def _time_menu(self, turn: Turn, one: Announcement) -> Screen:
        texts, number = turn.texts, str(one.id)
        morning = texts("announce.morning", at=texts.moment(_next_morning(turn.now)))
        rows = [
            (turn.button("announce.now", WHEN, number, "now"),),
            (turn.labelled(morning, WHEN, number, "morning"),),
            (turn.button("announce.other_time", WHEN, number, "ask"),),
        ]
        held = self._pace.quiet.hold(one.due_at or turn.now)
        if (held or one.loud) and Staff(turn.tx).role_of(turn.chat_id) is Role.ADMIN:
            rows.append((turn.labelled(_ticked(texts("announce.loud"), on=one.loud), WHEN, number, "loud"),))
        rows.append((turn.button("announce.back", DESK, number),))
        return Screen(texts("announce.which_time"), tuple(rows))


def _ticked(label: str, *, on: bool) -> str:
    return f"✅ {label}" if on else label


def _next_morning(now: datetime) -> datetime:
    tomorrow = now.astimezone(OFFICE_ZONE) + timedelta(days=1)
    return tomorrow.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
