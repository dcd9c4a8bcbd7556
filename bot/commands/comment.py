"""The command comment: what translators are told, put into a template of catalogues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._comments import Comments
from bot.commands._common import resources_of
from bot.errors import RequestError
from bot.settings import Environment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "put the comments for translators into a template of catalogues (`make i18n` does it)"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("template", type=Path, help="a .pot file")


def run(options: Namespace) -> None:
    """Write the comments into the template. Raise RequestError where there is none."""
    if not options.template.is_file():
        raise RequestError(f"there is no template at {options.template}")
    catalogues = resources_of(Environment()).catalogues
    Comments.load(catalogues.folder).write_into(options.template, catalogues)
