"""Baseline: a loop over all chats, as people write it; with `--tuned` as many at a time as the rate needs."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

import aiohttp
from telegram import Bot
from telegram.error import TelegramError

from bench.announce.audience import TEXT, chats

_ANSWER_SECONDS = 0.08  # a connection makes one call in this time


async def plain(options: argparse.Namespace) -> None:
    """Send to one chat after the other, with a pause of 1/rate in between."""
    async with Bot(options.token, base_url=f"{options.url}/bot") as bot:
        for chat_id in chats(options.recipients):
            with contextlib.suppress(TelegramError):
                await bot.send_message(chat_id, TEXT)
            await asyncio.sleep(1 / options.rate)


async def tuned(options: argparse.Namespace) -> None:
    """Send to all chats, so many at a time that the rate is just reached; over plain aiohttp."""
    room = asyncio.Semaphore(round(options.rate * _ANSWER_SECONDS))
    url = f"{options.url}/bot{options.token}/sendMessage"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def send(chat_id: int) -> None:
            async with room, session.post(url, json={"chat_id": chat_id, "text": TEXT}) as answer:
                await answer.read()

        await asyncio.gather(*(send(chat_id) for chat_id in chats(options.recipients)))


async def _main(options: argparse.Namespace) -> None:
    await (tuned(options) if options.tuned else plain(options))
    await asyncio.Event().wait()  # until it is ended: its memory is still to be read


def main() -> None:
    """Send, and wait for the end."""
    parser = argparse.ArgumentParser(prog="bench.announce.loop", description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--tuned", action="store_true")
    asyncio.run(_main(parser.parse_args()))


if __name__ == "__main__":
    main()
