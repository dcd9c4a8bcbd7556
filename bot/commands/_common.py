"""What several commands need."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.errors import RequestError
from bot.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

    from bot.clock import Clock
    from bot.settings import Environment
    from bot.store.crypto import Keys


def say(text: object) -> None:
    """Print a line of the result."""
    print(text)  # noqa: T201


def warn(text: object) -> None:
    """Print a line on standard error."""
    print(f"payung: {text}", file=sys.stderr)  # noqa: T201


def resources_of(environment: Environment) -> Resources:
    """Return what config/ and locales/ hold."""
    return Resources.load(environment.config())


def existing_store(environment: Environment) -> tuple[Path, Keys, Clock]:
    """Return database, keys and clock. Raise RequestError where there is no store yet."""
    database, keys = environment.database(), environment.keys()
    if not database.exists():
        raise RequestError(f"there is no store at {database}")
    return database, keys, environment.clock()
