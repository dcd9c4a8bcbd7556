"""The desk: all of a draft in one screen, each part a tap away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements import describe
from bot.announcements.progress import duration
from bot.announcements.seals import shown_seal
from bot.announcements.states import Action, Reason
from bot.announcements.taps import (
    NO,
    ChooseAudience,
    ChooseButtons,
    ChooseKind,
    ChooseTime,
    Desk,
    DropDraft,
    History,
    KeepTemplate,
    New,
    Repeat,
    Send,
    Test,
    Write,
)
from bot.dialogue.screen import Screen, rows
from bot.texts import DEFAULT_LANGUAGE, Html, key

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Count
    from bot.dialogue.screen import Rows
    from bot.front.schedule import Schedule
    from bot.texts import Texts
    from bot.turns.turn import Turn
_FEW = 3  # districts on the desk where everybody gets it


def desk_screen(
    turn: Turn, schedule: Schedule, one: Announcement, found: Count, *, whole: bool = False
) -> Screen:
    """Return all of a draft in one screen; `whole`: with every district."""
    texts, resources = turn.texts, turn.resources
    numbers = _numbers(turn, one, found, whole=whole)
    if one.action is Action.RECALL:
        text = texts("announce.recall_desk", number=one.original_id, counts=numbers)
        return Screen(text, _last_rows(turn, one, found))
    audience = describe.audience(texts, resources, one.audience)
    text = texts(
        "announce.desk",
        heading=texts("announce.desk_new") if one.action is Action.SEND else texts("announce.desk_correct"),
        kind=describe.kind(texts, one),
        message=_message(turn, one),
        versions=_versions(turn, one),
        buttons=describe.links(texts, one.message),
        audience=audience
        if one.action is Action.SEND
        else texts("announce.who_got_it", number=one.original_id),
        counts=numbers,
        when=when(texts, schedule, one, found.people),
        test=texts("announce.tested") if is_tested(turn, one) else texts("announce.untested"),
    )
    few = _few_districts(one)
    rows = [*_part_rows(turn, one), *_repeat_rows(turn, one, found)]
    if few and not whole and len(found.districts) > few:
        rows.append((turn.button("announce.all_districts", Desk(one.id, 1)),))
    return Screen(text, (*rows, *_last_rows(turn, one, found)))


def _few_districts(one: Announcement) -> int:
    """Return how many districts are shown: a few where nobody chose any; 0: all that have room."""
    return _FEW if one.audience.is_everyone else 0


def _numbers(turn: Turn, one: Announcement, found: Count, *, whole: bool) -> Html:
    most = describe.ALL if whole else _few_districts(one) or describe.MOST_DISTRICTS
    counts = describe.count(turn.texts, turn.resources, found, one.action, most)
    if not one.repeats:
        return counts
    days = turn.texts.number(turn.resources.announcements.same_days)
    lifted = turn.texts("repeat.lifted", days=days)
    return Html(f"{counts}\n{lifted}")


def _message(turn: Turn, one: Announcement) -> Html:
    shown = describe.message(turn.texts, one.message, DEFAULT_LANGUAGE)
    warning = turn.texts("announce.number_in_it")
    return Html(f"{shown}\n{warning}") if one.message.holds_number else shown


def _repeat_rows(turn: Turn, one: Announcement, found: Count) -> Rows:
    """Return the button by which whoever got the same message of late gets it too, or no longer."""
    if one.action is not Action.SEND:
        return ()
    if one.repeats:
        return ((turn.button("repeat.leave_out", Repeat(one.id, NO)),),)
    same = found.left_out.get(Reason.SAME, 0)
    label = turn.texts("repeat.button", count=turn.texts.number(same))
    return ((turn.labelled(label, Repeat(one.id)),),) if same else ()


def _other_languages(turn: Turn) -> dict[str, str]:
    """Return the names of the languages beside the default one."""
    catalogues = turn.resources.catalogues
    others = (one for one in catalogues.languages if one != DEFAULT_LANGUAGE)
    return {language: turn.texts.name_of(catalogues[language]) for language in others}


def _versions(turn: Turn, one: Announcement) -> Html:
    """Return a line for each language beside the default one, each begun with a line break."""
    lines = [
        turn.texts(
            "announce.version", language=name, message=describe.message(turn.texts, one.message, other)
        )
        for other, name in _other_languages(turn).items()
    ]
    return Html("".join(f"\n{line}" for line in lines))


def _part_rows(turn: Turn, one: Announcement) -> Rows:
    number, button = one.id, turn.button
    versions = [
        turn.labelled(turn.texts("announce.change_version", language=name), Write(number, language))
        for language, name in _other_languages(turn).items()
    ]
    words = rows([button("announce.change_message", Write(number, DEFAULT_LANGUAGE)), *versions], 2)
    look = (
        button("announce.change_kind", ChooseKind(number)),
        button("announce.change_buttons", ChooseButtons(number)),
    )
    if one.action is not Action.SEND:
        return (*words, (button("announce.change_buttons", ChooseButtons(number)),))
    whom = (
        button("announce.change_audience", ChooseAudience(number)),
        button("announce.change_time", ChooseTime(number)),
    )
    return (*words, look, whom)


def _last_rows(turn: Turn, one: Announcement, found: Count) -> Rows:
    test = (turn.button("announce.test", Test(one.id)),)
    ready = found.people and (one.action is Action.RECALL or is_tested(turn, one))
    label = key("announce.recall") if one.action is Action.RECALL else key("announce.send")
    send = ((turn.button(label, Send(one.id)),),) if ready else ()
    history, drop = turn.button("announce.history", History()), DropDraft(one.id)
    if one.action is Action.RECALL:  # far from the button that takes it back
        return (*send, (history,), (turn.button("announce.not_recalled", drop),))
    new, keep = turn.button("history.new", New()), turn.button("template.keep", KeepTemplate(one.id))
    kept = (keep,) if one.message.contents and one.action is Action.SEND else ()
    return (test, *send, (new, history), (*kept, turn.button("announce.drop", drop)))


def when(texts: Texts, schedule: Schedule, one: Announcement, people: int) -> Html:
    """Return when it goes out, and for how long."""
    now = schedule.clock.now()
    begins = schedule.begins_at(one.due_at, loud=one.is_unquiet)
    takes = duration(texts, schedule.duration(people).total_seconds())
    if one.due_at is None and begins <= now + timedelta(minutes=1):
        return texts("announce.at_once", takes=takes)
    quiet = not one.is_unquiet and schedule.quiet.hold(one.due_at or now)
    held = texts("announce.held_by_night") if quiet else ""
    return texts("announce.at", at=texts.moment(begins), takes=takes, held=held)


def is_tested(turn: Turn, one: Announcement) -> bool:
    """Tell whether its writer has seen the message as it arrives."""
    return one.draft.tested == shown_seal(turn.tx, one) and set(one.draft.arrived) >= set(
        one.message.contents
    )
