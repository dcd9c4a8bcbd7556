"""`python -m bench.people`: simulated people enrol over the local stand-in; 1 if the bot falls short."""

from __future__ import annotations

import argparse
import asyncio
import base64
import logging
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.people.bots import BotProcess, payung
from bench.people.crowd import Crowd
from bench.people.judging import wrongs
from bench.people.known import learn
from bench.people.report import passes, print_report, print_stumbles
from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.people.judging import Wrong
    from bench.people.story import Story


def main() -> int:
    """Run all people, print how they fared."""
    options = _options()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # calls of a bot that is killed end anyhow
    numbers = [options.only] if options.only is not None else list(range(options.count))
    with tempfile.TemporaryDirectory(prefix="payung-people-") as folder:
        stories, wrong = asyncio.run(_run(Path(folder), numbers, options.seed, options.language))
    for story in stories:
        if options.log in {"all", story.name, story.kind, "" if story.number else "unfinished"} - {""}:
            print(f"--- {story.kind}, {story.name}", *story.log, sep="\n")
    if options.stumbles:
        print_stumbles(stories)
    print_report(stories, wrong)
    return 0 if passes(stories, wrong) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.people", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many people")
    parser.add_argument("--seed", type=int, default=1, help="the same people again, or others")
    parser.add_argument("--language", choices=("id", "en"), default="id", help="of most of their telephones")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one person alone")
    parser.add_argument(
        "--log", default="", metavar="WHOM", help="print chats: all, KIND, SEED:NUMBER, unfinished"
    )
    parser.add_argument("--stumbles", action="store_true", help="print each refused input and its reaction")
    return parser.parse_args()


async def _run(
    folder: Path, numbers: Sequence[int], seed: int, language: str
) -> tuple[list[Story], list[Wrong]]:
    async with Sandbox(people=(), page=False) as sandbox:
        environment = {
            "PAYUNG_BOT_TOKEN": sandbox.token,
            "PAYUNG_API_URL": sandbox.url,
            "PAYUNG_DATABASE_URL": f"sqlite:///{folder / 'payung.db'}",
            "PAYUNG_SECRET_KEY": base64.b64encode(bytes(range(32))).decode(),
            "PAYUNG_MESSAGES_PER_SECOND": "0",
        }
        known = await learn(environment)
        bot = BotProcess(environment, folder / "bot.log")
        await bot.start()
        try:
            stories = await Crowd(sandbox, bot, known, seed, language).enrols(numbers)
        finally:
            await bot.stop()
        return stories, wrongs(stories, await payung(environment, "export"))


if __name__ == "__main__":
    sys.exit(main())
