"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aiohttp import web

from bot.sandbox.methods import METHODS
from bot.sandbox.parameters import read_call
from bot.sandbox.refusals import RefusedError, not_found, too_many_requests, unauthorized
from bot.sandbox.updates import dump

if TYPE_CHECKING:
    from bot.sandbox.faults import Fault, Faults
    from bot.sandbox.limits import Throttle
    from bot.sandbox.long_polling import LongPolling
    from bot.sandbox.people import Json
    from bot.sandbox.registry import Method, Uploads
    from bot.sandbox.world import World

HEADERS: Final = {"Content-Type": "application/json"}
ERROR_PAGE = (
    "<html>\r\n<head><title>500 Internal Server Error</title></head>\r\n"
    "<body>\r\n<center><h1>500 Internal Server Error</h1></center>\r\n</body>\r\n</html>\r\n"
)
_token = re.compile(r"\d+:[A-Za-z0-9_-]+")


class Call(NamedTuple):
    """One call of the bot, for assertions."""

    method: str
    chat_id: int | None
    time: float
    outcome: str
    args: Json


@dataclass(slots=True)
class Behaviour:
    """How the server answers: strictly or not, and how fast."""

    strict: bool = True
    latency: tuple[float, float] | None = None
    seed: int = 0


class BotApi:
    """Answers the calls of one bot."""

    def __init__(
        self, world: World, token: str, delivery: LongPolling, throttle: Throttle, behaviour: Behaviour
    ) -> None:
        self.world = world
        self.token = token
        self.delivery = delivery
        self.faults: Faults = delivery.faults
        self.throttle = throttle
        self.behaviour = behaviour
        self.calls: deque[Call] = deque(maxlen=20_000)
        self._random = random.Random(behaviour.seed)  # noqa: S311 - chance that repeats, not a secret

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call in the shape of the Bot API."""
        if self.behaviour.latency:
            await asyncio.sleep(self._random.uniform(*self.behaviour.latency))
        raw: Json = {}
        name = request.match_info["method"]
        try:
            method = self._method(request.match_info["token"], name)
            name = method.name
            raw, uploads = await read_call(request)
            return await self._answer(request, method, raw, uploads)
        except RefusedError as refusal:
            self._log(name, raw, f"{refusal.code} {refusal.description}")
            return _refused(refusal)

    def _method(self, token: str, name: str) -> Method:
        self._check(token)
        method = METHODS.get(name.lower())
        if method is None:
            raise not_found("method not found")
        return method

    def _check(self, token: str) -> None:
        if token == self.token:
            return
        raise unauthorized() if _token.fullmatch(token) else not_found()

    async def _answer(
        self, request: web.Request, method: Method, raw: Json, uploads: Uploads
    ) -> web.StreamResponse:
        faults = self.faults.take(method.name, _chat_id(raw)) if self.faults else ()
        for fault in faults:
            if instead := await self._before(fault, request):
                self._log(method.name, raw, fault.kind)
                return instead
        body = f'{{"ok":true,"result":{await self._work(method, raw, uploads)}}}'
        for fault in faults:
            if instead := self._after(fault, request, body):
                self._log(method.name, raw, fault.kind)
                return instead
        self._log(method.name, raw, "ok")
        return web.Response(body=body.encode(), headers=HEADERS)

    async def _work(self, method: Method, raw: Json, uploads: Uploads) -> str:
        """Do what the method does; its result as JSON text."""
        args = method.read(raw, uploads, strict=self.behaviour.strict)
        if method.name == "getUpdates":
            return await self.delivery.poll(args)
        if method.is_limited and self.throttle.limits is not None:
            self.throttle.check(self.world.chat(args["chat_id"]).id)
        return dump(method.handler(self.world, args))

    async def _before(self, fault: Fault, request: web.Request) -> web.Response | None:
        """Faults that strike before the work is done."""
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "429":
            raise too_many_requests(fault.retry_after)
        if fault.kind in _WORDS:
            raise RefusedError(int(fault.kind), fault.description or _WORDS[fault.kind])
        if fault.kind == "500":
            return web.Response(
                status=HTTPStatus.INTERNAL_SERVER_ERROR, text=ERROR_PAGE, content_type="text/html"
            )
        return _hung_up(request) if fault.kind == "drop_before" else None

    @staticmethod
    def _after(fault: Fault, request: web.Request, body: str) -> web.Response | None:
        """Faults that strike when the work is done already."""
        if fault.kind == "truncated_json":
            return web.Response(body=body[: len(body) // 2].encode(), headers=HEADERS)
        return _hung_up(request) if fault.kind == "drop_after" else None

    def _log(self, name: str, raw: Json, outcome: str) -> None:
        self.calls.append(Call(name, _chat_id(raw), time.time(), outcome, raw))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Serve a file at the `file_path` of `getFile`."""
        try:
            self._check(request.match_info["token"])
            stored = self.world.files.at(request.match_info["path"])
            if stored is None:
                raise not_found()
        except RefusedError as refusal:
            return _refused(refusal)
        return web.Response(body=stored.upload.content, content_type="application/octet-stream")


_WORDS = {
    "400": "Bad Request: chat not found",
    "401": "Unauthorized",
    "403": "Forbidden: bot was blocked by the user",
}


def _chat_id(raw: Json) -> int | None:
    given: Any = raw.get("chat_id")
    try:
        return int(given) if given is not None else None
    except (TypeError, ValueError):
        return None


def _refused(refusal: RefusedError) -> web.Response:
    answer: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    return web.Response(body=dump(answer).encode(), status=refusal.code, headers=HEADERS)


def _hung_up(request: web.Request) -> web.Response:
    """Cut the connection; the response is never written."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
