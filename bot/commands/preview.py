"""The command preview: every screen in every language on one page."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import resources_of, say
from bot.commands._files import OPEN, write
from bot.errors import ConfigurationError
from bot.preview.library import answers
from bot.preview.page import not_shown, page, shown_on
from bot.preview.stories import STORIES, played
from bot.settings import Environment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "write a page with every screen in every language, for whoever writes or translates texts"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("file", type=Path, help="the HTML file to write")


def run(options: Namespace) -> None:
    """Walk through the conversations and write the page. Raise ConfigurationError where no file can be."""
    file: Path = options.file
    if not file.parent.is_dir() or file.is_dir():
        raise ConfigurationError("file", f"cannot be written: {file} lies in no folder that exists")
    logging.disable(logging.WARNING)  # people of the preview do what bots warn of
    environment = Environment()
    resources, clock = resources_of(environment), environment.clock()
    say("walking through the conversations, in all languages; this takes about half a minute ...")
    today, catalogues = clock.today(), resources.catalogues
    found, replies = played(resources, clock), list(answers(resources, today))
    write(file, "file", page(STORIES, found, replies, catalogues, today).encode(), OPEN)
    shown = shown_on(found, replies)
    left = len(not_shown(catalogues, shown))
    say(f"{file}: {len(shown)} texts on screens; {left} that no screen shows are listed at the end")
