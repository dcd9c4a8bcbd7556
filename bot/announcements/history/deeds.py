"""What can be done to an announcement that was confirmed: while it goes out, and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.history.counting import tell_done
from bot.announcements.history.surveys import MakeReport
from bot.announcements.states import ACTIVE, Action, Delivery, State, Trouble
from bot.announcements.store import Announcements
from bot.announcements.taps import YES, AgainYes, History, Open, Stop
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.taps import (
        Again,
        Correct,
        GoOn,
        Loud,
        OtherTime,
        Pause,
        Recall,
        Report,
        Reuse,
        Withdraw,
    )
    from bot.turns.turn import Turn

_SURELY = {
    Delivery.FAILED: key("history.again_failed_surely"),
    Delivery.UNKNOWN: key("history.again_unknown_surely"),
}


class Deeds:
    """The deeds, each once: a second tap finds it done."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    # -- while it goes out

    @staticmethod
    def pause(turn: Turn, data: Pause) -> None:
        """Hold it up."""
        tell_done(turn, data.number, Announcements(turn.tx).pause(data.number, turn.chat_id))

    @staticmethod
    def go_on(turn: Turn, data: GoOn) -> None:
        """Let it go on."""
        tell_done(turn, data.number, Announcements(turn.tx).go_on(data.number, turn.chat_id))

    @staticmethod
    def let_be_loud(turn: Turn, data: Loud) -> None:
        """Let it go out in quiet hours too."""
        may = turn.may(Right.LIFT_QUIET_HOURS)
        done = may and Announcements(turn.tx).let_be_loud(data.number, turn.chat_id)
        tell_done(turn, data.number, done)

    @staticmethod
    def stop(turn: Turn, data: Stop) -> None:
        """End it for good, after a yes."""
        number = data.number
        if data.sure == YES:
            tell_done(turn, number, Announcements(turn.tx).stop(number, turn.chat_id))
            return
        one = Announcements(turn.tx).get(number)
        if one is None or one.state not in ACTIVE:
            tell_done(turn, number, done=False)
            return
        turn.show(
            turn.texts("history.stop_surely", number=number),
            (turn.button("history.stop_yes", Stop(number, YES)),),
            (turn.button("history.stop_no", Open(number)),),
        )

    def other_time(self, turn: Turn, data: OtherTime) -> None:
        """End one that missed its time, and ask when it is to go out as a new one: it is confirmed anew."""
        announcements = Announcements(turn.tx)
        one = announcements.get(data.number)
        missed = one is not None and one.state is State.HALTED and one.trouble is Trouble.MISSED
        if one and missed and announcements.stop(one.id, turn.chat_id):
            self._drafting.ask_when(turn, announcements.begin(turn.chat_id, Action.SEND, one))
        else:
            tell_done(turn, data.number, done=False)

    def withdraw(self, turn: Turn, data: Withdraw) -> None:
        """Take back the wish for a second confirmation: it is a draft again."""
        one = Announcements(turn.tx).get(data.number)
        if one and one.written_by == turn.chat_id and Announcements(turn.tx).give_back(one.id, turn.chat_id):
            self._drafting.show_desk(turn, one)
        else:
            tell_done(turn, data.number, done=False)

    # -- afterwards

    @staticmethod
    def report(turn: Turn, data: Report) -> None:
        """Make the report."""
        number = data.number
        if Announcements(turn.tx).get(number):
            turn.tx.audit(f"chat:{turn.chat_id}", "report", f"announcement:{number}")
        turn.acts.append(MakeReport(number, turn.language))

    @staticmethod
    def ask_again(turn: Turn, data: Again) -> None:
        """Ask for a yes before sending again, with what that may mean."""
        if data.state not in _SURELY:
            tell_done(turn, data.number, done=False)
            return
        turn.show(
            turn.texts(_surely(Announcements(turn.tx).get(data.number), Delivery(data.state))),
            (turn.button("history.again_yes", AgainYes(data.number, data.state)),),
            (turn.button("announce.history", History()),),
        )

    @staticmethod
    def again(turn: Turn, data: AgainYes) -> None:
        """Send again to those in one state; a second tap finds none of them left."""
        number, state = data.number, data.state
        one = Announcements(turn.tx).get(number)
        waits = one is not None and one.state is State.DONE and state in _SURELY
        done = waits and Announcements(turn.tx).again(number, Delivery(state), turn.chat_id)
        tell_done(turn, number, bool(done))

    def recall(self, turn: Turn, data: Recall) -> None:
        """Begin to take it back everywhere."""
        self._follow_up(turn, data.number, Action.RECALL)

    def correct(self, turn: Turn, data: Correct) -> None:
        """Begin to put other words in its place everywhere."""
        self._follow_up(turn, data.number, Action.CORRECT)

    def _follow_up(self, turn: Turn, number: int, action: Action) -> None:
        announcements = Announcements(turn.tx)
        one = announcements.get(number)
        if one is None or one.action is not Action.SEND or one.state in {State.DRAFT, State.AWAITING}:
            tell_done(turn, number, done=False)
            return
        if one.state in ACTIVE:
            turn.show(turn.texts("history.stop_first"), (turn.button("progress.open", Open(one.id)),))
            return
        draft = announcements.begin(turn.chat_id, action, announcements.corrected(one))
        self._drafting.show_desk(turn, draft)

    def reuse(self, turn: Turn, data: Reuse) -> None:
        """Begin a new announcement with the same words and audience."""
        announcements = Announcements(turn.tx)
        one = announcements.get(data.number)
        if one is None or one.action is not Action.SEND or one.state in {State.DRAFT, State.AWAITING}:
            tell_done(turn, data.number, done=False)
            return
        self._drafting.show_desk(
            turn, announcements.begin(turn.chat_id, Action.SEND, announcements.corrected(one))
        )


def _surely(one: Announcement | None, state: Delivery) -> str:
    """Return what to ask before it is tried again: deleting and editing can be repeated without harm."""
    return _SURELY[state] if one is None or one.action is Action.SEND else key("history.again_surely")
