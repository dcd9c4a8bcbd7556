"""What was announced: who wrote, confirmed, stopped it, its numbers, and what can still be done about it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from bot.announcements import describe
from bot.announcements.deliveries import Tally
from bot.announcements.progress import counts, heading, note, steering
from bot.announcements.states import (
    ACTIVE,
    ENDED,
    REASON_NAMES,
    STATE_NAMES,
    Action,
    Delivery,
    Reason,
    State,
)
from bot.announcements.store import Announcements
from bot.announcements.surveys import MOST_ROWS, REPORT, TALLY
from bot.announcements.taps import BELOW, GO_ON, HISTORY, NEW, OPEN, PAUSE, STOP, number_of, over_of, put
from bot.dialogue.screen import Document, Picture, Screen, Survey, Toast
from bot.dialogue.screens import cut
from bot.staff.members import name_of
from bot.staff.roles import Role
from bot.staff.store import Staff
from bot.texts import DEFAULT_LANGUAGE, Html, bare, key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose import Composer
    from bot.announcements.pace import Pace
    from bot.dialogue.screen import Button, Rows
    from bot.texts import Texts
    from bot.turn import Turn

REPORT_IT, AGAIN, AGAIN_YES, RECALL, CORRECT, REUSE, WITHDRAW, LOUD = (
    "an_report", "an_again", "an_again_yes", "an_recall", "an_correct", "an_reuse", "an_withdraw",
    "an_loud",
)  # fmt: skip
_LISTED, _LABEL = 10, 40


class History:
    """The conversation about what was confirmed."""

    def __init__(self, composer: Composer, pace: Pace) -> None:
        self._composer, self._pace = composer, pace

    def actions(self) -> dict[str, Callable[[Turn], None]]:
        """Return what each button does."""
        return {
            HISTORY: self.show,
            OPEN: self.open,
            PAUSE: self.pause,
            GO_ON: self.go_on,
            STOP: self.stop,
            LOUD: self.let_be_loud,
            REPORT_IT: self.report,
            AGAIN: self.ask_again,
            AGAIN_YES: self.again,
            RECALL: self.recall,
            CORRECT: self.correct,
            REUSE: self.reuse,
            WITHDRAW: self.withdraw,
        }

    def show(self, turn: Turn) -> None:
        """List the newest, one's own drafts among them."""
        texts, found = turn.texts, Announcements(turn.tx).newest(_LISTED, turn.chat_id)
        rows = tuple((turn.labelled(_line(texts, one), OPEN, str(one.id)),) for one in found)
        text = texts("history.list") if found else texts("history.empty")
        put(turn, Screen(text, (*rows, (turn.button("history.new", NEW),))), over_of(turn))

    def open(self, turn: Turn) -> None:
        """Show one, once its recipients have been counted."""
        stays = turn.argument.partition("|")[2] == BELOW
        one = Announcements(turn.tx).get(number_of(turn))
        if one and one.state is State.DRAFT and one.written_by == turn.chat_id:
            self._composer.show_desk(turn, one, 0 if stays else over_of(turn))
            return
        self._open(turn, 0 if stays else over_of(turn))

    @staticmethod
    def _open(turn: Turn, over: int) -> None:
        turn.acts.append(Survey(TALLY, {"id": number_of(turn), "over": over}))

    def surveyed(
        self, turn: Turn, about: str, values: Mapping[str, Any], found: Mapping[str, Any] | None
    ) -> None:
        """Go on after the recipients were counted, or the report was made."""
        one = Announcements(turn.tx).get(values["id"])
        if one is None or one.state is State.DRAFT or found is None:
            turn.show(turn.texts("history.gone"), (turn.button("announce.history", HISTORY),))
        elif about == REPORT:
            self._show_report(turn, one, found)
        else:
            put(turn, self._described(turn, one, found), values["over"])

    def _described(self, turn: Turn, one: Announcement, found: Mapping[str, Any]) -> Screen:
        texts, tally = turn.texts, tally_of(found)
        shown = Announcements(turn.tx).corrected(one)
        lines = [
            heading(texts, one),
            describe.message(texts, shown.message, DEFAULT_LANGUAGE),
            note(texts, one, tally, self._pace, None) or "",
            Html("\n".join(_who(turn, one))),
            Html("\n".join([*counts(texts, one, tally), *_reasons(texts, found)])),
        ]
        lines += [
            texts(_FOLLOWERS[follower.action], number=follower.id, state=texts(STATE_NAMES[follower.state]))
            for follower in Announcements(turn.tx).followers(one.id)
        ]
        return Screen("\n\n".join(line for line in lines if line), self._buttons(turn, one, tally))

    def _is_held_by_night(self, one: Announcement) -> bool:
        if one.state not in {State.RUNNING, State.PAUSED} or one.is_unquiet:
            return False
        return self._pace.quiet.hold(one.due_at or self._pace.clock.now())

    def _buttons(self, turn: Turn, one: Announcement, tally: Tally) -> Rows:
        number, button = str(one.id), turn.button
        rows: list[tuple[Button, ...]] = []
        if one.state is State.AWAITING and one.written_by == turn.chat_id:
            rows.append((button("history.withdraw", WITHDRAW, number),))
        if self._is_held_by_night(one) and Staff(turn.tx).role_of(turn.chat_id) is Role.ADMIN:
            rows.append((button("announce.loud", LOUD, number),))
        rows += steering(turn.texts, one)
        if tally.total:
            rows.append((button("history.report", REPORT_IT, number),))
        recalled = Announcements(turn.tx).is_recalled(one.id)
        if one.state is State.DONE and not recalled:
            rows += [
                (
                    turn.labelled(
                        turn.texts(label, count=turn.texts.number(tally[state])), AGAIN, number, state
                    ),
                )
                for state, label in _AGAIN.items()
                if tally[state]
            ]
        if one.action is Action.SEND and one.state in ENDED and tally[Delivery.SENT] and not recalled:
            rows.append(
                (button("history.recall_it", RECALL, number), button("history.correct", CORRECT, number))
            )
        if one.action is Action.SEND:
            rows.append((button("history.reuse", REUSE, number),))
        return (*rows, (button("announce.history", HISTORY),))

    # -- while it goes out

    def pause(self, turn: Turn) -> None:
        """Hold it up."""
        self._done(turn, Announcements(turn.tx).pause(number_of(turn), turn.chat_id))

    def go_on(self, turn: Turn) -> None:
        """Let it go on."""
        self._done(turn, Announcements(turn.tx).go_on(number_of(turn), turn.chat_id))

    def let_be_loud(self, turn: Turn) -> None:
        """Let it go out in quiet hours too, which only an admin may decide."""
        admin = Staff(turn.tx).role_of(turn.chat_id) is Role.ADMIN
        self._done(turn, admin and Announcements(turn.tx).let_be_loud(number_of(turn), turn.chat_id))

    def stop(self, turn: Turn) -> None:
        """End it for good, after a yes."""
        number, sure = number_of(turn), turn.argument.partition("|")[2] == "yes"
        if sure:
            self._done(turn, Announcements(turn.tx).stop(number, turn.chat_id))
            return
        one = Announcements(turn.tx).get(number)
        if one is None or one.state not in ACTIVE:
            self._done(turn, done=False)
            return
        turn.show(
            turn.texts("history.stop_surely", number=number),
            (turn.button("history.stop_yes", STOP, str(number), "yes"),),
            (turn.button("history.stop_no", OPEN, str(number)),),
        )

    def withdraw(self, turn: Turn) -> None:
        """Take back the wish for a second confirmation: it is a draft again."""
        one = Announcements(turn.tx).get(number_of(turn))
        if one and one.written_by == turn.chat_id and Announcements(turn.tx).give_back(one.id, turn.chat_id):
            self._composer.show_desk(turn, one)
        else:
            self._done(turn, done=False)

    def _done(self, turn: Turn, done: bool) -> None:  # noqa: FBT001 - what came of it
        if not done:
            turn.show(turn.texts("history.too_late"))
            self._open(turn, 0)
            return
        turn.acts.append(Toast(turn.texts.bare("history.done")))
        one = Announcements(turn.tx).get(number_of(turn))
        if one is None or one.card_id != turn.message_id:  # a live card shows it by itself
            self._open(turn, over_of(turn))

    # -- afterwards

    @staticmethod
    def report(turn: Turn) -> None:
        """Make the report."""
        number = number_of(turn)
        if Announcements(turn.tx).get(number):
            turn.tx.audit(f"chat:{turn.chat_id}", "report", f"announcement:{number}")
        turn.acts.append(Survey(REPORT, {"id": number, "language": turn.language}))

    @staticmethod
    def _show_report(turn: Turn, one: Announcement, found: Mapping[str, Any]) -> None:
        texts, tally = turn.texts, tally_of(found)
        caption = texts("report.caption", number=one.id, counts=Html("\n".join(counts(texts, one, tally))))
        picture = Picture(texts.bare("report.picture_name", number=one.id), found["svg"])
        turn.acts.append(Screen(caption, picture=picture))
        if not found["listed"]:
            turn.show(texts("report.all_got_it"))
            return
        full = found["listed"] >= MOST_ROWS
        cut_off = texts("report.file_cut", most=texts.number(MOST_ROWS)) if full else ""
        file = Document(texts.bare("report.file_name", number=one.id), base64.b64decode(found["csv"]))
        words = texts.counted("report.file", count=found["listed"], note=cut_off)
        turn.acts.append(Screen(words, document=file))

    def ask_again(self, turn: Turn) -> None:
        """Ask for a yes before sending again, with what that may mean."""
        number, state = str(number_of(turn)), turn.argument.partition("|")[2]
        if state not in _SURELY:
            self._done(turn, done=False)
            return
        turn.show(
            turn.texts(_surely(Announcements(turn.tx).get(int(number)), Delivery(state))),
            (turn.button("history.again_yes", AGAIN_YES, number, state),),
            (turn.button("announce.history", HISTORY),),
        )

    def again(self, turn: Turn) -> None:
        """Send again to those in one state; a second tap finds none of them left."""
        number, state = number_of(turn), turn.argument.partition("|")[2]
        one = Announcements(turn.tx).get(number)
        waits = one is not None and one.state is State.DONE and state in _SURELY
        done = waits and Announcements(turn.tx).again(number, Delivery(state), turn.chat_id)
        self._done(turn, bool(done))

    def recall(self, turn: Turn) -> None:
        """Begin to take it back everywhere."""
        self._follow_up(turn, Action.RECALL)

    def correct(self, turn: Turn) -> None:
        """Begin to put other words in its place everywhere."""
        self._follow_up(turn, Action.CORRECT)

    def _follow_up(self, turn: Turn, action: Action) -> None:
        announcements = Announcements(turn.tx)
        one = announcements.get(number_of(turn))
        if one is None or one.action is not Action.SEND or one.state in {State.DRAFT, State.AWAITING}:
            self._done(turn, done=False)
            return
        if one.state in ACTIVE:
            turn.show(turn.texts("history.stop_first"), (turn.button("progress.open", OPEN, str(one.id)),))
            return
        draft = announcements.begin(turn.chat_id, action, announcements.corrected(one))
        self._composer.show_desk(turn, draft)

    def reuse(self, turn: Turn) -> None:
        """Begin a new announcement with the same words and audience."""
        announcements = Announcements(turn.tx)
        one = announcements.get(number_of(turn))
        if one is None or one.action is not Action.SEND or one.state in {State.DRAFT, State.AWAITING}:
            self._done(turn, done=False)
            return
        self._composer.show_desk(
            turn, announcements.begin(turn.chat_id, Action.SEND, announcements.corrected(one))
        )


