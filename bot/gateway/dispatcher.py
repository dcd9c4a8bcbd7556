"""From an update to the calls that answer it: one unit of work, driven through PTB's Application."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from bot.dialogue.data import OutdatedError
from bot.dialogue.screen import Delete
from bot.front.handlers import UnknownCommandError
from bot.gateway.application import build
from bot.gateway.calls import to_calls
from bot.gateway.events import event_of
from bot.gateway.host import Host
from bot.gateway.parsing import read_update
from bot.gateway.rooms import features
from bot.gateway.unit import Came, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.front.feature import Job
    from bot.front.schedule import Schedule
    from bot.gateway.bot_api import ApiBot
    from bot.gateway.calls import Call
    from bot.gateway.turns import StoredTurn
    from bot.resources import Resources
    from bot.store.transaction import Transaction

log = logging.getLogger(__name__)


class Dispatcher:
    """Drives the handlers of the features."""

    def __init__(self, bot: ApiBot, resources: Resources, schedule: Schedule) -> None:
        self._bot, self._resources = bot, resources
        found = features(resources, schedule)
        self.own_messages = {one.standing: one for each in found for one in each.own_messages}
        self.jobs: list[Job] = [job for one in found for job in one.jobs]
        self.host = Host(found, resources)
        self.application = build(bot, self.host.handlers())

    def apply(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Apply one update inside `tx`; return the calls that answer it."""
        raw = stored.update or {}
        update = read_update(raw, self._bot)
        unit = self._unit(tx, stored.chat_id, Came(update, event_of(update, stored.received_at)))
        try:
            self.application.apply(update, unit)
        except (OutdatedError, UnknownCommandError) as error:
            unit.turn.acts.clear()
            self.host.refuse(unit.turn, error)
        return unit.calls(update.callback_query.id if update.callback_query else "")

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

    def take_file(
        self, tx: Transaction, chat_id: int, context: Mapping[str, Any], content: bytes | None
    ) -> list[Call]:
        """Hand a file that was fetched to the form that asked for it; elsewhere only delete its message."""
        unit = self._unit(tx, chat_id)
        if not self.host.take_file(unit.turn, context["draft"], context["message_id"], content):
            unit.turn.acts.append(Delete(context["message_id"]))
        return unit.calls()

    def survey(self, tx: Transaction, about: str, values: Mapping[str, Any]) -> bytes:
        """Look through the store for a feature that asked for it."""
        return json.dumps(self.host.surveys[about].look(tx, values)).encode()

    def take_survey(
        self, tx: Transaction, chat_id: int, context: Mapping[str, Any], found: bytes
    ) -> list[Call]:
        """Hand what was found to the feature that asked, if that may still be shown."""
        unit, about = self._unit(tx, chat_id), context["about"]
        survey = self.host.surveys[about]
        if unit.turn.allowed(survey.right, about):
            table = json.loads(found) if found else None
            survey.take(unit.turn, context["values"], table or None)
        return unit.calls()

    def take_receipt(self, tx: Transaction, chat_id: int, receipt: str, *, arrived: bool) -> list[Call]:
        """Tell the feature that wanted to know whether Telegram took a message."""
        unit = self._unit(tx, chat_id)
        self.host.take_receipt(unit.turn, receipt, arrived)
        return unit.calls()
