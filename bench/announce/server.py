"""The Bot API server of a run, in a process of its own; it judges. `python -m bench.announce.server`.

It speaks on standard output, one JSON object a line: `listening` with its port, `polled` once a bot asks for
updates, `began` with the first announcement, `ended` and `result` with the figures. It then serves on until
SIGTERM. A call of `/control/announce` lets the member of staff begin.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import signal
from time import monotonic, process_time
from typing import TYPE_CHECKING, Any

from bench.announce.audience import FIRST_CHAT, TEXT, chats, has_blocked
from bench.announce.judge import Judge
from bench.announce.people import Mail, Staff, StuckError, Workers
from bench.updates import Updates
from bench.wire import Connection
from bot.sandbox.limits import Limits, Throttle
from bot.sandbox.refusals import RefusedError

if TYPE_CHECKING:
    from bench.wire import Request

_BOT = {"id": 4242, "is_bot": True, "first_name": "Payung", "username": "payung_bot"}
_BLOCKED = "Forbidden: bot was blocked by the user"
_MESSAGES = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
_LOOK_SECONDS = 0.05
_QUIET_SECONDS = 30.0  # without an announcement, after which no further one is expected
_HUNG_SECONDS = 8.0  # for which it is counted what still comes in on a line that hangs
_GRACE_SECONDS = 3.0  # in which somebody might get it once more, or a reply might come


class Server:
    """Answers each call after some time; messages pass the limits first."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.updates = Updates()
        mail = Mail(self.updates.release)
        self.judge, self.staff = Judge(options.recipients), Staff(mail)
        self.workers = Workers(mail, options.recipients, options.asks)
        self.announcing = asyncio.Event()  # what bears the text is the announcement, no longer a test
        self.begun, self.failed = asyncio.Event(), ""
        self._recipients = chats(options.recipients)
        self._mail, self._latency = mail, options.latency / 1000
        limits = Limits(options.limit, options.per_chat, burst=options.burst) if options.limit else None
        self._throttle = Throttle(limits, monotonic)
        self._loop = asyncio.get_running_loop()
        self._announcing: asyncio.Task[None] | None = None
        self._hang_after = options.hang_after
        self.hung_at = 0.0  # since when nothing is answered any more; 0: all is

    def handle(self, connection: Connection, request: Request) -> None:
        """Answer one request."""
        if request.method in _MESSAGES:
            self._message(connection, request)
        elif request.method == "getUpdates":
            self.updates.get(connection, request)
        elif request.method == "getMe":
            connection.answer(json.dumps(_BOT).encode())
        elif request.method == "announce":
            self._announcing = asyncio.create_task(self._announce(request.params["invitation"]))
            connection.answer(b"true")
        elif request.method.startswith("editMessage"):
            self._edit(connection, request)
        else:
            self._later(connection, b"true")

    async def _announce(self, invitation: str) -> None:
        try:
            await self.staff.announce(invitation, len(self._recipients))
        except StuckError as error:
            self.failed = str(error)
        self.announcing.set()

    def _later(self, connection: Connection, body: bytes) -> None:
        self._loop.call_later(self._latency, connection.answer, body)

    def _message(self, connection: Connection, request: Request) -> None:
        chat_id, text, now = int(request.params["chat_id"]), request.params.get("text", ""), monotonic()
        announced = text == TEXT and self.announcing.is_set()
        try:
            self._throttle.check(chat_id)
        except RefusedError as error:
            self.judge.refused += 1
            refusal = (error.code, error.description, error.parameters)
            self._loop.call_later(self._latency, connection.refuse, *refusal)
            return
        self.judge.took(now)
        if announced:
            self.judge.announced(chat_id, now)
            self.begun.set()
            if self._hangs(now):
                return
        if has_blocked(chat_id):
            self._loop.call_later(self._latency, connection.refuse, 403, _BLOCKED)
            return
        if not announced:
            self._reply(chat_id, now)
        self._later(connection, json.dumps(self._shown(chat_id, request)).encode())

    def _hangs(self, now: float) -> bool:
        """Tell whether the line hangs by now: calls come in, and none is answered."""
        if self._hang_after and not self.hung_at and now - self.judge.first > self._hang_after:
            self.hung_at = now
        self.judge.stranded += bool(self.hung_at)
        return bool(self.hung_at)

    def _reply(self, chat_id: int, now: float) -> None:
        since = self.workers.replied(chat_id)
        if since is not None:
            self.judge.replied(since, now)

    def _edit(self, connection: Connection, request: Request) -> None:
        body = self._shown(int(request.params["chat_id"]), request)
        self._later(connection, json.dumps(body).encode())

    def _shown(self, chat_id: int, request: Request) -> dict[str, Any]:
        """Return a message as it stands in the chat; the member of staff reads it."""
        message = self._mail.message(chat_id, _BOT, request.params.get("text", ""))
        if "message_id" in request.params:
            message["message_id"] = int(request.params["message_id"])
        markup = request.params.get("reply_markup")
        if isinstance(markup, dict) and "inline_keyboard" in markup:
            message["reply_markup"] = markup
        if chat_id == FIRST_CHAT:
            self.staff.hears(message)
        return message


