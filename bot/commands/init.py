"""The command init: an installation set up, one question at a time; run again, it keeps what is there."""

from __future__ import annotations

import asyncio
import os
import pwd
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import say, warn
from bot.errors import RequestError
from bot.folders import CONFIG, ROOT
from bot.gateway.looking import look_at_telegram
from bot.resources import Resources
from bot.settings import TELEGRAM, Environment
from bot.setup.asking import Asker, Keyboard, MisfitError, Question
from bot.setup.interview import Interview
from bot.setup.layout import Layout, make_folder
from bot.setup.plan import READABLE, files_of
from bot.setup.sheets import Sheet, id_of, sheets_of
from bot.setup.standing import as_set, standing
from bot.setup.unit import hindrances, unit
from bot.setup.writing import NewFile, write_all
from bot.store import key_sheets
from bot.texts import DEFAULT_LANGUAGE, languages_in

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bot.setup.plan import Plan
    from bot.texts import Texts

SUMMARY = "set an installation up: token, office, key, backups; asks one thing at a time"
_GIVEN = ("name", "address", "phone", "hours", "backups", "webhook")
_FROM_FILES = ("token_file", "key_from_paper")
_STDIN = "-"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    languages = languages_in(ROOT / "locales")
    command.add_argument("--lang", choices=languages, default=DEFAULT_LANGUAGE, help="in which it asks")
    command.add_argument(
        "--root", type=_folder, default=Path("/"), metavar="DIR", help="another place than /, to try it"
    )
    command.add_argument("--yes", action="store_true", help="ask nothing: take options, and what is there")
    command.add_argument(
        "--token-file", metavar="FILE", help="a file that holds the token; -: standard input"
    )
    command.add_argument("--offline", action="store_true", help="do not ask Telegram whose the token is")
    command.add_argument("--api-url", default="", metavar="URL", help="a Bot API server of your own")
    for name, what in (
        ("name", "of the office"),
        ("address", "of the office"),
        ("phone", "of the office"),
        ("hours", "of the office"),
        ("backups", "folder where backups go, best on another disk"),
        ("webhook", "https address at which Telegram delivers; without: the bot fetches"),
    ):
        command.add_argument(f"--{name}", help=what)
    command.add_argument(
        "--key-from-paper", metavar="FILE", help="the four lines of a sheet; -: standard input"
    )
    command.add_argument("--sheets", type=Path, metavar="FILE.pdf", help="write the key on two sheets")
    command.add_argument(
        "--sheets-are-there", action="store_true", help="say that both sheets were seen in their safes today"
    )
    command.add_argument("--unit", action="store_true", help="write a service of systemd, too")
    command.add_argument("--user", default="payung", help="whose the files are, where root runs this")


def _folder(text: str) -> Path:
    return Path(text).absolute()


def run(options: Namespace) -> None:
    """Ask, then write everything at once; until then nothing is changed."""
    layout, owner = as_set(Layout(options.root)), _owner(options.user)
    if options.sheets_are_there:
        _confirm(layout, owner)
        return
    layout.check_writable()
    texts = Resources.load(CONFIG).catalogues[options.lang]
    asker = Asker(texts, _given(options), None if options.yes else Keyboard())
    now = standing(layout)
    standing_url = now.variables.get("PAYUNG_API_URL", "")
    api_url = options.api_url or os.environ.get("PAYUNG_API_URL", "") or standing_url
    Environment({"PAYUNG_API_URL": api_url} if api_url else {}).api_url()
    knows = None if options.offline else partial(_bot_of, texts, api_url or TELEGRAM)
    asker.say(texts.bare("init.welcome"))
    try:
        plan = Interview(asker, layout, now, knows, api_url).plan()
        files = files_of(plan, now, layout) + _papers(plan, texts)
        if options.unit:
            service = unit(layout, plan.variables["PAYUNG_BACKUP_DIR"], options.user)
            files.append(NewFile(layout.unit, service.encode(), READABLE, of_system=True))
            for hindrance in hindrances(layout, options.user):
                warn(f"warning: {hindrance}")
        _write(asker, plan, files, layout, owner)
    except EOFError:
        raise RequestError("nobody answers: nothing was written (use --yes with options)") from None


def _owner(name: str) -> tuple[int, int] | None:
    """Return user and group that files shall belong to, where root makes them and there is such a user."""
    if os.geteuid() != 0:
        return None
    try:
        user = pwd.getpwnam(name)
    except KeyError:
        return None
    return user.pw_uid, user.pw_gid


def _given(options: Namespace) -> dict[str, str]:
    """Return what options say, by the name of the option; secrets are read out of their files."""
    values = {f"--{name}": getattr(options, name) for name in _GIVEN}
    for name in _FROM_FILES:
        if file := getattr(options, name):
            values[f"--{name.replace('_', '-')}"] = _content(file)
    if options.sheets:
        values["--sheets"] = str(options.sheets.absolute())
    return {name: value for name, value in values.items() if value is not None}


def _content(file: str) -> str:
    try:
        return (sys.stdin.read() if file == _STDIN else Path(file).read_text(encoding="utf-8")).strip()
    except OSError as error:
        raise RequestError(f"{file} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise RequestError(f"{file} is no text") from None


def _bot_of(texts: Texts, api_url: str, token: str) -> str:
    """Return the name of a token's bot. Raise MisfitError where there is none, or nobody who knows."""
    seen = asyncio.run(look_at_telegram(api_url, token))
    if seen.is_unknown:
        raise MisfitError(texts.bare("init.token_unknown"))
    if seen.why:
        raise MisfitError(texts.bare("init.token_silent"))
    return seen.name


def _papers(plan: Plan, texts: Texts) -> list[NewFile]:
    """Return the sheets with the key, where they are wanted."""
    if plan.sheets is None:
        return []
    sheet = Sheet(plan.secret, plan.office["name"], Environment({}).clock().today(), texts)
    return [NewFile(plan.sheets, sheets_of(sheet))]


def _write(
    asker: Asker, plan: Plan, files: list[NewFile], layout: Layout, owner: tuple[int, int] | None
) -> None:
    names = "\n".join(f"  {one.path}" for one in files)
    if files and asker.terminal and not _agrees(asker, names):
        raise RequestError(asker.texts.bare("init.nothing"))
    for folder in (layout.database.parent, Path(plan.variables["PAYUNG_BACKUP_DIR"])):
        make_folder(folder, owner)
    write_all(files, owner)
    say(asker.texts.bare("init.written", files=names) if files else asker.texts.bare("init.as_it_was"))
    say(_next(asker.texts, plan, layout))


def _agrees(asker: Asker, names: str) -> bool:
    asked = Question("", asker.texts.bare("init.agree", files=names), str.lower, optional=True)
    return not asker.ask(asked).startswith(("t", "n"))


def _next(texts: Texts, plan: Plan, layout: Layout) -> str:
    key = texts.bare("init.next_key", id=id_of(plan.secret), file=plan.sheets or "--sheets FILE.pdf")
    return "\n\n".join([key, texts.bare("init.next", file=layout.settings)])


def _confirm(layout: Layout, owner: tuple[int, int] | None) -> None:
    """Note that both sheets were seen today, as `payung doctor --sheets-seen` does."""
    if not layout.key.exists():
        raise RequestError(f"there is no key at {layout.key}")
    today = Environment({}).clock().today()
    key_sheets.note_seen(layout.key, today, owner)
    say(today)
