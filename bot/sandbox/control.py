"""The control side: what the chat page and other processes do with the sandbox."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.acts import Acts
from bot.sandbox.files import Upload
from bot.sandbox.limits import Limits
from bot.sandbox.people import Json, Person
from bot.sandbox.refusals import RefusedError
from bot.sandbox.snapshot import person_card, snapshot
from bot.sandbox.updates import dump

if TYPE_CHECKING:
    from bot.sandbox.api import BotApi

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
DEEDS = (
    *("say", "start", "edit", "delete", "tap", "press", "contact", "location"),
    *("block", "unblock", "deactivate"),
)
# These change what many chats show: the page gets the whole state again, in its place in the stream.
REDRAWN = frozenset({"profile", "person"})
MAX_BEHIND = 2000
KEEP_ALIVE_SECONDS = 15
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Control:
    """Endpoints below `/control/`, for this machine only."""

    def __init__(self, api: BotApi, *, anyone: bool = False) -> None:
        self.api = api
        self.world = api.world
        self.acts = Acts(api.world)
        self.anyone = anyone
        self._pages: set[asyncio.Queue[str | None]] = set()
        self._deeds: dict[str, Callable[..., Any]] = {name: getattr(self.acts, name) for name in DEEDS}
        self._deeds["file"] = self._send_file
        api.faults.on_change = self._tell_faults

    def routes(self) -> list[web.RouteDef]:
        """Every endpoint, guarded."""
        table: list[tuple[str, str, Handler]] = [
            ("GET", "state", self.state),
            ("GET", "events", self.events),
            ("GET", "people", self.people),
            ("POST", "people", self.add_people),
            ("POST", "act", self.act),
            ("GET", "faults", self.faults),
            ("POST", "faults", self.add_fault),
            ("DELETE", "faults", self.clear_faults),
            ("DELETE", "faults/{id}", self.remove_fault),
            ("GET", "limits", self.limits),
            ("POST", "limits", self.set_limits),
            ("DELETE", "limits", self.lift_limits),
            ("GET", "calls", self.calls),
            ("GET", "files/{id}", self.file),
        ]
        return [web.route(verb, f"/control/{path}", self._guarded(handler)) for verb, path, handler in table]

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._is_local(request):
                return _error("only from this machine", HTTPStatus.FORBIDDEN)
            try:
                return await handler(request)
            except RefusedError as refusal:
                return _error(refusal.description)
            except (ValueError, TypeError, LookupError) as error:
                return _error(str(error))

        return guarded

    def _is_local(self, request: web.Request) -> bool:
        """Check the name in the address too, so that no foreign page borrows the visitor's browser."""
        if self.anyone:
            return True
        name = request.host.rpartition(":")[0] or request.host
        return request.remote in {"127.0.0.1", "::1"} and name in LOCAL_HOSTS

    async def state(self, _: web.Request) -> web.Response:
        """All that the page shows."""
        return _json(self._snapshot())

    def _snapshot(self) -> Json:
        return {"type": "state", **snapshot(self.world), "faults": self.api.faults.listed()}

    async def people(self, _: web.Request) -> web.Response:
        """Who there is."""
        return _json([person_card(person) for person in self.world.people.values()])

    async def add_people(self, request: web.Request) -> web.Response:
        """Let one or more people exist."""
        given = await _body(request)
        added = [
            self.world.add_person(Person(**one)) for one in (given if isinstance(given, list) else [given])
        ]
        return _json([person_card(person) for person in added])

    async def act(self, request: web.Request) -> web.Response:
        """Let somebody do something: `{"as": 1001, "do": "say", "text": "..."}`, or a list of that."""
        given = await _body(request)
        if isinstance(given, list):
            return _json([self._do(one) for one in given])
        return _json(self._do(given))

    def _do(self, deed: Json) -> Any:
        details = {name: value for name, value in deed.items() if name not in {"as", "do"}}
        if deed.get("do") not in self._deeds:
            raise ValueError(f"nobody can {deed.get('do')!r}")
        return self._deeds[deed["do"]](deed["as"], **details)

    def _send_file(
        self, person_id: int, kind: str, content: str, name: str = "", mime: str = "", **rest: Any
    ) -> Json:
        upload = Upload(base64.b64decode(content), name, mime)
        return self.acts.send_file(person_id, kind, upload, **rest)

    async def faults(self, _: web.Request) -> web.Response:
        """Return the faults that are switched on."""
        return _json(self.api.faults.listed())

    async def add_fault(self, request: web.Request) -> web.Response:
        """Switch on a fault, or repeat an update by its id at once."""
        given = await _body(request)
        if given.get("kind") == "repeat_update" and "update_id" in given:
            return _json({"repeated": self.world.updates.repeat(given["update_id"]).update_id})
        fault = self.api.faults.add(**given)
        return _json(asdict(fault))

    async def clear_faults(self, _: web.Request) -> web.Response:
        """Switch all faults off."""
        self.api.faults.clear()
        return _json([])

    async def remove_fault(self, request: web.Request) -> web.Response:
        """Switch one fault off."""
        self.api.faults.remove(int(request.match_info["id"]))
        return _json(self.api.faults.listed())

    def _tell_faults(self) -> None:
        self.world.emit("faults", 0, faults=self.api.faults.listed())

    async def limits(self, _: web.Request) -> web.Response:
        """Return the flood limits, or null."""
        limits = self.api.throttle.limits
        return _json(limits and asdict(limits))

    async def set_limits(self, request: web.Request) -> web.Response:
        """Set other flood limits."""
        self.api.throttle.set(Limits(**await _body(request)))
        return await self.limits(request)

    async def lift_limits(self, request: web.Request) -> web.Response:
        """Let the bot flood as it likes."""
        self.api.throttle.set(None)
        return await self.limits(request)

    async def calls(self, _: web.Request) -> web.Response:
        """Return the last calls of the bot."""
        return _json([[call.method, call.chat_id, call.time, call.outcome] for call in self.api.calls])

    async def file(self, request: web.Request) -> web.Response:
        """Serve a file of a message to the page; never as something a browser would run."""
        stored = self.world.files.get(request.match_info["id"])
        name = quote(stored.upload.name or stored.path.rpartition("/")[2])
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if stored.kind in {"photo", "sticker"}:
            kind = "image/png" if stored.upload.content.startswith(b"\x89PNG") else "image/jpeg"
            return web.Response(body=stored.upload.content, content_type=kind, headers=headers)
        if stored.kind == "voice":  # to be heard, not to be kept
            return web.Response(body=stored.upload.content, content_type="audio/ogg", headers=headers)
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return web.Response(
            body=stored.upload.content, content_type="application/octet-stream", headers=headers
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Everything that happens, as Server-Sent Events; the first one is the whole state."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        waiting: asyncio.Queue[str | None] = asyncio.Queue()
        self._pages.add(waiting)

        def note(event: Json) -> None:
            if event["type"] in REDRAWN:
                event = self._snapshot()
            # A page that cannot follow is let go: it comes back and begins with the whole state.
            waiting.put_nowait(dump(event) if waiting.qsize() < MAX_BEHIND else None)

        self.world.listeners.append(note)
        try:
            note(self._snapshot())
            await _stream(response, waiting)
        except ConnectionError:
            pass
        finally:
            self.world.listeners.remove(note)
            self._pages.discard(waiting)
        return response

    async def stop(self) -> None:
        """Let all pages go."""
        for waiting in self._pages:
            waiting.put_nowait(None)


async def _stream(response: web.StreamResponse, waiting: asyncio.Queue[str | None]) -> None:
    while True:
        try:
            event = await asyncio.wait_for(waiting.get(), KEEP_ALIVE_SECONDS)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(f"data: {event}\n\n".encode())


async def _body(request: web.Request) -> Any:
    # Foreign pages can post forms unasked, but not this content type.
    if request.content_type != "application/json":
        raise ValueError("the body is to be application/json")
    return json.loads(await request.read())


def _json(content: Any) -> web.Response:
    return web.json_response(content, dumps=dump, headers={"Cache-Control": "no-store"})


def _error(words: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> web.Response:
    return web.json_response({"error": words}, status=status)
