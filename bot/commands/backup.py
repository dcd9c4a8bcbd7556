"""The command backup: the store copied, also while the bot runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, say
from bot.settings import Environment
from bot.store.backup import back_up

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "copy the store, also while the bot runs"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("file", type=Path)


def run(options: Namespace) -> None:
    """Copy the store; print the newest hash of the audit trail, to be kept elsewhere."""
    database, keys, clock = existing_store(Environment())
    say(back_up(database, options.file.absolute(), keys, clock))
