"""The command move: the store carried over from SQLite's file to a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, say
from bot.errors import ConfigurationError
from bot.settings import Environment, address_of
from bot.store.address import file_of
from bot.store.moving import move

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "carry the store over to a PostgreSQL server, while the bot does not run"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--to", required=True, metavar="postgresql://...", help="an empty database")


def run(options: Namespace) -> None:
    """Carry the store over, row by row, and tell what was compared."""
    source, keys, clock = existing_store(Environment())
    target = address_of(options.to, "--to")
    if isinstance(target, Path):
        raise ConfigurationError("--to", "must be postgresql://user@host/database")
    moved = move(file_of(source, ": it was moved before"), target, keys, clock)
    filled = {name: one for name, one in moved.items() if one.rows}
    for name, one in filled.items():
        say(f"{name}\t{one.rows}\t{one.sha256}")
    rows = sum(one.rows for one in filled.values())
    say(f"moved to {target}: {rows} rows of {len(filled)} tables, compared on both sides")
    say("set PAYUNG_DATABASE_URL, and do not start the bot on the file again")
