"""The command poster: a poster with a QR code, of an event or of the bot itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, resources_of, say
from bot.commands._files import OPEN, write
from bot.drawing.poster import as_pdf, as_svg
from bot.drawing.render import to_png
from bot.errors import RequestError
from bot.events.store import Events
from bot.events.words import poster_of
from bot.settings import Environment
from bot.store.meta import BOT_NAME, Meta
from bot.store.opening import transaction
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bot.events.event import Event
    from bot.store.transaction import Transaction

SUMMARY = "write a poster of A4 with a QR code that opens the bot"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("event", nargs="?", default="", help="its code, as in its link; without: of the bot")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="ends with .pdf or .png")


def run(options: Namespace) -> None:
    """Write the poster. Raise RequestError where there is no such event, or no such kind of file."""
    path: Path = options.out
    if path.suffix not in {".pdf", ".png"}:
        raise RequestError("--out must end with .pdf or .png")
    environment = Environment()
    resources = resources_of(environment)
    database, keys, clock = existing_store(environment)
    with transaction(database, keys, clock) as tx:
        name, event = Meta(tx).get(BOT_NAME), _event(tx, options.event)
    if not name:
        raise RequestError("the bot's name is not known yet: start `payung run` once")
    poster = poster_of(resources.catalogues[DEFAULT_LANGUAGE], resources, event, name)
    content = as_pdf(poster) if path.suffix == ".pdf" else to_png(as_svg(poster))
    write(path, "--out", content, OPEN)
    say(path)


def _event(tx: Transaction, code: str) -> Event | None:
    event = Events(tx).with_code(code) if code else None
    if code and event is None:
        raise RequestError(f"there is no event {code}")
    return event
