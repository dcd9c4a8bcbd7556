"""The live card of an announcement that goes out, and the word to its writer when it ends or halts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.states import (
    DELIVERY_NAMES,
    REASON_NAMES,
    STATE_NAMES,
    Action,
    Delivery,
    State,
    Trouble,
)
from bot.announcements.taps import GoOn, Open, OtherTime, Pause, Stop
from bot.dialogue.screen import Button, Notify, Screen
from bot.front.ways import BELOW
from bot.staff.store import Staff
from bot.terms.roles import Right, may
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.announcements.announcement import Announcement
    from bot.announcements.deliveries import Tally
    from bot.dialogue.screen import Rows
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Texts

_BAR = 12  # signs
_SHOWN = (
    Delivery.SENT, Delivery.BLOCKED, Delivery.FAILED, Delivery.UNKNOWN, Delivery.SKIPPED, Delivery.PENDING,
)  # fmt: skip
HEADINGS = {
    Action.SEND: key("progress.send"),
    Action.RECALL: key("progress.recall"),
    Action.CORRECT: key("progress.correct"),
}
_DONE = {
    Action.SEND: DELIVERY_NAMES[Delivery.SENT],
    Action.RECALL: key("delivery.deleted"),
    Action.CORRECT: key("delivery.corrected"),
}
_ENDED = {
    Action.SEND: key("progress.ended"),
    Action.RECALL: key("progress.ended_recall"),
    Action.CORRECT: key("progress.ended_correct"),
}
_TROUBLES = {
    Trouble.RESTORED: key("progress.halted_restored"),
    Trouble.MISSED: key("progress.halted_missed"),
    Trouble.REFUSED: key("progress.halted"),
    Trouble.UNANSWERED: key("progress.halted_unanswered"),
}
_MINUTE = 60


def card(  # noqa: PLR0913 - all that it shows
    texts: Texts, one: Announcement, tally: Tally, schedule: Schedule, speed: float | None, *, broken: bool
) -> Screen:
    """Return the card; `speed` is what was settled a second of late, None where that is not known."""
    lines = [heading(texts, one), _bar(texts, tally), Html("\n".join(counts(texts, one, tally)))]
    why = note(texts, one, tally, schedule, speed, broken=broken)
    return Screen(
        "\n\n".join([*lines, why] if why else lines), steering(texts, one) or _open_button(texts, one)
    )


def heading(texts: Texts, one: Announcement) -> Html:
    """Return what it is, its number, and where it stands."""
    return texts(HEADINGS[one.action], number=one.id, state=texts(STATE_NAMES[one.state]))


def delivery_name(texts: Texts, one: Announcement, state: Delivery) -> Html:
    """Return what became of a recipient; who still waited when it was stopped did not get it."""
    if one.state is State.STOPPED and state in {Delivery.PENDING, Delivery.SENDING}:
        return texts("delivery.not_sent")
    return texts(_DONE[one.action] if state is Delivery.SENT else DELIVERY_NAMES[state])


def outcome(texts: Texts, one: Announcement, tally: Tally) -> Html:
    """Return what became of the recipients: a line for each state, and for each reason why not."""
    kept = [texts.counted("audience.copies", count=tally.copies)] if tally.copies else []
    return Html("\n".join([*counts(texts, one, tally), *_reasons(texts, tally), *kept]))


def _reasons(texts: Texts, tally: Tally) -> list[Html]:
    return [
        texts("history.reason", reason=texts(REASON_NAMES[share.reason]), count=texts.number(share.count))
        for share in tally.shares
        if share.reason
    ]


def counts(texts: Texts, one: Announcement, tally: Tally) -> list[Html]:
    """Return a line for each state that recipients are in."""
    shown = {state: tally[state] for state in _SHOWN}
    shown[Delivery.PENDING] += tally[Delivery.SENDING]
    return [
        texts("progress.line", name=delivery_name(texts, one, state), count=texts.number(count))
        for state, count in shown.items()
        if count or state is Delivery.SENT
    ]


def _bar(texts: Texts, tally: Tally) -> Html:
    share = tally.settled / tally.total if tally.total else 0.0
    full = int(share * _BAR)
    return texts("progress.bar", bar="▓" * full + "░" * (_BAR - full), percent=texts.number(int(share * 100)))


def note(  # noqa: PLR0913, PLR0911 - one reason after the other
    texts: Texts,
    one: Announcement,
    tally: Tally,
    schedule: Schedule,
    speed: float | None,
    *,
    broken: bool = False,
) -> Html | None:
    """Return why it stands where it stands, or how fast it goes; None where there is nothing to say."""
    if one.state is State.HALTED and one.trouble:
        return _why(texts, one, one.trouble, one.said)
    if one.state is not State.RUNNING:
        return None
    now = schedule.clock.now()
    if one.due_at and one.due_at > now:
        return texts(
            "progress.scheduled", at=texts.moment(schedule.begins_at(one.due_at, loud=one.is_unquiet))
        )
    if not one.is_unquiet and schedule.quiet.hold(now):
        return texts("progress.quiet", at=texts.moment(schedule.quiet.over_at(now)))
    if broken:
        return texts("progress.broken")
    if not one.gathered:
        return texts("progress.gathering")
    if not speed:
        return None
    left = (tally.total - tally.settled) / speed
    return texts("progress.speed", speed=texts.number(round(speed)), left=duration(texts, left))


def _why(texts: Texts, one: Announcement, trouble: Trouble, said: str) -> Html:
    why = texts(_TROUBLES[trouble], at=texts.moment(one.due_at) if one.due_at else "")
    words = texts("progress.said", said=said) if said else Html("")
    return Html(f"{why}\n\n{words}") if words else why


def duration(texts: Texts, seconds: float) -> Html:
    """Return a time to wait, in the greatest unit that fits."""
    if seconds < _MINUTE:
        return texts.counted("duration.seconds", count=max(1, round(seconds)))
    minutes = round(seconds / _MINUTE)
    if minutes < _MINUTE:
        return texts.counted("duration.minutes", count=minutes)
    return texts.counted("duration.hours", count=round(minutes / _MINUTE))


def steering(texts: Texts, one: Announcement) -> Rows:
    """Return the buttons that hold up, go on or stop what goes out; none for what does not."""
    stop = Button(texts("progress.stop"), Stop(one.id).pack())
    if one.state is State.HALTED and one.trouble is Trouble.MISSED:
        return _missed_buttons(texts, one)
    if one.state is State.RUNNING:
        return ((Button(texts("progress.pause"), Pause(one.id).pack()), stop),)
    if one.state in {State.PAUSED, State.HALTED}:
        return ((Button(texts("progress.go_on"), GoOn(one.id).pack()), stop),)
    return ()


def _missed_buttons(texts: Texts, one: Announcement) -> Rows:
    now = Button(texts("progress.send_now"), GoOn(one.id).pack())
    other_time = Button(texts("announce.other_time"), OtherTime(one.id).pack())
    return ((now, other_time), (Button(texts("progress.stop"), Stop(one.id).pack()),))


def ended(tx: Transaction, resources: Resources, one: Announcement, tally: Tally) -> list[Notify]:
    """Return the word that it is done, to its writer."""

    def screen(texts: Texts) -> Screen:
        text = texts(_ENDED[one.action], number=one.id, counts=outcome(texts, one, tally))
        return Screen(text, _open_button(texts, one))

    return _told(tx, resources, one, screen)


def halted(
    tx: Transaction, resources: Resources, one: Announcement, trouble: Trouble, said: str = ""
) -> list[Notify]:
    """Return the word that the bot has halted it, why, and what Telegram `said`, to its writer."""

    def screen(texts: Texts) -> Screen:
        buttons = _missed_buttons if trouble is Trouble.MISSED else _open_button
        why = _why(texts, one, trouble, said)
        return Screen(texts("progress.was_halted", number=one.id, why=why), buttons(texts, one))

    return _told(tx, resources, one, screen)


def _told(
    tx: Transaction, resources: Resources, one: Announcement, screen: Callable[[Texts], Screen]
) -> list[Notify]:
    """Tell the writer; where they are no longer staff, whoever stands in."""
    staff = Staff(tx).reachable()
    writer = [member for member in staff if member.chat_id == one.written_by]
    reads = [member for member in writer if may(member.role, Right.ANNOUNCE)]
    return [
        Notify(member.chat_id, screen(resources.catalogues[member.language]))
        for member in reads or [member for member in staff if may(member.role, Right.STAND_IN)]
    ]


def _open_button(texts: Texts, one: Announcement) -> Rows:
    return ((Button(texts("progress.open"), Open(one.id, BELOW).pack()),),)
