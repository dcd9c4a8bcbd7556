"""The command nik: what identity numbers say."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from bot.commands._common import resources_of, say
from bot.people.nik import read_nik
from bot.settings import Environment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "read identity numbers, from arguments or standard input"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("nik", nargs="*")
    command.add_argument("--json", action="store_true", help="one JSON object a line (the only format)")


def run(options: Namespace) -> None:
    """Print what is in each identity number, one JSON object a line."""
    environment = Environment()
    divisions, today = resources_of(environment).divisions, environment.clock().today()
    for line in options.nik or (line.rstrip("\r\n") for line in sys.stdin):
        say(json.dumps(read_nik(line, today, divisions).to_json(), ensure_ascii=False))