def _say(event: str, **figures: object) -> None:
    print(json.dumps({"event": event, **figures}), flush=True)


async def _run(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = Server(options)
    listener = await loop.create_server(lambda: Connection(server.handle), "127.0.0.1", 0, backlog=1024)
    _say("listening", port=listener.sockets[0].getsockname()[1])
    watching = asyncio.create_task(_watch(server, options))
    await stop.wait()
    watching.cancel()
    listener.close()


async def _watch(server: Server, options: argparse.Namespace) -> None:
    """Tell of each phase of the run, and of its figures in the end."""
    if options.conversation:
        await server.updates.polled.wait()
        _say("polled")
    else:
        server.announcing.set()
    await server.announcing.wait()
    if server.failed:
        _say("failed", reason=server.failed)
        return
    writing = asyncio.create_task(server.workers.write())
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(options.most):
            await server.begun.wait()
    _say("began")
    cpu, began = process_time(), monotonic()
    await _until_over(server, options.most)
    busy = (process_time() - cpu) / (monotonic() - began)
    _say("ended")
    writing.cancel()
    await asyncio.sleep(_GRACE_SECONDS)
    _tell_result(server, busy)


async def _until_over(server: Server, most: float) -> None:
    judge = server.judge
    while judge.first and not judge.done:
        now = monotonic()
        if server.hung_at and now - server.hung_at > _HUNG_SECONDS:
            return
        if now - judge.last > _QUIET_SECONDS or now - judge.first > most:
            return
        await asyncio.sleep(_LOOK_SECONDS)


def _tell_result(server: Server, busy: float) -> None:
    staff = server.staff
    figures = server.judge.figures([*server.workers.waiting.values()], monotonic())
    until_first = server.judge.first - staff.typed_at if staff.typed_at else None
    more = {"server_cpu": busy, "desk_seconds": staff.desk_seconds, "until_first": until_first}
    _say("result", **figures, **more)


def main() -> None:
    """Serve one run."""
    parser = argparse.ArgumentParser(prog="bench.announce.server", description=__doc__)
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--conversation", action="store_true", help="a member of staff announces")
    parser.add_argument("--limit", type=float, default=30.0, help="messages a second in all; 0: no limits")
    parser.add_argument("--per-chat", type=float, default=1.0, help="messages a second in one chat")
    parser.add_argument("--burst", type=int, default=3, help="messages at once in one chat")
    parser.add_argument("--latency", type=float, default=80.0, help="milliseconds until each answer")
    parser.add_argument("--hang-after", type=float, default=0.0, help="seconds; then nothing is answered")
    parser.add_argument("--asks", type=float, default=1.0, help="messages of workers a second")
    parser.add_argument("--most", type=float, default=3600.0, help="seconds after which it is over")
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
