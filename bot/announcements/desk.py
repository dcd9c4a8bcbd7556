"""The desk: all of a draft in one screen, each part a tap away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements import describe
from bot.announcements.progress import duration
from bot.announcements.states import Action
from bot.announcements.taps import (
    AUDIENCE,
    BUTTONS,
    DROP,
    HISTORY,
    KIND,
    SEND,
    TEST,
    WHEN,
    WRITE,
    shown_seal,
)
from bot.dialogue.screen import Screen
from bot.texts import DEFAULT_LANGUAGE, key

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Count
    from bot.announcements.pace import Pace
    from bot.dialogue.screen import Rows
    from bot.texts import Html, Texts
    from bot.turn import Turn


def desk_screen(turn: Turn, pace: Pace, one: Announcement, found: Count) -> Screen:
    """Return all of a draft in one screen."""
    texts, resources = turn.texts, turn.resources
    numbers = describe.count(texts, resources, found, one.action)
    if one.action is Action.RECALL:
        text = texts("announce.recall_desk", number=one.original_id, counts=numbers)
        return Screen(text, _last_rows(turn, one, found))
    audience = describe.audience(texts, resources, one.audience)
    text = texts(
        "announce.desk",
        heading=texts("announce.desk_new") if one.action is Action.SEND else texts("announce.desk_correct"),
        kind=describe.kind(texts, one),
        message=describe.message(texts, one.message, DEFAULT_LANGUAGE),
        english=describe.message(texts, one.message, "en"),
        buttons=describe.links(texts, one.message),
        audience=audience
        if one.action is Action.SEND
        else texts("announce.who_got_it", number=one.original_id),
        counts=numbers,
        when=when(texts, pace, one, found.people),
        test=texts("announce.tested") if is_tested(turn, one) else texts("announce.untested"),
    )
    return Screen(text, (*_part_rows(turn, one), *_last_rows(turn, one, found)))


def _part_rows(turn: Turn, one: Announcement) -> Rows:
    number, button = str(one.id), turn.button
    words = (
        button("announce.change_message", WRITE, number, DEFAULT_LANGUAGE),
        button("announce.change_english", WRITE, number, "en"),
    )
    look = (
        button("announce.change_kind", KIND, number),
        button("announce.change_buttons", BUTTONS, number),
    )
    if one.action is not Action.SEND:
        return (words, (button("announce.change_buttons", BUTTONS, number),))
    whom = (
        button("announce.change_audience", AUDIENCE, number),
        button("announce.change_time", WHEN, number),
    )
    return (words, look, whom)


def _last_rows(turn: Turn, one: Announcement, found: Count) -> Rows:
    number = str(one.id)
    test = (turn.button("announce.test", TEST, number),)
    ready = found.people and (one.action is Action.RECALL or is_tested(turn, one))
    label = key("announce.recall") if one.action is Action.RECALL else key("announce.send")
    send = ((turn.button(label, SEND, number),),) if ready else ()
    tests = (test,) if one.action is not Action.RECALL else ()
    last = (turn.button("announce.drop", DROP, number), turn.button("announce.history", HISTORY))
    return (*tests, *send, last)


def when(texts: Texts, pace: Pace, one: Announcement, people: int) -> Html:
    """Return when it goes out, and for how long."""
    now = pace.clock.now()
    begins = pace.begins_at(one.due_at, loud=one.is_unquiet)
    takes = duration(texts, pace.duration(people).total_seconds())
    if one.due_at is None and begins <= now + timedelta(minutes=1):
        return texts("announce.at_once", takes=takes)
    quiet = not one.is_unquiet and pace.quiet.hold(one.due_at or now)
    held = texts("announce.held_by_night") if quiet else ""
    return texts("announce.at", at=texts.moment(begins), takes=takes, held=held)


def is_tested(turn: Turn, one: Announcement) -> bool:
    """Tell whether its writer has seen the message as it arrives."""
    return one.draft.tested == shown_seal(turn, one) and set(one.draft.arrived) >= set(one.message.contents)
