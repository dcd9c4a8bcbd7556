"""What was announced: who wrote, confirmed, stopped it, its numbers, and what can still be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements import describe, taps
from bot.announcements.arriving import WAYS
from bot.announcements.history.counting import count_and_show
from bot.announcements.history.surveys import MOST_ROWS
from bot.announcements.progress import counts, heading, note, outcome, steering
from bot.announcements.states import (
    ENDED,
    STATE_NAMES,
    Action,
    Delivery,
    State,
)
from bot.announcements.store import Announcements
from bot.announcements.taps import (
    Again,
    Correct,
    Loud,
    New,
    Open,
    Recall,
    Report,
    Reuse,
    Withdraw,
)
from bot.dialogue.screen import Document, Picture, Screen
from bot.dialogue.screens import cut
from bot.front.ways import BELOW
from bot.staff.member_names import name_of
from bot.terms.roles import Right
from bot.texts import DEFAULT_LANGUAGE, Html, bare, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.deliveries import Tally
    from bot.announcements.history.surveys import Made, MakeReport, Shares, TallyUp
    from bot.dialogue.screen import Button, Rows
    from bot.front.schedule import Schedule
    from bot.texts import Texts
    from bot.turns.turn import Turn

_LISTED, _LABEL = 10, 40


class History:
    """The conversation about what was confirmed."""

    def __init__(self, drafting: Drafting, schedule: Schedule) -> None:
        self._drafting, self._schedule = drafting, schedule

    def show(self, turn: Turn) -> None:
        """List the newest, one's own drafts among them."""
        texts, found = turn.texts, Announcements(turn.tx).newest(_LISTED, turn.chat_id)
        rows = tuple((turn.labelled(_line(texts, one), Open(one.id)),) for one in found)
        text = texts("history.list") if found else texts("history.empty")
        turn.put(Screen(text, (*rows, (turn.button("history.new", New()),))), turn.over)

    def open(self, turn: Turn, data: Open) -> None:
        """Show one, once its recipients have been counted."""
        over = 0 if data.where == BELOW else turn.over
        one = Announcements(turn.tx).get(data.number)
        if one and one.state is State.DRAFT and one.written_by == turn.chat_id:
            self._drafting.show_desk(turn, one, over)
            return
        count_and_show(turn, data.number, over)

    def counted(self, turn: Turn, errand: TallyUp, found: Shares | None) -> None:
        """Show one after its recipients were counted."""
        one = self._confirmed(turn, errand.number, found)
        if one and found:
            turn.put(self._described(turn, one, found), errand.over)

    def reported(self, turn: Turn, errand: MakeReport, made: Made | None) -> None:
        """Show the report that was made."""
        one = self._confirmed(turn, errand.number, made)
        if one and made:
            self._show_report(turn, one, made)

    @staticmethod
    def _confirmed(turn: Turn, number: int, found: Shares | None) -> Announcement | None:
        one = Announcements(turn.tx).get(number)
        if one is None or one.state is State.DRAFT or found is None:
            turn.show(turn.texts("history.gone"), (turn.button("announce.history", taps.History()),))
            return None
        return one

    def _described(self, turn: Turn, one: Announcement, found: Shares) -> Screen:
        texts, tally = turn.texts, found.tally
        shown = Announcements(turn.tx).corrected(one)
        lines = [
            heading(texts, one),
            describe.message(texts, shown.message, DEFAULT_LANGUAGE),
            note(texts, one, tally, self._schedule, None) or "",
            Html("\n".join(_who(turn, one))),
            outcome(texts, one, tally),
            Html("\n".join(_tapped(texts, found.tapped))),
        ]
        lines += [
            texts(_FOLLOWERS[follower.action], number=follower.id, state=texts(STATE_NAMES[follower.state]))
            for follower in Announcements(turn.tx).followers(one.id)
        ]
        return Screen("\n\n".join(line for line in lines if line), self._buttons(turn, one, tally))

    def _show_report(self, turn: Turn, one: Announcement, made: Made) -> None:
        texts, tally = turn.texts, made.tally
        caption = texts("report.caption", number=one.id, counts=Html("\n".join(counts(texts, one, tally))))
        picture = Picture(texts.bare("report.picture_name", number=one.id), made.svg)
        turn.acts.append(Screen(caption, picture=picture))
        self._show_missed(turn, one, made)
        if made.tappers:
            name, lines = texts.bare("report.taps_name", number=one.id), _tapped(texts, made.tapped)
            file = Document(name, made.tappers)
            turn.acts.append(Screen(Html("\n".join(lines)), document=file))

    @staticmethod
    def _show_missed(turn: Turn, one: Announcement, made: Made) -> None:
        texts = turn.texts
        if not made.listed:
            turn.show(texts("report.all_got_it"))
            return
        full = made.listed >= MOST_ROWS
        cut_off = texts("report.file_cut", most=texts.number(MOST_ROWS)) if full else ""
        file = Document(texts.bare("report.file_name", number=one.id), made.csv)
        words = texts.counted("report.file", count=made.listed, note=cut_off)
        turn.acts.append(Screen(words, document=file))

    def _is_held_by_night(self, one: Announcement) -> bool:
        if one.state not in {State.RUNNING, State.PAUSED} or one.is_unquiet:
            return False
        return self._schedule.quiet.hold(one.due_at or self._schedule.clock.now())

    def _buttons(self, turn: Turn, one: Announcement, tally: Tally) -> Rows:
        number, button = one.id, turn.button
        rows: list[tuple[Button, ...]] = []
        if one.state is State.AWAITING and one.written_by == turn.chat_id:
            rows.append((button("history.withdraw", Withdraw(number)),))
        if self._is_held_by_night(one) and turn.may(Right.LIFT_QUIET_HOURS):
            rows.append((button("announce.loud", Loud(number)),))
        rows += steering(turn.texts, one)
        if tally.total:
            rows.append((button("history.report", Report(number)),))
        recalled = Announcements(turn.tx).is_recalled(one.id)
        if one.state is State.DONE and not recalled:
            rows += [
                (
                    turn.labelled(
                        turn.texts(label, count=turn.texts.number(tally[state])), Again(number, state)
                    ),
                )
                for state, label in _AGAIN.items()
                if tally[state]
            ]
        if one.action is Action.SEND and one.state in ENDED and tally[Delivery.SENT] and not recalled:
            rows.append(
                (button("history.recall_it", Recall(number)), button("history.correct", Correct(number)))
            )
        if one.action is Action.SEND:
            rows.append((button("history.reuse", Reuse(number)),))
        return (*rows, (button("announce.history", taps.History()),))


