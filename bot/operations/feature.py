"""The front door: how the program is, alarms, a backup each night."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.announcements.states import Standing
from bot.front.feature import Feature, Job, OwnMessage
from bot.front.handlers import Command, Tap
from bot.operations import taps as data
from bot.operations.backups import back_up_nightly
from bot.operations.chat import Operating
from bot.operations.watching import Watch
from bot.terms.news import NewsKind
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.transaction import Transaction

_RIGHT: Final = Right.OPERATE
_LOOK, _BACK_UP = timedelta(seconds=30), timedelta(minutes=10)


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers and looks for."""
    watch = Watch(resources)
    operating = Operating(resources, watch)
    return Feature(
        handlers=[
            Command("mesin", operating.show, label=key("command.mesin"), order=14, right=_RIGHT),
            Tap(data.Handle, operating.handle, right=_RIGHT),
        ],
        own_messages=[OwnMessage(Standing.ALARM, NewsKind.NEWS, operating.screen, _always, is_urgent=True)],
        jobs=[
            Job("machine: looking", _LOOK, watch.look),
            Job("machine: backup", _BACK_UP, partial(back_up_nightly, resources=resources)),
        ],
    )


def _always(_: Transaction, __: str) -> bool:
    return True
