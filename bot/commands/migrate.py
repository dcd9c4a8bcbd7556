"""The command migrate: the store's schema brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands._common import say
from bot.settings import Environment
from bot.store.opening import only_process, prepare

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "bring the store's schema up to date; a copy of the store before that is kept beside it"


def add_options(_: ArgumentParser) -> None:
    """Add the options of the command: it has none."""


def run(_: Namespace) -> None:
    """Bring the schema up to date, and print what was done."""
    environment = Environment()
    database, keys = environment.database(), environment.keys()
    with only_process(database):
        done = prepare(database, keys)
    say("\n".join(done) or "up to date")
