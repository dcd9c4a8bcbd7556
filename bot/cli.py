"""The command `payung`. Exit 0: done; 1: the thing asked for failed; 2: wrong use or configuration."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from bot import commands
from bot.errors import ConfigurationError, RequestError
from bot.logs import where
from bot.store.failures import DatabaseError, SealBrokenError, StoreFaultError, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAILED, _WRONG_USE, _INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Whatever goes wrong is one line on standard error."""
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options) or 0)
    except ConfigurationError as error:
        return _complain(error, _WRONG_USE)
    except (RequestError, StoreFaultError, SealBrokenError, DatabaseError, OSError) as error:
        return _complain(_told(error), _FAILED)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - an unforeseen error must not print what people wrote
        return _complain(f"unexpected error, please report it: {where(error)}", _FAILED)
    return code


def _told(error: Exception) -> str:
    """Return in words what went wrong with the store or with a file of the program's own."""
    if isinstance(error, DatabaseError):
        return in_words(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error) or type(error).__name__


def _complain(error: object, code: int) -> int:
    print(f"payung: {error}", file=sys.stderr)  # noqa: T201
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="payung", description="The bot, and what its keepers do beside it.")
    parser.add_argument("--version", action="version", version=f"payung {version('payung')}")
    subcommands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in sorted(one.name for one in pkgutil.iter_modules(commands.__path__)):
        if not name.startswith("_"):
            module = importlib.import_module(f"{commands.__name__}.{name}")
            # `import` is a word of Python's, which no module may be named: import_.py
            command = subcommands.add_parser(
                name.rstrip("_"), help=module.SUMMARY, description=module.SUMMARY
            )
            command.set_defaults(run=module.run)
            module.add_options(command)
    return parser
