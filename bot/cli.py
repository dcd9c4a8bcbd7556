"""The command `payung`. Exit 0: done; 1: the thing asked for failed; 2: wrong use or configuration."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import logs
from bot.commands import asking, changing, keeping, looking, pricing, running
from bot.errors import ConfigurationError, RequestError
from bot.logs import where
from bot.store.errors import DatabaseError, SealBrokenError, StoreFaultError
from bot.terms.roles import Role
from bot.terms.stages import Stage

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
    except (RequestError, StoreFaultError, SealBrokenError) as error:
        return _complain(error, _FAILED)
    except (DatabaseError, OSError) as error:
        return _complain(f"{type(error).__name__}: {error}", _FAILED)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - an unforeseen error must not print what people wrote
        return _complain(f"unexpected error, please report it: {where(error)}", _FAILED)
    return code


def _complain(error: object, code: int) -> int:
    print(f"payung: {error}", file=sys.stderr)  # noqa: T201
    return code


def _run(options: argparse.Namespace) -> None:
    logs.set_up(verbose=options.verbose)
    asyncio.run(running.run())


def _demo(options: argparse.Namespace) -> None:
    logs.set_up()
    asyncio.run(running.demo(options.port))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="payung", description="The bot, and what its keepers do beside it.")
    subcommands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: object, summary: str) -> argparse.ArgumentParser:
        command = subcommands.add_parser(name, help=summary, description=summary)
        command.set_defaults(run=run)
        return command

    run = add("run", _run, "run the bot against Telegram")
    run.add_argument("--verbose", action="store_true", help="log more than warnings")
    demo = add(
        "demo", _demo, "bot, stand-in for Telegram and chat page on this machine, without token or network"
    )
    demo.add_argument("--port", type=_port, default=8080)
    check = add(
        "check", lambda o: looking.check(o.audit_head), "check config, facts, catalogues and audit trail"
    )
    check.add_argument("--audit-head", metavar="HASH", help="the trail must contain this hash")
    form = add("form", lambda _: looking.show_form(), "print the enrolment form")
    form.add_argument("--json", action="store_true", required=True)
    export = add("export", lambda _: looking.export(), "print all registrations")
    export.add_argument("--format", choices=["csv"], default="csv")
    stages = [one for one in Stage if one is not Stage.DRAFT]
    stage = add("stage", lambda o: changing.move(o.number, o.stage), "move a registration to a stage")
    stage.add_argument("number")
    stage.add_argument("stage", type=Stage, choices=stages, metavar="STAGE", help=", ".join(stages))
    nik = add(
        "nik", lambda o: looking.check_niks(o.nik), "read identity numbers, from arguments or standard input"
    )
    nik.add_argument("nik", nargs="*")
    nik.add_argument("--json", action="store_true", help="one JSON object a line (the only format)")
    pricing.add_options(add("iuran", pricing.price, "work out contributions, month by month"))
    asking.add_options(add("ask", asking.ask, "answer questions as the bot does"))
    staff = add("staff", lambda o: changing.invite(o.role), "invite a member of staff")
    staff.add_argument("action", choices=["invite"])
    staff.add_argument(
        "--role", type=Role, choices=list(Role), required=True, metavar="ROLE", help=", ".join(Role)
    )
    seed = add("seed", lambda o: changing.seed(o.chats, o.first_id), "fill a store with invented people")
    seed.add_argument("--chats", type=_positive, required=True)
    seed.add_argument("--first-id", type=_positive, required=True)
    backup = add("backup", lambda o: keeping.back_up(o.file), "copy the store, also while the bot runs")
    backup.add_argument("file", type=Path)
    restore = add(
        "restore", lambda o: keeping.restore(o.file, o.erasures), "bring a backup back into an empty store"
    )
    restore.add_argument("file", type=Path)
    restore.add_argument("--erasures", type=Path, metavar="FILE", help="a journal of erasures kept elsewhere")
    add("migrate", lambda _: keeping.migrate_store(), "bring the store's schema up to date")
    erase = add("erase", lambda o: changing.erase(o.number), "erase a registration for good")
    erase.add_argument("number")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:  # noqa: PLR2004
        raise ValueError
    return port


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
