"""Receiving updates: by long polling, or by webhook. Acknowledged is only what is in the store."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import socket
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from aiohttp import web
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.errors import ConfigurationError
from bot.gateway import turns
from bot.gateway.crowding import Admission
from bot.gateway.events import chat_of, is_id
from bot.gateway.kinds import ALLOWED_UPDATES
from bot.gateway.request import UnreadableError
from bot.gateway.verdicts import verdict_of
from bot.keeper import Policy
from bot.logs import where
from bot.store.failures import StoreFaultError
from bot.terms.verdicts import TryAfter

if TYPE_CHECKING:
    from aiohttp.web_protocol import RequestHandler

    from bot.gateway.bot_api import ApiBot
    from bot.gateway.crowding import Crowding
    from bot.gateway.lanes import Lanes
    from bot.gateway.stopgap import Stopgap
    from bot.gateway.turns import StoredTurn
    from bot.settings import Webhook
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.vitals import Vitals

log = logging.getLogger(__name__)

_POLL_SECONDS = 25
_GRACE_SECONDS = 15  # beyond the long poll, before the connection is thought dead
_BATCH = 100  # Bot API, getUpdates: limit
POLLING = Policy(first_pause=0.2, longest_pause=15.0, passing=(TelegramError, StoreFaultError))
_LARGEST_UPDATE = 1 << 20  # bytes
_FRESH_SECONDS = 1.0  # a poll that waited for longer brings what has just come
_BODY_SECONDS = 10.0  # for the whole of an update to arrive
_REST_SECONDS = 30.0  # that a connection may bring nothing whole
SWEEPING = Policy(every=5.0, first_pause=5.0, longest_pause=5.0)
_LATEST_DATE = 1 << 33
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
MAX_CONNECTIONS = 100


class Guards(NamedTuple):
    """What stands beside it: life signs, what is said while nothing can be stored, limits for each chat."""

    vitals: Vitals
    stopgap: Stopgap
    crowding: Crowding | None  # None: no limits


class Intake:
    """Stores updates and hands the new ones to the lanes."""

    def __init__(self, store: Store, lanes: Lanes, bot_id: int, apply: turns.Apply, guards: Guards) -> None:
        self._store, self._lanes, self._bot_id, self._apply = store, lanes, bot_id, apply
        self._vitals, self._stopgap, self._crowding = guards

    def heard(self, updates: list[dict[str, Any]], *, fresh: bool) -> None:
        """Note that Telegram was heard of; `fresh`: what it delivers has just come to it."""
        now = self._store.clock.now()
        self._vitals.heard(now)
        for update in updates:
            self._vitals.note_update(_kind_of(update))
            dated = _date_of(update) if fresh else None
            if dated:
                self._vitals.note_date(now, dated)

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Return once the updates are on the disk. Raise StoreFaultError when they are not.

        For a chat with nothing under way an update is received and applied in one unit of work, which saves a
        commit before the answer; else it is received, and applied in its turn. What is beyond what one chat
        may send is dropped.
        """
        updates = [update for update in updates if self._is_admitted(update)]
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
            self._stopgap.say(updates, fault)
            raise fault
        await self._lanes.room()

    def _is_admitted(self, update: dict[str, Any]) -> bool:
        if self._crowding is None:
            return True
        chat_id = chat_of(update)
        admission = self._crowding.admit(chat_id, self._store.now())
        if admission is Admission.TOLD and chat_id > 0:
            log.warning("chat %s sends too much: what is more is dropped", chat_id)
            self._stopgap.refuse(update)
        if admission is not Admission.TAKEN:
            self._vitals.dropped.inc()
        return admission is Admission.TAKEN

    def _receive_and_apply(self, update: dict[str, Any], tx: Transaction) -> StoredTurn | None:
        return turns.receive_and_apply(tx, self._bot_id, update, self._apply)

    def _receive(self, update: dict[str, Any], tx: Transaction) -> StoredTurn | None:
        return turns.receive(tx, self._bot_id, update)


def _kind_of(update: dict[str, Any]) -> str:
    return next((kind for kind in ALLOWED_UPDATES if kind in update), "other")


def _date_of(update: dict[str, Any]) -> datetime | None:
    """Return when Telegram says that a message was sent."""
    message = update.get("message")
    date = message.get("date") if isinstance(message, dict) else None
    return datetime.fromtimestamp(date, UTC) if isinstance(date, int) and 0 < date < _LATEST_DATE else None


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
        except InvalidToken:
            log.error("Telegram does not know the token any more: put a new one of @BotFather in its place")  # noqa: TRY400
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
        began = monotonic()
        updates = usable(await self._bot.call("getUpdates", params, _POLL_SECONDS + _GRACE_SECONDS))
        self._intake.heard(updates, fresh=monotonic() - began > _FRESH_SECONDS)
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
        self._at_work: set[RequestHandler] = set()  # connections on which a request is being answered
        self._rested: dict[RequestHandler, float] = {}  # since when the others bring none

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

    async def sweep(self) -> None:
        """Close connections that bring no whole request for long: slow ones must not use all of them up."""
        server, now = self._runner.server, monotonic()
        resting = [one for one in server.connections if one not in self._at_work] if server else []
        self._rested = {one: self._rested.get(one, now) for one in resting}
        for one, since in self._rested.items():
            if now - since > _REST_SECONDS:
                one.force_close()
                if one.transport:
                    one.transport.close()

    async def _receive(self, request: web.Request) -> web.Response:
        self._at_work.add(request.protocol)
        try:
            return await self._answer(request)
        finally:
            self._at_work.discard(request.protocol)
            self._rested.pop(request.protocol, None)

    async def _answer(self, request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._settings.secret.encode()):
            return web.Response(status=401)
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        except TimeoutError:
            return web.Response(status=408)
        updates = usable([update])
        if not updates:
            return web.Response(status=400)
        self._intake.heard(updates, fresh=False)
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
