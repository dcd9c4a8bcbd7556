"""The command doctor: whether all is well, each thing with what to do about it, in plain words."""

from __future__ import annotations

import asyncio
import html
import json
import os
import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.commands._common import resources_of, say
from bot.errors import ConfigurationError
from bot.front.machine import Machine
from bot.gateway.looking import Seen, look_at_telegram
from bot.operations.findings import Concern, Finding, Level, findings
from bot.operations.measuring import OfStore, joined, look, look_at
from bot.operations.words import MARKS, WORDS, advice, said
from bot.settings import TELEGRAM, Environment
from bot.store import key_sheets
from bot.store.connection import look as look_into
from bot.store.crypto import short_id
from bot.store.engines import engine_of
from bot.store.files import files_of
from bot.store.opening import check_whole, exists
from bot.store.sqlite import migrations
from bot.texts import DEFAULT_LANGUAGE
from bot.vitals import Vitals

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from bot.resources import Resources
    from bot.settings import Settings
    from bot.texts import Texts

SUMMARY = "tell whether all is well: token, clock, key, disk, backups and the rest, and what to do"
_OPEN_TO_OTHERS: Final = 0o077
_MOST_RATE: Final = 30.0  # messages a second, https://core.telegram.org/bots/faq
_LONG: Final = timedelta(days=1)  # a bot that has been running for so long has had the time for a backup
_TAG: Final = re.compile(r"<[^>]+>")


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--lang", default=DEFAULT_LANGUAGE, help="id or en")
    command.add_argument("--json", action="store_true")
    command.add_argument("--offline", action="store_true", help="do not ask Telegram")
    command.add_argument(
        "--sheets-seen", action="store_true", help="note that both sheets with the key are there, as of today"
    )


def run(options: Namespace) -> int:
    """Look at everything; 1 where something is bad. With --sheets-seen only that is noted."""
    environment = Environment()
    if options.sheets_seen:
        return _note_sheets(environment)
    resources = resources_of(environment)
    if options.lang not in resources.catalogues.languages:
        raise ConfigurationError("--lang", f"must be one of {', '.join(resources.catalogues.languages)}")
    found = list(_all(environment, resources, offline=options.offline))
    texts = resources.catalogues[options.lang]
    if options.json:
        say(json.dumps([_document(texts, one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            _print(texts, one)
    return int(any(one.level is Level.BAD for one in found))


def _note_sheets(environment: Environment) -> int:
    file = environment.key_file()
    if file is None:
        raise ConfigurationError("PAYUNG_SECRET_KEY_FILE", "is not set: the day is noted beside that file")
    key_sheets.note_seen(file, environment.clock().today())
    say("noted")
    return 0


def _document(texts: Texts, one: Finding) -> dict[str, str]:
    document = {"concern": one.concern, "level": one.level, "said": _plain(said(texts, one))}
    return document if one.level is Level.FINE else document | {"do": _plain(advice(texts, one))}


def _print(texts: Texts, one: Finding) -> None:
    say(f"{MARKS[one.level]} {texts.bare(WORDS[one.concern].name)}: {_plain(said(texts, one))}")
    if one.level is not Level.FINE:
        say(f"   → {_plain(advice(texts, one))}")


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _all(environment: Environment, resources: Resources, *, offline: bool) -> Iterator[Finding]:
    """Look at one thing after the other; what cannot be looked at since another is wrong is left out."""
    try:
        settings = environment.settings()
    except ConfigurationError as error:
        yield Finding(Concern.CONFIG, Level.BAD, {"why": str(error)})
        return
    yield Finding(Concern.CONFIG, Level.FINE)
    seen = None if offline else asyncio.run(look_at_telegram(settings.api_url, settings.token))
    if seen:
        yield _token(seen)
        yield from _receiving(settings, seen)
    yield from _store(settings, resources, seen)
    yield _rights(settings)
    yield _rate(settings)


def _token(seen: Seen) -> Finding:
    if seen.why:
        return Finding(Concern.TOKEN, Level.BAD, {"why": seen.why})
    return Finding(Concern.TOKEN, Level.FINE, {"name": seen.name})


def _receiving(settings: Settings, seen: Seen) -> Iterator[Finding]:
    if seen.why:
        return
    wanted = settings.webhook.url if settings.webhook else ""
    if seen.webhook != wanted:
        how = (
            "a webhook is set that this installation does not serve" if seen.webhook else "no webhook is set"
        )
        yield Finding(Concern.RECEIVING, Level.BAD, {"why": how})
    elif seen.trouble and seen.waiting:
        yield Finding(Concern.RECEIVING, Level.BAD, {"why": f"Telegram cannot deliver: {seen.trouble}"})
    else:
        values = {"how": "webhook" if wanted else "polling", "count": str(seen.waiting)}
        yield Finding(Concern.RECEIVING, Level.FINE, values)


def _store(settings: Settings, resources: Resources, seen: Seen | None) -> Iterator[Finding]:
    database = settings.database
    if not exists(database):
        yield Finding(Concern.SCHEMA, Level.NOTE, {"why": f"there is no store yet at {database}"})
        return
    try:
        check_whole(database)
        with closing(engine_of(database).connect()) as connection:
            version, newest = connection.schema, len(migrations())
            if version != newest:
                why = f"schema {version}, this program knows {newest}: payung migrate"
                yield Finding(Concern.SCHEMA, Level.BAD, {"why": why})
                return
            keys = settings.keys.keys_of(connection)
    except ConfigurationError as error:
        concern = Concern.SECRET if error.key == "PAYUNG_SECRET_KEY" else Concern.SCHEMA
        yield Finding(concern, Level.BAD, {"why": error.reason})
        return
    yield Finding(Concern.SCHEMA, Level.FINE, {"version": str(version)})
    yield Finding(Concern.SECRET, Level.FINE, {"id": short_id(keys.fingerprint())})
    yield from _measured(settings, resources, seen)


def _measured(settings: Settings, resources: Resources, seen: Seen | None) -> Iterator[Finding]:
    async def looked() -> OfStore:
        return await look_into(
            settings.database, settings.keys, settings.clock, lambda tx: look(tx, resources)
        )

    machine = Machine(
        settings.database, settings.backups, settings.key_file, polls=False,
        vitals=Vitals(settings.clock.now()),
    )  # fmt: skip
    of_machine = look_at(settings.database, settings.backups, settings.key_file)
    measured = replace(joined(asyncio.run(looked()), of_machine, machine, resources), running=_LONG)
    if seen and seen.dated and settings.api_url == TELEGRAM:
        measured = replace(measured, clock_off=datetime.now(UTC) - seen.dated)
    yield from findings(measured, resources.operations)


def _rights(settings: Settings) -> Finding:
    database = settings.database
    files = files_of(database) if isinstance(database, Path) else []
    files += [Path(file) for file in (settings.key_file, os.environ.get("PAYUNG_ENV_FILE")) if file]
    open_ones = [str(file) for file in files if _others_may_read(file)]
    if open_ones:
        return Finding(Concern.RIGHTS, Level.BAD, {"files": ", ".join(open_ones)})
    return Finding(Concern.RIGHTS, Level.FINE)


def _others_may_read(file: Path) -> bool:
    try:
        return bool(file.stat().st_mode & _OPEN_TO_OTHERS)
    except OSError:
        return False


def _rate(settings: Settings) -> Finding:
    rate = settings.messages_per_second
    bad = settings.api_url == TELEGRAM and not 0 < rate <= _MOST_RATE
    return Finding(Concern.RATE, Level.BAD if bad else Level.FINE, {"rate": f"{rate:g}"})
