"""How updates reach the bot: long polling with `getUpdates`, or a webhook."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.sandbox.refusals import RefusedError, conflict

if TYPE_CHECKING:
    from bot.sandbox.faults import Faults
    from bot.sandbox.people import Json
    from bot.sandbox.updates import Update, UpdateQueue
    from bot.sandbox.webhook import WebhookDelivery

MAX_BATCH = 100
MAX_TIMEOUT = 50
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class LongPolling:
    """Hands new updates to whoever is to have them now."""

    def __init__(self, queue: UpdateQueue, faults: Faults, webhook: WebhookDelivery) -> None:
        self.queue = queue
        self.faults = faults
        self.webhook = webhook
        self._waiting: asyncio.Future[None] | None = None
        queue.on_push = self._pushed
        queue.on_webhook = self._switched

    async def poll(self, args: Json) -> str:
        """`getUpdates`: confirm what lies before the offset, then answer or wait; JSON text."""
        queue = self.queue
        if queue.webhook is not None:
            raise conflict(WEBHOOK_ACTIVE)
        self._terminate(conflict(OTHER_POLLER))
        queue.allow(args.get("allowed_updates"))
        self._confirm(args.get("offset", 0))
        limit = min(max(args.get("limit", MAX_BATCH), 1), MAX_BATCH)
        timeout = min(max(args.get("timeout", 0), 0), MAX_TIMEOUT)
        batch = queue.batch(limit)
        if not batch and timeout:
            await self._wait(timeout)
            batch = queue.batch(limit)
        return f"[{','.join([update.body for update in batch])}]"

    def _confirm(self, offset: int) -> None:
        if not offset:
            return
        confirmed = self.queue.confirm(offset)
        if not self.faults:
            return
        for update in confirmed:
            if self.faults.repeats(update.chat_id):
                self.queue.repeats.append(update)

    async def _wait(self, seconds: float) -> None:
        self._waiting = waiting = asyncio.get_running_loop().create_future()
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(waiting, seconds)
        finally:
            if self._waiting is waiting:
                self._waiting = None

    def _terminate(self, refusal: RefusedError) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(refusal)

    def _pushed(self, update: Update) -> None:
        if self.queue.webhook is not None:
            self.webhook.enlist(update)
        elif self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _switched(self) -> None:
        self._terminate(conflict("terminated by setWebhook request"))
        self.webhook.restart()

    async def stop(self) -> None:
        """Let a waiting poller go and end the deliveries."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        await self.webhook.stop()
