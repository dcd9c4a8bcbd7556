"""The parts of a draft that are chosen on buttons: kind, buttons, time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.announcements import arriving, describe
from bot.announcements.compose import entry
from bot.announcements.compose.standing import Place, stand
from bot.announcements.states import STAFF_KINDS
from bot.announcements.store import Announcements
from bot.announcements.taps import (
    ASK,
    LINK,
    LOUD,
    MORNING,
    NONE,
    NOW,
    ChooseButtons,
    ChooseKind,
    ChooseTime,
    Desk,
)
from bot.clock import OFFICE_ZONE
from bot.dialogue.screen import Screen
from bot.terms.news import KIND_NAMES, NewsKind
from bot.terms.roles import Right

if TYPE_CHECKING:
    from datetime import datetime

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.front.schedule import Schedule
    from bot.turns.turn import Turn

_MOST_LINKS = 3
_MORNING = 8  # o'clock


class Parts:
    """The screens of those parts."""

    def __init__(self, drafting: Drafting, schedule: Schedule) -> None:
        self._drafting, self._schedule = drafting, schedule

    def choose_kind(self, turn: Turn, data: ChooseKind) -> None:
        """Offer the kinds by which people mute; take one."""
        one, chosen = self._drafting.draft(turn, data.number), data.kind
        if one is None:
            return
        if chosen in STAFF_KINDS:
            one = Announcements(turn.tx).save(one, kind=NewsKind(chosen))
            self._drafting.show_desk(turn, one, turn.over)
            return
        rows = tuple((turn.button(KIND_NAMES[kind], ChooseKind(one.id, kind)),) for kind in STAFF_KINDS)
        back = ((turn.button("announce.back", Desk(one.id)),),)
        stand(turn, one)
        turn.put(Screen(turn.texts("announce.which_kind"), rows + back), turn.over)

    def choose_buttons(self, turn: Turn, data: ChooseButtons) -> None:
        """Offer buttons to put under the message; add one, or take all links away."""
        one, chosen = self._drafting.draft(turn, data.number), data.choice
        if one is None:
            return
        if chosen == LINK and len(one.message.links) < _MOST_LINKS:
            self._drafting.ask(turn, one, entry.LINK)
            return
        message = one.message
        if chosen == NONE:
            message = replace(message, links=(), ways=())
        elif chosen in arriving.WAYS:
            ways = tuple(way for way in message.ways if way != chosen)
            message = replace(message, ways=ways if len(ways) < len(message.ways) else (*ways, chosen))
        if message != one.message:
            one = Announcements(turn.tx).save(one, message=message)
        stand(turn, one)
        turn.put(self._button_menu(turn, one), turn.over)

    @staticmethod
    def _button_menu(turn: Turn, one: Announcement) -> Screen:
        texts = turn.texts
        rows = [
            (turn.labelled(_ticked(texts(label), on=way in one.message.ways), ChooseButtons(one.id, way)),)
            for way, label in arriving.WAYS.items()
        ]
        if len(one.message.links) < _MOST_LINKS:
            rows.append((turn.button("announce.add_link", ChooseButtons(one.id, LINK)),))
        if one.message.links or one.message.ways:
            rows.append((turn.button("announce.no_more_buttons", ChooseButtons(one.id, NONE)),))
        rows.append((turn.button("announce.back", Desk(one.id)),))
        text = texts("announce.which_buttons", buttons=describe.links(texts, one.message))
        return Screen(text, tuple(rows))

    def choose_time(self, turn: Turn, data: ChooseTime) -> None:
        """Offer when it goes out; take what was chosen."""
        one, chosen = self._drafting.draft(turn, data.number), data.choice
        if one is None:
            return
        if chosen == ASK:
            self._drafting.ask_when(turn, one)
            return
        times = {NOW: None, MORNING: _next_morning(turn.now)}
        if chosen in times:
            one = Announcements(turn.tx).save(one, due_at=times[chosen], loud=False)
        elif chosen == LOUD and turn.may(Right.LIFT_QUIET_HOURS):
            one = Announcements(turn.tx).save(one, loud=not one.loud)
            turn.tx.audit(
                f"chat:{turn.chat_id}",
                "quiet hours off" if one.loud else "quiet hours on",
                f"announcement:{one.id}",
            )
        if chosen:
            self._drafting.show_desk(turn, one, turn.over)
            return
        stand(turn, one, Place.TIME)
        turn.put(self._time_menu(turn, one), turn.over)

    def _time_menu(self, turn: Turn, one: Announcement) -> Screen:
        texts = turn.texts
        morning = texts("announce.morning", at=texts.moment(_next_morning(turn.now)))
        rows = [
            (turn.button("announce.now", ChooseTime(one.id, NOW)),),
            (turn.labelled(morning, ChooseTime(one.id, MORNING)),),
            (turn.button("announce.other_time", ChooseTime(one.id, ASK)),),
        ]
        held = self._schedule.quiet.hold(one.due_at or turn.now)
        if (held or one.loud) and turn.may(Right.LIFT_QUIET_HOURS):
            rows.append(
                (turn.labelled(_ticked(texts("announce.loud"), on=one.loud), ChooseTime(one.id, LOUD)),)
            )
        rows.append((turn.button("announce.back", Desk(one.id)),))
        return Screen(texts("announce.which_time", example=texts.example(entry.WHEN)), tuple(rows))


def _ticked(label: str, *, on: bool) -> str:
    return f"✅ {label}" if on else label


def _next_morning(now: datetime) -> datetime:
    tomorrow = now.astimezone(OFFICE_ZONE) + timedelta(days=1)
    return tomorrow.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
