"""Takes updates of the load server by getUpdates and gives them to webhooks in turn: in order per chat.

`python -m bench.relay --url http://127.0.0.1:1 --hooks http://127.0.0.1:2/hook http://127.0.0.1:3/hook`
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import deque
from itertools import cycle
from typing import Any

import aiohttp

from bench.running import TOKEN

SECRET = "relayed"  # noqa: S105 - known to both sides of a measurement
_PAUSE = 0.2


class Relay:
    """One lane a chat, as Telegram delivers: the next update once the one before was taken."""

    def __init__(self, session: aiohttp.ClientSession, hooks: list[str]) -> None:
        self._session, self._hooks = session, cycle(hooks)
        self._lanes: dict[int, deque[bytes]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, url: str) -> None:
        """Go on for ever."""
        offset = 0
        while True:
            params = {"timeout": 25, "limit": 100, "offset": offset}
            async with self._session.post(f"{url}/bot{TOKEN}/getUpdates", json=params) as answer:
                updates = (await answer.json(content_type=None))["result"]
            for update in updates:
                offset = update["update_id"] + 1
                self._enlist(update)

    def _enlist(self, update: dict[str, Any]) -> None:
        message = update.get("message") or update["callback_query"]["message"]
        chat_id, body = message["chat"]["id"], json.dumps(update).encode()
        if chat_id in self._lanes:
            self._lanes[chat_id].append(body)
            return
        self._lanes[chat_id] = deque([body])
        task = asyncio.create_task(self._deliver(chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, chat_id: int) -> None:
        lane = self._lanes[chat_id]
        while lane:
            while not await self._is_taken(lane[0]):  # noqa: ASYNC110 - by another process
                await asyncio.sleep(_PAUSE)
            lane.popleft()
        del self._lanes[chat_id]

    async def _is_taken(self, body: bytes) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        try:
            async with self._session.post(next(self._hooks), data=body, headers=headers) as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


async def _run(options: argparse.Namespace) -> None:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, trust_env=False) as session:
        await Relay(session, options.hooks).run(options.url)


def main() -> None:
    """Relay until SIGTERM."""
    parser = argparse.ArgumentParser(prog="bench.relay")
    parser.add_argument("--url", required=True)
    parser.add_argument("--hooks", nargs="+", required=True)
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
