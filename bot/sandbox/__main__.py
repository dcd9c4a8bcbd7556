"""Run the sandbox alone: `python -m bot.sandbox --port 8081 --token 4242:contoh`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys

from bot.sandbox.limits import Limits
from bot.sandbox.server import Sandbox


def main() -> int:
    """Serve until interrupted."""
    options = _parser().parse_args()
    sandbox = Sandbox(
        token=options.token,
        host=options.host,
        port=options.port,
        limits=Limits() if options.limits else None,
        latency=options.latency,
        control_from_anywhere=options.open,
    )
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve(sandbox))
    except OSError as error:
        sys.stderr.write(f"cannot listen on {options.host}:{options.port}: {error.strerror}\n")
        return 1
    return 0


async def _serve(sandbox: Sandbox) -> None:
    async with sandbox:
        sys.stdout.write(f"chat page: {sandbox.url}/\nBot API:   {sandbox.url}/bot{sandbox.token}/getMe\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", type=_token, default="4242:contoh-token-sandbox")
    parser.add_argument("--latency", type=_range, help="seconds per answer, for example 0.05-0.15")
    parser.add_argument("--limits", action="store_true", help="refuse floods as Telegram does")
    parser.add_argument("--open", action="store_true", help="let other machines use the page and /control/")
    return parser


def _token(text: str) -> str:
    number, colon, secret = text.partition(":")
    if not (number.isdecimal() and colon and secret):
        raise argparse.ArgumentTypeError("a token reads <number>:<letters>")
    return text


def _range(text: str) -> tuple[float, float]:
    shortest, _, longest = text.partition("-")
    return float(shortest), float(longest or shortest)


if __name__ == "__main__":
    sys.exit(main())
