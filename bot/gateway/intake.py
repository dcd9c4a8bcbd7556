"""Receiving updates: by long polling, or by webhook. Acknowledged is only what is in the store."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import socket
from functools import partial
from typing import TYPE_CHECKING, Any

from aiohttp import web
from telegram.error import Conflict, TelegramError

from bot.errors import ConfigurationError
from bot.gateway import turns
from bot.gateway.events import chat_of, is_id
from bot.gateway.request import UnreadableError
from bot.gateway.verdicts import verdict_of
from bot.keeper import Policy
from bot.logs import where
from bot.store.failures import StoreFaultError
from bot.terms.verdicts import TryAfter

if TYPE_CHECKING:
    from bot.gateway.bot_api import ApiBot
    from bot.gateway.lanes import Lanes
    from bot.gateway.turns import StoredTurn
    from bot.settings import Webhook
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

_POLL_SECONDS = 25
_GRACE_SECONDS = 15  # beyond the long poll, before the connection is thought dead
_BATCH = 100  # Bot API, getUpdates: limit
POLLING = Policy(first_pause=0.2, longest_pause=15.0, passing=(TelegramError, StoreFaultError))
_LARGEST_UPDATE = 1 << 20  # bytes
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
MAX_CONNECTIONS = 100
# What is asked of Telegram: nothing else is delivered (Bot API, getUpdates: allowed_updates).
ALLOWED_UPDATES = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]


class Intake:
    """Stores updates and hands the new ones to the lanes."""

    def __init__(self, store: Store, lanes: Lanes, bot_id: int, apply: turns.Apply) -> None:
        self._store, self._lanes, self._bot_id, self._apply = store, lanes, bot_id, apply

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Return once the updates are on the disk. Raise StoreFaultError when they are not.

        For a chat with nothing under way an update is received and applied in one unit of work, which saves a
        commit before the answer; else it is received, and applied in its turn.
        """
        at_once = [update for update in updates if self._lanes.reserve(chat_of(update))]
        first = {id(update) for update in at_once}
        later = [update for update in updates if id(update) not in first]
        waiting = [self._store.submit(partial(self._receive_and_apply, update)) for update in at_once]
        waiting += [self._store.submit(partial(self._receive, update)) for update in later]
        fault: StoreFaultError | None = None
        for update, future in zip(at_once + later, waiting, strict=True):
            try:
                turn = await future
                self._lanes.put([turn] if turn else [])
            except StoreFaultError as error:
                fault = error
            except Exception as error:  # noqa: BLE001 - one update that cannot be stored must not stop the others
                log.error("update %s cannot be stored: %s", update["update_id"], where(error))  # noqa: TRY400
            finally:
                if id(update) in first:
                    self._lanes.release(chat_of(update))
        if fault:
            raise fault
        await self._lanes.room()

    def _receive_and_apply(self, update: dict[str, Any], tx: Transaction) -> StoredTurn | None:
        return turns.receive_and_apply(tx, self._bot_id, update, self._apply)

    def _receive(self, update: dict[str, Any], tx: Transaction) -> StoredTurn | None:
        return turns.receive(tx, self._bot_id, update)


def usable(updates: object) -> list[dict[str, Any]]:
    """Return what of an answer are updates with an id."""
    if not isinstance(updates, list):
        raise UnreadableError("the answer is no list of updates")
    return [one for one in updates if isinstance(one, dict) and is_id(one.get("update_id"))]


class Polling:
    """getUpdates, its offset moved only past what was stored."""

    def __init__(self, bot: ApiBot, intake: Intake) -> None:
        self._bot, self._intake = bot, intake
        self._offset: int | None = None

    async def poll(self) -> None:
        """Ask once for updates, and take them. Raise TelegramError or StoreFaultError."""
        try:
            await self._take_some()
        except Conflict:
            log.error("another program polls with this token, or a webhook is set")  # noqa: TRY400
            raise
        except TelegramError as error:
            verdict = verdict_of(error)
            if not isinstance(verdict, TryAfter):
                raise
            log.warning("polling has to wait for %s s", verdict.seconds)
            await asyncio.sleep(verdict.seconds)

    async def _take_some(self) -> None:
        params: dict[str, Any] = {
            "timeout": _POLL_SECONDS,
            "limit": _BATCH,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if self._offset is not None:
            params["offset"] = self._offset
        updates = usable(await self._bot.call("getUpdates", params, _POLL_SECONDS + _GRACE_SECONDS))
        await self._intake.take(updates)
        if updates:
            # Of this batch only: update ids may begin again below earlier ones.
            self._offset = max(update["update_id"] for update in updates) + 1


class WebhookServer:
    """A small HTTP server behind a proxy: 200 only once the update is in the store."""

    def __init__(self, settings: Webhook, intake: Intake) -> None:
        self._settings, self._intake = settings, intake
        application = web.Application(client_max_size=_LARGEST_UPDATE)
        application.router.add_post(settings.path, self._receive)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=4)
        self._socket: socket.socket | None = None

    def bind(self) -> None:
        """Take the port. Raise ConfigurationError when it is not to be had."""
        try:
            self._socket = socket.create_server((self._settings.host, self._settings.port))
        except OSError as error:
            raise ConfigurationError("PAYUNG_LISTEN", f"cannot be listened on ({error.strerror})") from None

    async def start(self) -> None:
        """Answer requests on the port that `bind` took."""
        if self._socket:
            await self._runner.setup()
            await web.SockSite(self._runner, self._socket).start()

    async def stop(self) -> None:
        """Finish the requests under way and close."""
        await self._runner.cleanup()
        if self._socket:
            self._socket.close()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._settings.secret.encode()):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        updates = usable([update])
        if not updates:
            return web.Response(status=400)
        try:
            await self._intake.take(updates)
        except StoreFaultError:
            return web.Response(status=503)
        return web.Response()


async def set_webhook(bot: ApiBot, settings: Webhook) -> None:
    """Tell Telegram where to deliver."""
    await bot.call(
        "setWebhook",
        {
            "url": settings.url,
            "secret_token": settings.secret,
            "allowed_updates": ALLOWED_UPDATES,
            "max_connections": MAX_CONNECTIONS,
        },
    )
