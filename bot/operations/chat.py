"""/mesin: how the program is; what is said when something is wrong; who looks after it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chats.store import Chats
from bot.dialogue.data import OutdatedError
from bot.dialogue.screen import Button, Screen
from bot.operations import taps
from bot.operations.store import Alarms
from bot.operations.watching import alarm_in
from bot.operations.words import WORDS, advice, line, said
from bot.staff.store import Staff
from bot.terms.roles import Right, may
from bot.texts import Html

if TYPE_CHECKING:
    from bot.dialogue.screen import Rows
    from bot.operations.store import Alarm
    from bot.operations.watching import Watch
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Texts
    from bot.turns.turn import Turn


class Operating:
    """What is said of the program itself."""

    def __init__(self, resources: Resources, watch: Watch) -> None:
        self._resources, self._watch = resources, watch

    def show(self, turn: Turn) -> None:
        """Show all that is looked at, and the alarms that are open."""
        last = self._watch.last
        if last is None:
            turn.show(turn.texts("health.not_yet"))
            return
        found = list(self._watch.findings())
        lines = Html("\n".join(line(turn.texts, one) for one in found))
        text = turn.texts("health.all", at=turn.texts.moment(last.now), lines=lines)
        turn.show(text, *self._rows(turn))

    def _rows(self, turn: Turn) -> Rows:
        return tuple(
            (turn.labelled(turn.texts("health.mine_this", what=_name(turn.texts, one)), taps.Handle(one.id)),)
            for one in Alarms(turn.tx).open()
            if one.handled_by is None
        )

    def handle(self, turn: Turn, data: taps.Handle) -> None:
        """Note that somebody looks after an alarm; whoever taps later reads who does."""
        alarms = Alarms(turn.tx)
        alarm = alarms.get(data.alarm)
        if alarm is None:
            raise OutdatedError("no such alarm")
        name = _name(turn.texts, alarm)
        if alarms.handle(alarm.id, turn.chat_id):
            turn.show(turn.texts("health.yours", what=name))
        elif alarm.handled_by == turn.chat_id:
            turn.show(turn.texts("health.yours_already", what=name))
        else:
            who = Staff(turn.tx).name_of(alarm.handled_by or 0)
            turn.show(turn.texts("health.theirs", what=name, name=who))

    # -- alarms

    def screen(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return what is said of an alarm; None where it passed before it could be told."""
        alarm, is_over = alarm_in(tx, subject)
        role, chat = Staff(tx).role_of(chat_id), Chats(tx).get(chat_id)
        if alarm is None or chat is None or not may(role, Right.OPERATE):
            return None
        texts = self._resources.catalogues[chat.language]
        if is_over:
            return Screen(_over(texts, alarm))
        if alarm.over_at:
            return None
        text = texts(
            "health.alarm", name=_name(texts, alarm), said=said(texts, alarm.finding),
            do=advice(texts, alarm.finding), since=texts.moment(alarm.since),
        )  # fmt: skip
        return Screen(text, ((Button(texts.bare("health.mine"), taps.Handle(alarm.id).pack()),),))


def _name(texts: Texts, alarm: Alarm) -> Html:
    return texts(WORDS[alarm.finding.concern].name)


def _over(texts: Texts, alarm: Alarm) -> Html:
    values = alarm.finding.values
    since = alarm.seen_at - timedelta(minutes=int(values["minutes"]))
    until = texts.moment(alarm.over_at or alarm.seen_at)
    text = texts("health.heard_again", since=texts.moment(since), until=until)
    if not values["lost"]:
        return text
    what_is_lost = texts("health.messages_lost")
    return Html(f"{text}\n\n{what_is_lost}")