_FOLLOWERS = {
    Action.SEND: key("history.corrected_by"),
    Action.CORRECT: key("history.corrected_by"),
    Action.RECALL: key("history.recalled_by"),
}
_AGAIN = {Delivery.FAILED: key("history.again_failed"), Delivery.UNKNOWN: key("history.again_unknown")}
_SURELY = {
    Delivery.FAILED: key("history.again_failed_surely"),
    Delivery.UNKNOWN: key("history.again_unknown_surely"),
}


def _line(texts: Texts, one: Announcement) -> str:
    """Return an announcement as a button."""
    words = describe.message(texts, one.message, DEFAULT_LANGUAGE).partition("\n")[0]
    if one.action is Action.RECALL:
        words = texts.bare("history.recall", number=one.original_id)
    state = texts(STATE_NAMES[one.state])
    return cut(bare(texts("history.line", number=one.id, state=state, words=Html(words))), _LABEL)


def _surely(one: Announcement | None, state: Delivery) -> str:
    """Return what to ask before it is tried again: deleting and editing can be repeated without harm."""
    return _SURELY[state] if one is None or one.action is Action.SEND else key("history.again_surely")


def tally_of(found: Mapping[str, Any]) -> Tally:
    """Return the tally out of what a survey found."""
    total: dict[Delivery, int] = {}
    for state, _, number in found["rows"]:
        total[Delivery(state)] = total.get(Delivery(state), 0) + number
    return Tally(total)


def _reasons(texts: Texts, found: Mapping[str, Any]) -> list[Html]:
    return [
        texts("history.reason", reason=texts(REASON_NAMES[Reason(reason)]), count=texts.number(number))
        for _, reason, number in found["rows"]
        if reason
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
