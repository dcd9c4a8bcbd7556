"""From an update to the calls that answer it: one unit of work, driven through PTB's Application."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from bot import logs
from bot.dialogue.data import OutdatedError
from bot.front.handlers import UnknownCommandError
from bot.gateway.application import build
from bot.gateway.calls import to_calls
from bot.gateway.errands import Errands, Result
from bot.gateway.events import event_of
from bot.gateway.host import Host
from bot.gateway.kinds import ALLOWED_UPDATES
from bot.gateway.parsing import read_update
from bot.gateway.rooms import features
from bot.gateway.unit import Came, Unit

if TYPE_CHECKING:
    from bot.dialogue.screen import Screen
    from bot.front.feature import Job
    from bot.front.schedule import Schedule
    from bot.gateway.bot_api import ApiBot
    from bot.gateway.calls import Call
    from bot.gateway.sender import Sender
    from bot.gateway.turns import StoredTurn
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

OwnScreen = Callable[["Transaction", int, str], "Screen | None"]

log = logging.getLogger(__name__)


class Dispatcher:
    """Drives the handlers of the features."""

    def __init__(
        self, bot: ApiBot, resources: Resources, schedule: Schedule, store: Store, sender: Sender
    ) -> None:
        self._bot, self._resources, self._store, self._sender = bot, resources, store, sender
        found = features(resources, schedule)
        self.jobs: list[Job] = [job for one in found for job in one.jobs]
        self.host = Host(found, resources)
        own = [one for each in found for one in each.own_messages]
        self.own_messages = {one.standing: replace(one, screen=self._dressing(one.screen)) for one in own}
        self._errands = Errands(found)
        self.application = build(bot, self.host.handlers())

    def apply(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Apply one update, or what came of an errand, inside `tx`; return the calls that answer it."""
        with logs.about(stored.name):
            return self._apply(tx, stored)

    def _apply(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        raw = stored.update or {}
        if stored.is_own:
            return self._go_on(tx, stored.chat_id, msgspec.convert(raw, Result))
        if not any(kind in raw for kind in ALLOWED_UPDATES):
            return []  # of a kind that nobody asked for
        update = read_update(raw, self._bot)
        unit = self._unit(tx, stored.chat_id, Came(update, event_of(update, stored.received_at)))
        try:
            self.application.apply(update, unit)
        except (OutdatedError, UnknownCommandError) as error:
            turn = unit.turn  # made here at the latest, and with it what is done upon arrival
            turn.acts[:] = unit.upon_arrival
            self.host.refuse(turn, error)
        return unit.calls(update.callback_query.id if update.callback_query else "")

    def _dressing(self, screen: OwnScreen) -> OwnScreen:
        """Return what makes the screen of an own message, with what features add to any screen."""

        def dressed(tx: Transaction, chat_id: int, subject: str) -> Screen | None:
            made = screen(tx, chat_id, subject)
            return self.host.dressed(tx, chat_id, made) if made else None

        return dressed

    def _unit(self, tx: Transaction, chat_id: int, came: Came | None = None) -> Unit:
        return Unit(tx, self._resources, self.host, self._bot.username, chat_id, came)

    def apologise(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Return what to say to the person whose update could not be applied, and the way on."""
        if stored.chat_id <= 0:
            return []
        turn = self._unit(tx, stored.chat_id).turn
        log.error("turn %s is set aside, form %s", stored.name, turn.position.form or "none")
        self.host.show_ways_on(turn, turn.texts("error.apology", office=turn.office()))
        return to_calls(turn.chat_id, turn.acts)

    async def do(self, errand: str) -> bytes | None:
        """Do an errand; return what came of it, None where it could not be done."""
        return await self._errands.do(errand, self._store, self._sender)

    def _go_on(self, tx: Transaction, chat_id: int, result: Result) -> list[Call]:
        """Let the feature that had an errand done go on with what came of it."""
        unit = self._unit(tx, chat_id)
        self._errands.take(unit.turn, result)
        return unit.calls()
