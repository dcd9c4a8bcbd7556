"""Delivery by webhook: in order per chat, chats side by side, again until acknowledged."""

from __future__ import annotations

import asyncio
from collections import deque
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp

if TYPE_CHECKING:
    from bot.sandbox.faults import Faults
    from bot.sandbox.updates import Update, UpdateQueue, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
TIMEOUT = aiohttp.ClientTimeout(total=30)


class WebhookDelivery:
    """Posts updates to the address of `setWebhook`."""

    def __init__(self, queue: UpdateQueue, faults: Faults, backoff: tuple[float, float] = (0.2, 5.0)) -> None:
        self.queue = queue
        self.faults = faults
        self.backoff = backoff
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(1)
        self._session: aiohttp.ClientSession | None = None

    def restart(self) -> None:
        """Begin anew with the webhook as it is set now; unacknowledged updates go again."""
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()
        if self.queue.webhook is None:
            return
        self._slots = asyncio.Semaphore(self.queue.webhook.max_connections)
        for update in tuple(self.queue.pending.values()):
            self.enlist(update)

    def enlist(self, update: Update) -> None:
        """Put an update at the end of its chat's lane."""
        lane = self._lanes.get(update.chat_id)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.chat_id] = lane = deque([update])
        task = asyncio.create_task(self._run(update.chat_id, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, chat_id: int, lane: deque[Update]) -> None:
        webhook = self.queue.webhook
        while lane and webhook is not None:
            await self._deliver(webhook, lane[0])
            update = lane.popleft()
            if self.faults and self.faults.repeats(chat_id):
                lane.appendleft(update)
        self._lanes.pop(chat_id, None)

    async def _deliver(self, webhook: Webhook, update: Update) -> None:
        pause, longest = self.backoff
        while error := await self._post(webhook, update):
            webhook.last_error_message = error
            webhook.last_error_date = int(self.queue.clock())
            await asyncio.sleep(pause)
            pause = min(pause * 2, longest)
        self.queue.pending.pop(update.update_id, None)

    async def _post(self, webhook: Webhook, update: Update) -> str:
        """Send once; what went wrong, or nothing."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers[SECRET_HEADER] = webhook.secret_token
        body = update.body.encode()
        try:
            async with (
                self._slots,
                self._open().post(webhook.url, data=body, headers=headers, allow_redirects=False) as response,
            ):
                await response.read()
                if response.status // 100 == HTTPStatus.OK // 100:
                    return ""
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            return "Connection timed out"
        except (aiohttp.ClientError, OSError):
            return "Connection refused"

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=connector, timeout=TIMEOUT, trust_env=False)
        return self._session

    async def stop(self) -> None:
        """End all deliveries; what was not acknowledged stays in the queue."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._lanes.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None
