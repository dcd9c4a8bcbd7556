"""The command run: the bot against Telegram."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot import app, logs
from bot.resources import Resources
from bot.settings import Environment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "run the bot against Telegram"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--verbose", action="store_true", help="log more than warnings")


def run(options: Namespace) -> None:
    """Run the bot until it is told to end."""
    environment = Environment()
    logs.set_up(verbose=options.verbose, as_json=environment.log_format() == "json")
    settings = environment.settings()
    asyncio.run(app.run(settings, Resources.load(settings.config)))
