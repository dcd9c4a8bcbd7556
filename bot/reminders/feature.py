"""The front door: what the bot says of itself, and when it looks for occasions."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.announcements.states import Standing
from bot.front import ways
from bot.front.feature import Feature, Job, OwnMessage
from bot.front.handlers import Tap, taps
from bot.reminders.own_messages import (
    OwnMessages,
    note_discount_warnings,
    note_reminders,
    note_waiting_news,
)
from bot.reminders.paying import PaymentReminders, paid_by_word, remind_me, said_paid
from bot.terms.news import NewsKind
from bot.texts import key

if TYPE_CHECKING:
    from bot.announcements.recipients import LeftDraft
    from bot.front.port import Port
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room says and looks for."""
    messages, payments = OwnMessages(resources), PaymentReminders(resources)
    return Feature(
        handlers=[Tap(ways.SaidPaid, said_paid), *taps({ways.RemindMe: remind_me})],
        typed={key("due.paid"): paid_by_word},
        own_messages=[
            OwnMessage(Standing.STAGE, NewsKind.NEWS, messages.stage_news, _always, is_urgent=True),
            OwnMessage(Standing.REMINDER, NewsKind.REMINDER, messages.reminder, messages.is_left_alone),
            OwnMessage(Standing.PAYMENT, NewsKind.PAYMENT, payments.screen, _always),
            OwnMessage(Standing.DISCOUNT, NewsKind.CONTRIBUTIONS, messages.discount_warning, _always),
        ],
        jobs=[
            Job("reminders", timedelta(minutes=1), _Reminding(resources).run),
            Job("news that wait", timedelta(seconds=2), partial(_tell_waiting, resources=resources)),
            Job("payment reminders", timedelta(hours=1), payments.look),
            Job("discount warnings", timedelta(hours=1), partial(_warn, resources=resources)),
        ],
    )


async def _tell_waiting(store: Store, _: Port, resources: Resources) -> None:
    await store.run(lambda tx: note_waiting_news(tx, resources.announcements.gather_seconds))


def _always(_: Transaction, __: str) -> bool:
    return True


class _Reminding:
    """Looks at each draft once: begins where it ended the last time."""

    def __init__(self, resources: Resources) -> None:
        self._hours = resources.announcements.reminder_hours
        self._last: LeftDraft | None = None

    async def run(self, store: Store, _: Port) -> None:
        while left := await store.run(lambda tx: note_reminders(tx, self._hours, self._last)):
            self._last = left


async def _warn(store: Store, _: Port, resources: Resources) -> None:
    last: int | None = 0
    while last is not None:
        last = await store.run(partial(_warn_some, resources=resources, after=last))


def _warn_some(tx: Transaction, resources: Resources, after: int) -> int | None:
    return note_discount_warnings(tx, resources, after)
