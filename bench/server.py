"""A Bot API server for load, in a process of its own: `python -m bench.server --workload echo`.

It speaks on standard output, one JSON object a line: `listening` with its port, `measuring`, `measured`, and
`result` once every conversation has ended. It then serves on until SIGTERM.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import signal
from time import monotonic
from typing import TYPE_CHECKING

from bench.driver import Driver
from bench.updates import Updates
from bench.wire import Connection
from bench.workload import WORKLOADS

if TYPE_CHECKING:
    from bench.driver import Turn
    from bench.wire import Request
    from bench.workload import Workload

_BOT = {"id": 4242, "is_bot": True, "first_name": "Payung", "username": "payung_bot"}
_START_SECONDS = 120.0


class Server:
    """Answers the methods that bots under load call; any other is answered with true."""

    def __init__(self, workload: Workload, chats: int, rate: float, latency: tuple[float, float]) -> None:
        self.updates = Updates()
        self.driver = Driver(workload, chats, rate, self.updates.release)
        self.latency = latency
        self._chance = random.Random(4242)  # noqa: S311 - the same waits in every run, no secret
        self._loop = asyncio.get_running_loop()

    def handle(self, connection: Connection, request: Request) -> None:
        """Answer one request."""
        if self.driver.window:
            self.driver.window.requests += 1
        asks = request.method == "sendPhoto" and b"f1|" in request.keyboard  # a receipt asks nothing
        if request.method == "sendMessage" or asks:
            self._send_message(connection, request)
        elif request.method == "getUpdates":
            self.updates.get(connection, request)
        elif request.method == "getMe":
            connection.answer(json.dumps(_BOT).encode())
        else:
            connection.answer(b"true")

    # -- messages of the bot

    def _send_message(self, connection: Connection, request: Request) -> None:
        chat_id = int(request.params["chat_id"])
        turn = self.driver.received(chat_id, request.keyboard, monotonic())
        words = request.params.get("text") or request.params.get("caption", "")
        message = self.driver.message(chat_id, _BOT, words)
        if request.method == "sendPhoto":
            message["photo"] = [{"file_id": "photo", "file_unique_id": "p", "width": 720, "height": 460}]
        markup = request.params.get("reply_markup")
        markup = json.loads(markup) if isinstance(markup, str) else markup
        if isinstance(markup, dict) and "inline_keyboard" in markup:
            message["reply_markup"] = markup
        body = json.dumps(message).encode()
        wait = self._chance.uniform(*self.latency)
        if wait:
            self._loop.call_later(wait, self._answer, connection, turn, message["message_id"], chat_id, body)
        else:
            self._answer(connection, turn, message["message_id"], chat_id, body)

    def _answer(
        self, connection: Connection, turn: Turn | None, message_id: int, chat_id: int, body: bytes
    ) -> None:
        connection.answer(body)
        self.driver.shown(chat_id, message_id, body)
        if turn:
            self.driver.answered(turn)


def _say(event: str, **figures: object) -> None:
    print(json.dumps({"event": event, **figures}), flush=True)


async def _run(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    latency = (options.latency[0] / 1000, options.latency[1] / 1000)
    server = Server(WORKLOADS[options.workload], options.chats, options.rate, latency)
    listener = await loop.create_server(lambda: Connection(server.handle), "127.0.0.1", 0, backlog=1024)
    _say("listening", port=listener.sockets[0].getsockname()[1])
    driving = asyncio.create_task(_drive(server, options))
    await stop.wait()
    driving.cancel()
    listener.close()


async def _drive(server: Server, options: argparse.Namespace) -> None:
    try:
        async with asyncio.timeout(_START_SECONDS):
            await server.updates.polled.wait()
    except TimeoutError:
        _say("failed", reason="the bot did not poll")
        return
    driver = server.driver
    if missing := await driver.warm_up(options.warm_up):
        _say("failed", reason=f"no message with a button {missing} came: is the workload still the bot's?")
        return
    _say("measuring")
    figures = await driver.measure(options.seconds)
    _say("measured")
    server.latency = (0.0, 0.0)  # nothing is measured any more: let what is under way end soon
    stuck = await driver.drain()
    _say("result", **figures, completed=driver.completed, unexpected=driver.unexpected, stuck=stuck)


def main() -> None:
    """Serve one run."""
    parser = argparse.ArgumentParser(prog="bench.server")
    parser.add_argument("--workload", choices=list(WORKLOADS), required=True)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--warm-up", type=float, default=1.5)
    parser.add_argument(
        "--rate", type=float, default=0.0, help="updates a second, answered or not; 0: closed loop"
    )
    parser.add_argument(
        "--latency",
        type=float,
        nargs=2,
        default=(0.0, 0.0),
        metavar="MS",
        help="before a message is answered",
    )
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
