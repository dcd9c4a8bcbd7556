"""Baseline: python-telegram-bot's Application with its AIORateLimiter, and all chats gathered.

It answers those who write meanwhile. `--tuned`: with the rate, and with connections enough for it; the
defaults of the library otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING, Any

from telegram.ext import AIORateLimiter, Application, ContextTypes, MessageHandler, filters

from bench.announce.audience import TEXT, chats

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from telegram import Update

_CONNECTIONS = 128
_POOL_SECONDS = 300.0


async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a worker."""
    if update.message:
        await update.message.reply_text("Ada yang bisa kami bantu?")


def announce(recipients: int) -> Callable[[Any], Coroutine[Any, Any, None]]:
    """Return what begins to send to all chats once the application is there."""
    under_way: set[asyncio.Task[Any]] = set()

    async def begin(application: Any) -> None:
        async def send() -> None:
            calls = (application.bot.send_message(chat_id, TEXT) for chat_id in chats(recipients))
            await asyncio.gather(*calls, return_exceptions=True)

        under_way.add(asyncio.create_task(send()))

    return begin


def main() -> None:
    """Run until SIGTERM."""
    parser = argparse.ArgumentParser(prog="bench.announce.limiter", description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--tuned", action="store_true")
    options = parser.parse_args()
    limiter = AIORateLimiter(overall_max_rate=options.rate) if options.tuned else AIORateLimiter()
    builder = Application.builder().token(options.token).base_url(f"{options.url}/bot")
    builder.rate_limiter(limiter).post_init(announce(options.recipients))
    if options.tuned:
        builder.connection_pool_size(_CONNECTIONS).pool_timeout(_POOL_SECONDS)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


if __name__ == "__main__":
    main()
