"""Composition: settings -> store, texts, features, gateway; start and stop in one place."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import logging
import resource
import signal
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from telegram.error import InvalidToken, TelegramError

from bot import supervisor
from bot.announcements.sending.broadcaster import Broadcaster
from bot.announcements.sending.cards import EVERY as CARDS_EVERY
from bot.announcements.sending.cards import Cards
from bot.backoff import BackOff
from bot.errors import RequestError
from bot.front.feature import Job
from bot.front.machine import Machine
from bot.front.quiet import QuietHours
from bot.front.schedule import Schedule
from bot.gateway import turns
from bot.gateway.bot_api import CONNECTIONS, ApiBot
from bot.gateway.bot_profile import publish
from bot.gateway.caller import Caller
from bot.gateway.crowding import Crowding
from bot.gateway.dispatcher import Dispatcher
from bot.gateway.drawer import Drawer
from bot.gateway.gauges import Gauges
from bot.gateway.health import HealthServer
from bot.gateway.intake import POLLING, SWEEPING, Guards, Intake, Polling, WebhookServer, set_webhook
from bot.gateway.lanes import Lanes
from bot.gateway.outlet import Outlet
from bot.gateway.pacer import Pacer
from bot.gateway.sender import Sender
from bot.gateway.stopgap import Stopgap
from bot.keeper import Keeper, Policy
from bot.matching.memory import MEMORY
from bot.privacy import forgetting
from bot.store.connection import Store
from bot.store.meta import BOT_NAME, Meta
from bot.store.opening import check_whole, only_process, prepare
from bot.vitals import Vitals

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.front.port import Port
    from bot.resources import Resources
    from bot.settings import Settings

log = logging.getLogger(__name__)
T = TypeVar("T")

_M_ARENA_MAX = -8  # malloc.h
STOP_SECONDS = 4.0  # calls in flight get so long to be answered
_TICK, _FORGET_EVERY = timedelta(seconds=1), timedelta(hours=1)
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
LOOKING = Policy(every=0.5, first_pause=0.5, longest_pause=0.5)  # for announcements that are due
_AT_ONCE = Policy()
_SHARING = Policy(every=1.0, first_pause=0.5, longest_pause=0.5)  # with other processes on the same store


async def run(settings: Settings, resources: Resources, started: asyncio.Event | None = None) -> None:
    """Run the bot until SIGTERM or SIGINT. Raise RequestError when Telegram does not know the token."""
    _allow_connections()
    _share_memory()
    gc.collect()
    gc.freeze()  # texts, regions and facts stay for good: no need to look through them again and again
    with only_process(settings.database):
        prepare(settings.database, settings.keys)
        check_whole(settings.database)
        async with Store(settings.database, settings.keys, settings.clock) as store:
            stopping = asyncio.create_task(_stop_on_signals().wait())
            serving = asyncio.create_task(_serve(Service(settings, resources, store), started))
            try:
                await asyncio.wait({stopping, serving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (stopping, serving):
                    task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await serving


def _allow_connections() -> None:
    """Raise the limit of open files, which some systems set just above the number of connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(4 * CONNECTIONS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _share_memory() -> None:
    """Let threads allocate from one heap, where the C library is glibc: a heap each keeps ten MiB more."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


async def _serve(service: Service, started: asyncio.Event | None) -> None:
    try:
        await service.start()
        if started:
            started.set()
        await service.run()
    finally:
        await service.stop()


def _stop_on_signals() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


class Service:
    """All parts of a running bot."""

    def __init__(self, settings: Settings, resources: Resources, store: Store) -> None:
        self._settings, self._resources, self._store = settings, resources, store
        if isinstance(settings.database, Path):
            MEMORY.lies_in(settings.database.with_name("learnt"))
        resources.prepare()
        MEMORY.forget_the_rest()
        schedule = Schedule(settings.messages_per_second, QuietHours.of(settings.quiet_hours), settings.clock)
        self._bot, pacer = ApiBot(settings), Pacer(settings.messages_per_second)
        vitals = Vitals(settings.clock.now())
        self._drawer, caller = Drawer(), Caller(self._bot, pacer, vitals)
        self._sender = Sender(self._bot, caller, pacer, self._drawer)
        self._dispatcher = Dispatcher(self._bot, resources, schedule, store, self._sender)
        self._lanes = Lanes(store, self._sender, self._dispatcher, vitals)
        self._stopgap = Stopgap(caller, pacer, resources.catalogues, store)
        guards = Guards(vitals, self._stopgap, Crowding() if settings.messages_per_second else None)
        self._intake = Intake(store, self._lanes, settings.bot_id, self._dispatcher.apply, guards)
        machine = Machine(
            settings.database, settings.backups, settings.key_file, not settings.webhook, vitals
        )
        self._outlet = outlet = Outlet(caller, pacer, self._sender, machine)
        self._broadcaster = Broadcaster(outlet, store, resources, schedule, self._dispatcher.own_messages)
        self._cards = Cards(store, outlet, self._broadcaster, resources, schedule)
        self._server = WebhookServer(settings.webhook, self._intake) if settings.webhook else None
        self.keeper = Keeper(settings.clock)
        self._vitals, self._health = vitals, None
        store.note_batch = vitals.note_batch
        if settings.health:
            gauges = Gauges(store, machine, self._lanes, self.keeper)
            self._health = HealthServer(
                settings.health,
                vitals.registry,
                lambda: not store.writer.done(),
                self._faults,
                gauges.measured,
            )
        self._leads = False

    @property
    def is_calling(self) -> bool:
        """Whether calls are in flight that answer people."""
        return self._sender.is_calling

    def _is_alive(self) -> bool:
        return not self._store.writer.done()

    async def _faults(self) -> list[str]:
        """Return what keeps it from answering people, a line each."""
        silent = self._vitals.silent_for(self._settings.clock.now())
        limit = timedelta(minutes=self._resources.operations.silent_minutes)
        faults = [] if self._settings.webhook or silent < limit else ["Telegram does not answer getUpdates"]
        return [*faults, "the store cannot do its work"] if self._vitals.store_is_down else faults

    async def start(self) -> None:
        """Take up what an earlier run left open, then receive."""
        if self._health:
            await self._health.start()
        if self._server:
            self._server.bind()
        await _until_done(self._dispatcher.application.initialize)
        name = self._bot.username
        await self._store.run(lambda tx: Meta(tx).put(BOT_NAME, name))  # for commands that need a link
        await self._take_up()
        if self._server and self._settings.webhook:
            await self._server.start()
            await _until_done(partial(set_webhook, self._bot, self._settings.webhook))
            self.keeper.keep("webhook: sweeping", self._server.sweep, SWEEPING)
        if self._store.is_shared:
            self.keeper.keep("lanes: taking up", self._take_up, _SHARING)
            self.keeper.keep("leading", self._lead, _SHARING)
        else:
            await self._lead()
        self.keeper.keep("supervisor", supervisor.live, Policy(supervisor.rest()))
        supervisor.tell(supervisor.READY)
        log.info("running")

    async def _take_up(self) -> None:
        """Take up chats in which something is open: what an earlier run left, or a process that died."""
        self._lanes.resume(await self._store.run(turns.left_behind))

    async def _lead(self) -> None:
        """Begin with what one process at a time does, once no other does it."""
        if await self._store.run(lambda tx: tx.claims.lead()) and not self._leads:
            self._leads = True
            await self._begin_to_lead()

    async def _begin_to_lead(self) -> None:
        if not self._server:
            await _drop_webhook(self._bot)
            self.keeper.keep("polling", Polling(self._bot, self._intake).poll, POLLING)
        self.keeper.keep("announcements: looking", self._broadcaster.look, LOOKING)
        self.keeper.keep("announcements: gathering", self._broadcaster.gather, LOOKING)
        self.keeper.keep("announcements: sending", self._broadcaster.dispatch, _AT_ONCE)
        self.keeper.keep("announcements: cards", self._cards.show_all, Policy(CARDS_EVERY))
        for job in (*self._jobs(), *self._dispatcher.jobs):
            every = job.every.total_seconds()
            self.keeper.keep(
                job.name, partial(job.run, self._store, self._outlet), Policy(every, every, every)
            )
        publishing = publish(self._bot, self._resources.catalogues, self._dispatcher.host.menu)
        self.keeper.do_once("menu", publishing)
        log.info("leading")

    def _jobs(self) -> tuple[Job, ...]:
        async def forget(store: Store, _: Port) -> None:
            for unit in forgetting.ageing(self._resources):
                await store.run(unit)

        async def notice(store: Store, _: Port) -> None:
            self._lanes.put(await store.run(turns.due_notices))

        return Job("forgetting", _FORGET_EVERY, forget), Job("notices", _TICK, notice)

    async def run(self) -> None:
        """Return only with the error of the store's writer, without which nothing goes on."""
        await asyncio.wait({self._store.writer})
        self._store.writer.result()

    async def stop(self) -> None:
        """Receive nothing more, begin no call, give calls in flight a little time."""
        supervisor.tell(supervisor.STOPPING)
        await self.keeper.close()
        self._sender.stop()
        closing = [self._sender.drain(STOP_SECONDS), self._broadcaster.stop(STOP_SECONDS)]
        if self._server:
            closing.append(self._server.stop())
        if self._health:
            closing.append(self._health.stop())
        closing.append(self._stopgap.stop())
        await asyncio.gather(*closing)
        await self._lanes.stop()
        await self._drawer.close()
        await self._dispatcher.application.shutdown()


async def _drop_webhook(bot: ApiBot) -> None:
    """Take away a webhook of an earlier run, which would refuse polling; failing that, polling says so."""
    with contextlib.suppress(TelegramError):
        await bot.call("deleteWebhook", {})


async def _until_done(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call that the start depends on, until Telegram is there to answer it."""
    backoff = BackOff(_FIRST_PAUSE, _LONGEST_PAUSE)
    while True:
        try:
            return await call()
        except InvalidToken:
            raise RequestError("Telegram does not know the token in PAYUNG_BOT_TOKEN") from None
        except (TelegramError, TypeError, ValueError, AttributeError, KeyError) as error:
            log.warning("Telegram does not answer: %s", type(error).__name__)
            await asyncio.sleep(backoff.grown())