_FOLLOWERS = {
    Action.SEND: key("history.corrected_by"),
    Action.CORRECT: key("history.corrected_by"),
    Action.RECALL: key("history.recalled_by"),
}
_AGAIN = {Delivery.FAILED: key("history.again_failed"), Delivery.UNKNOWN: key("history.again_unknown")}


def _line(texts: Texts, one: Announcement) -> str:
    """Return an announcement as a button."""
    state, words = texts(STATE_NAMES[one.state]), describe.first_words(texts, one)
    return cut(bare(texts("history.line", number=one.id, state=state, words=words)), _LABEL)


def _tapped(texts: Texts, tapped: Mapping[str, int]) -> list[Html]:
    """Return how many tapped which button."""
    return [
        texts("history.tapped", button=texts(WAYS[way]), count=texts.number(count))
        for way, count in tapped.items()
        if way in WAYS
    ]


def _who(turn: Turn, one: Announcement) -> list[Html]:
    """Return who did what to it, and when."""
    texts = turn.texts
    deeds = (
        (key("history.written"), one.written_by, one.created_at),
        (key("history.confirmed"), one.confirmed_by, one.confirmed_at),
        (key("history.seconded"), one.seconded_by, one.seconded_at),
        (key("history.paused"), one.paused_by, None),
        (key("history.stopped"), one.stopped_by, one.ended_at),
    )
    return [
        texts(deed, name=name_of(turn.tx, texts, who), at=texts.moment(at) if at else "")
        for deed, who, at in deeds
        if who
    ]
