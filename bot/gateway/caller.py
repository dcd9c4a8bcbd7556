"""Making one call of the Bot API, once: its verdict, of which the pacer learns."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.gateway.pacer import Lane
from bot.gateway.verdicts import verdict_of
from bot.terms.verdicts import Done, NotSent, TryAfter, Unknown, Unserved

if TYPE_CHECKING:
    from bot.gateway.bot_api import ApiBot
    from bot.gateway.calls import Call
    from bot.gateway.pacer import Pacer
    from bot.terms.verdicts import Verdict
    from bot.vitals import Vitals

log = logging.getLogger(__name__)


class Caller:
    """Makes calls. When a call may be made is for others to say."""

    def __init__(self, bot: ApiBot, pacer: Pacer, vitals: Vitals) -> None:
        self._bot, self._pacer, self._vitals = bot, pacer, vitals

    async def make(
        self, chat_id: int, call: Call, lane: Lane = Lane.PEOPLE, seconds: float | None = None
    ) -> Verdict:
        """Make a call for a chat; return what came of it. `seconds`: how long to wait for the answer."""
        try:
            result = await self._bot.call(call.method, call.params, seconds)
        except TelegramError as error:
            verdict = verdict_of(error)
            self._vitals.note_call(type(verdict).__name__)
            if isinstance(verdict, TryAfter):
                self._pacer.refused(chat_id, verdict.seconds, lane)
            elif isinstance(verdict, NotSent | Unknown | Unserved):
                log.warning("%s failed, chat %s: %s", call.method, chat_id, type(error).__name__)
            return verdict
        self._vitals.note_call(Done.__name__)
        self._pacer.sent(chat_id)
        return verdict_of(result)

    async def ask(self, method: str) -> Verdict:
        """Make a call that changes nothing and belongs to no chat."""
        try:
            return verdict_of(await self._bot.call(method, {}))
        except TelegramError as error:
            return verdict_of(error)
