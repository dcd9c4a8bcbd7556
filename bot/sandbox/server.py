"""The sandbox: a local Telegram for one bot, with a chat page."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from aiohttp import web

from bot.sandbox.acts import Acts
from bot.sandbox.api import Behaviour, BotApi, Call
from bot.sandbox.bot_profile import BotProfile
from bot.sandbox.control import Control
from bot.sandbox.driver import GroupDriver, PersonDriver
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits, Throttle
from bot.sandbox.long_polling import LongPolling
from bot.sandbox.page_files import PageFile, page_files
from bot.sandbox.people import DEMO_PEOPLE, Person
from bot.sandbox.webhook import WebhookDelivery
from bot.sandbox.world import World

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable, Iterable
    from types import TracebackType

MAX_BODY = 80 * 1024 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Sandbox:
    """A server that a bot takes for `https://api.telegram.org`.

    `history` bounds the messages kept per chat; `strict` refuses unknown parameters; `latency` is a range of
    seconds per answer; `backoff` are the first and the longest pause of a webhook that fails. A webhook may
    lie on this machine or on one of `webhook_hosts`; the control side answers this machine only, unless
    `control_from_anywhere`. `clock` gives the time of messages in seconds since 1970, `zone` is the time zone
    (of the IANA) in which the page shows it; without one it is the visitor's.
    """

    def __init__(  # noqa: PLR0913 - all by name, each with a default
        self,
        *,
        token: str = "4242:contoh-token-sandbox",  # noqa: S107 - opens nothing but this sandbox
        host: str = "127.0.0.1",
        port: int = 0,
        people: Iterable[Person] = DEMO_PEOPLE,
        bot_username: str = "payung_contoh_bot",
        bot_name: str = "Payung",
        history: int = 1000,
        strict: bool = True,
        limits: Limits | None = None,
        latency: tuple[float, float] | None = None,
        seed: int = 0,
        page: bool = True,
        backoff: tuple[float, float] = (0.2, 5.0),
        webhook_hosts: tuple[str, ...] = (),
        control_from_anywhere: bool = False,
        clock: Callable[[], float] = time.time,
        zone: str = "",
    ) -> None:
        self.token, self.host, self.port, self.page = token, host, port, page
        profile = BotProfile(int(token.partition(":")[0]), bot_username, bot_name)
        self.world = World(profile, people, history=history)
        self.world.webhook_hosts, self.world.clock, self.world.zone = webhook_hosts, clock, zone
        self.acts = Acts(self.world)
        self.faults = Faults(seed)
        self.throttle = Throttle(limits)
        updates = self.world.updates
        self._delivery = LongPolling(updates, self.faults, WebhookDelivery(updates, self.faults, backoff))
        behaviour = Behaviour(strict, latency, seed)
        self._api = BotApi(self.world, token, self._delivery, self.throttle, behaviour)
        self._control = Control(self._api, anyone=control_from_anywhere)
        self._people: dict[int, PersonDriver] = {}
        self._runner: web.AppRunner | None = None
        self._files: dict[str, PageFile] = {}

    @property
    def url(self) -> str:
        """The root of the Bot API (`<url>/bot<token>/<method>`) and of the chat page."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", ""} else self.host  # noqa: S104 - only compared
        return f"http://{host}:{self.port}"

    @property
    def calls(self) -> deque[Call]:
        """What the bot called, oldest first: method, chat_id, time, outcome, args."""
        return self._api.calls

    def person(self, person_id: int) -> PersonDriver:
        """Somebody's chat with the bot, to be driven by a test."""
        if person_id not in self._people:
            self._people[person_id] = PersonDriver(self.acts, self.world.people[person_id])
        return self._people[person_id]

    def add_person(self, person: Person) -> PersonDriver:
        """Let one more person exist."""
        self.world.add_person(person)
        return self.person(person.id)

    def group(self, title: str, creator: int) -> GroupDriver:
        """Make a new group, made by this person, with the bot in it."""
        return GroupDriver(self.acts, self.acts.create_group(creator, title))

    def channel(self, title: str, username: str = "") -> GroupDriver:
        """Make a new channel the bot may write in."""
        return GroupDriver(self.acts, self.acts.create_channel(title, username))

    def repeat_update(self, update_id: int | None = None) -> int:
        """Deliver an update once more, confirmed or not; the last one by default."""
        return self.world.updates.repeat(update_id).update_id

    async def start(self) -> None:
        """Listen; OSError if the port is taken. Port 0 becomes a free one and stays it."""
        runner = web.AppRunner(self._app(), access_log=None, handle_signals=False, shutdown_timeout=0.2)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except OSError:
            await runner.cleanup()
            raise
        self.port = runner.addresses[0][1]
        self._runner = runner

    async def stop(self) -> None:
        """Let go of pollers and pages and close the port; the world stays as it is."""
        if self._runner is not None:
            await self._control.stop()
            await self._delivery.stop()
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._api.handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._api.download)
        app.router.add_routes(self._control.routes())
        if self.page:
            self._files = page_files()
            app.router.add_get("/", self._page_file)
            app.router.add_get("/page/{name}", self._page_file)
        return app

    async def _page_file(self, request: web.Request) -> web.Response:
        file = self._files.get(request.match_info.get("name", "index.html"))
        if file is None:
            raise web.HTTPNotFound
        return _served(file, request)


def _served(file: PageFile, request: web.Request) -> web.Response:
    """Answer with a file, compressed where the browser takes that; or that it has not changed."""
    headers = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-cache",
        "ETag": file.tag,
        "Referrer-Policy": "no-referrer",
    }
    if request.headers.get("If-None-Match") == file.tag:
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = file.content
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"], body = "gzip", file.packed
    return web.Response(body=body, content_type=file.kind, charset="utf-8", headers=headers)
