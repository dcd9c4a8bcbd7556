"""The front door: what the bot says of itself, and when it looks for occasions."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.announcements.states import Standing
from bot.front.feature import Feature, Job, OwnMessage
from bot.reminders.messages import OwnMessages, note_discount_warnings, note_reminders
from bot.terms.news import Kind

if TYPE_CHECKING:
    from bot.front.pace import Pace
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction


def feature(resources: Resources, _: Pace) -> Feature:
    """Return all that this room says and looks for."""
    messages = OwnMessages(resources)
    return Feature(
        own_messages=[
            OwnMessage(Standing.STAGE, Kind.NEWS, messages.stage_news, _always, is_urgent=True),
            OwnMessage(Standing.REMINDER, Kind.REMINDER, messages.reminder, messages.is_left_alone),
            OwnMessage(Standing.DISCOUNT, Kind.CONTRIBUTIONS, messages.discount_warning, _always),
        ],
        jobs=[
            Job("reminders", timedelta(minutes=1), partial(_remind, resources=resources)),
            Job("discount warnings", timedelta(hours=1), partial(_warn, resources=resources)),
        ],
    )


def _always(_: Transaction, __: str) -> bool:
    return True


async def _remind(store: Store, resources: Resources) -> None:
    hours = resources.announcing.reminder_hours
    while await store.run(lambda tx: note_reminders(tx, hours)):
        pass


async def _warn(store: Store, resources: Resources) -> None:
    last: int | None = 0
    while last is not None:
        last = await store.run(partial(_warn_some, resources=resources, after=last))


def _warn_some(tx: Transaction, resources: Resources, after: int) -> int | None:
    return note_discount_warnings(tx, resources, after)
