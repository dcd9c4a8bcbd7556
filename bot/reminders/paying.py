"""Reminders of days until which to pay: only days that the office recorded, once each."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.chats.store import Chats
from bot.clock import office_day
from bot.dialogue.screen import Button, Screen
from bot.front.ways import HowToPay, Mute, Office, SaidPaid, Status
from bot.mutes.store import Mutes
from bot.registration.paying import PAYABLE, show_how_to_pay
from bot.registration.receipt import masked_number
from bot.registration.store import Registrations
from bot.registration.whose import whose
from bot.reminders.store import Deadline, DueChat, Occasions
from bot.terms.news import NewsKind
from bot.texts import Html, key

if TYPE_CHECKING:
    from bot.front.port import Port
    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.texts import Texts
    from bot.turns.turn import Turn

_AT_ONCE = 200  # chats noted in one unit of work
_HEADINGS = {
    Deadline.PAY: key("due.pay"),
    Deadline.PROTECTION: key("due.protection"),
    Deadline.GRACE: key("due.grace"),
}


class PaymentReminders:
    """Looks for days that come near, and says what is to be paid."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._before = timedelta(days=resources.announcements.payment_days)

    async def look(self, store: Store, _: Port) -> None:
        """Note every chat that has a day within the days before which it is reminded."""
        for deadline in Deadline:
            after: DueChat | None = None
            while found := await store.run(partial(self._note, deadline, after)):
                after = found

    def _note(self, deadline: Deadline, after: DueChat | None, tx: Transaction) -> DueChat | None:
        today = tx.clock.today()
        due = Occasions(tx).due(deadline, today + self._before, after or DueChat(today, 0), _AT_ONCE)
        for one in due:
            Recipients(tx).add_own(Recipient(Standing.PAYMENT, one.chat_id, f"{deadline}.{one.day}"))
        return due[-1] if due else None

    def screen(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return the reminder of a day, of all registrations of a chat; None where none has it any more."""
        name, _, written = subject.partition(".")
        deadline, day, chat = Deadline(name), date.fromisoformat(written), Chats(tx).get(chat_id)
        due = [one for one in Registrations(tx).shown_in(chat_id) if _is_due(one, deadline, day)]
        if chat is None or not due or tx.clock.today() > day:
            return None
        texts = self._resources.catalogues[chat.language]
        lines = [_line(tx, texts, one) for one in due]
        only = due[0].id if len(due) == 1 else ""
        return Screen(
            texts("due.reminder", heading=texts(_HEADINGS[deadline], day=texts.date(day)),
                  lines=Html("\n".join(lines))),
            (
                (Button(texts("pay.button"), HowToPay(only).pack()),),
                (Button(texts("due.paid"), SaidPaid(day.isoformat()).pack()),),
                (Button(texts("due.stop"), Mute(NewsKind.PAYMENT).pack()),),
            ),
        )  # fmt: skip


def _is_due(registration: Registration, deadline: Deadline, day: date) -> bool:
    recorded = registration.recorded
    told_already = deadline is not Deadline.PAY and recorded.pay_until == day
    return (
        registration.stage in PAYABLE
        and getattr(recorded, deadline) == day
        and registration.said_paid != day
        and not told_already
    )


def _line(tx: Transaction, texts: Texts, registration: Registration) -> Html:
    of, number = whose(texts, Registrations(tx).answers(registration.id)), masked_number(registration)
    amount = registration.recorded.sum
    if amount is None:
        return texts("stage_news.line", whose=of, number=number)
    return texts("due.line", whose=of, number=number, sum=texts.money(amount))


def remind_me(turn: Turn) -> None:
    """Take reminders of payments again, and say when they come."""
    Mutes(turn.tx).unmute(turn.chat_id, NewsKind.PAYMENT)
    today = office_day(turn.now)
    next_day = min((day for day in _recorded_days(turn) if day >= today), default=None)
    turn.show(_promise(turn, next_day), (turn.button("due.stop", Mute(NewsKind.PAYMENT)),))


def _recorded_days(turn: Turn) -> list[date]:
    """Return the days until which the registrations of this chat are to be paid, or are paid."""
    shown = Registrations(turn.tx).shown_in(turn.chat_id)
    recorded = [one.recorded for one in shown if one.stage in PAYABLE]
    return [day for one in recorded for day in (one.pay_until, one.protected_until) if day]


def _promise(turn: Turn, day: date | None) -> Html:
    """Return when somebody is reminded of a day."""
    if day is None:
        return turn.texts("due.no_day_yet")
    on = day - timedelta(days=turn.resources.announcements.payment_days)
    if on <= office_day(turn.now):
        return turn.texts("due.near", day=turn.texts.date(day))
    return turn.texts("due.will_remind", on=turn.texts.date(on), day=turn.texts.date(day))


def said_paid(turn: Turn, data: SaidPaid) -> None:
    """Note that somebody says to have paid: no reminder of that day comes any more."""
    Registrations(turn.tx).say_paid(turn.chat_id, date.fromisoformat(data.day))
    turn.show(
        turn.texts("due.thanks"),
        (turn.button("menu.status", Status()), turn.button("answer.person", Office())),
    )


def paid_by_word(turn: Turn) -> None:
    """Take the words of the button: for the next day until which something is to be paid in this chat."""
    if days := _recorded_days(turn):
        said_paid(turn, SaidPaid(min(days).isoformat()))
    else:
        show_how_to_pay(turn)
