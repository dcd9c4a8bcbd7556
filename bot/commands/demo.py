"""The command demo: bot, stand-in for Telegram and chat page on this machine."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app, logs
from bot.clock import OFFICE_ZONE
from bot.commands._common import say
from bot.commands._practice import FARMING, FARMING_LIST, SOCIAL, SOCIAL_LIST, lists
from bot.commands.seed import fill
from bot.errors import ConfigurationError
from bot.exchange.at_once import AtOnce, Named
from bot.register.content import Place
from bot.resources import Resources
from bot.sandbox import DEMO_PEOPLE, SECOND_OFFICER, Sandbox
from bot.settings import Environment, Settings
from bot.staff.invitations import invite as new_invitation
from bot.store import beside
from bot.store.connection import Store
from bot.store.crypto import new_secret, read_secret
from bot.store.files import remove
from bot.store.keyring import KeyRing
from bot.store.opening import only_process, transaction
from bot.terms.roles import Role

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from bot.clock import Clock
    from bot.sandbox import Person

_DEMO = Path("var/demo").absolute()
_PRACTICE = _DEMO / "latihan"
_STAFF = (DEMO_PEOPLE[-1], SECOND_OFFICER)
_WAITING = range(700_001, 700_007)  # chats of invented people whose registrations wait
_READS = {"id": "Indonesian", "en": "English"}
_WELCOME = """Payung: {url}/  (Ctrl-C ends it)

On the page you are one of these invented people:
{people}

In another window, move a registration as the office would, by the number that its worker was given:
  make stage NUMBER=123-456-786 STAGE=registered MORE="--sum 41600 --pay-until 2026-12-31"
  (stages: in_review, accepted, handed_over, registered, active, lapsed, ended, and others)"""

_LISTS = """
Lists to practise with lie in {folder}/: send one to the bot as Rina. Two are in force already.
What there is to be tried: docs/latihan-petugas.md"""

SUMMARY = "bot, stand-in for Telegram and chat page on this machine, without token or network"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--port", type=_port, default=8080)
    command.add_argument(
        "--with-lists", action="store_true", help="lists in force, others to send, registrations that wait"
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:  # noqa: PLR2004
        raise ValueError
    return port


def run(options: Namespace) -> None:
    """Run both until they are told to end."""
    logs.set_up()
    asyncio.run(_demo(options.port, with_lists=options.with_lists))


async def _demo(port: int, *, with_lists: bool) -> None:
    """Run the bot against the stand-in, with a store and a key of its own under var/demo/."""
    clock = Environment().clock()
    people = (*DEMO_PEOPLE, SECOND_OFFICER) if with_lists else DEMO_PEOPLE
    sandbox = Sandbox(port=port, people=people, clock=lambda: clock.now().timestamp(), zone=OFFICE_ZONE.key)
    try:
        await sandbox.start()
    except OSError:
        raise ConfigurationError("--port", f"{port} is taken; choose another") from None
    try:
        say("Reading the texts, the law and what people say ...")
        settings = _demo_settings(sandbox, clock)
        resources = Resources.load(settings.config)
        _invite_demo_staff(settings, resources, sandbox, [one for one in people if one in _STAFF])
        if with_lists:
            await _practise(settings, resources)
        started = asyncio.Event()
        running = asyncio.create_task(app.run(settings, resources, started))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if started.is_set():
            say(_WELCOME.format(url=sandbox.url, people="\n".join(map(_line, people))))
            if with_lists:
                say(_LISTS.format(folder=_PRACTICE))
            sys.stdout.flush()
        waiting.cancel()
        await running
    finally:
        await sandbox.stop()


def _line(person: Person) -> str:
    who = (
        "of the office: /kantor, /antrean, /impor"
        if person in _STAFF
        else f"a worker who reads {_READS[person.language_code]}"
    )
    return f"  {person.name}, {who}"


def _demo_settings(sandbox: Sandbox, clock: Clock) -> Settings:
    # The stand-in begins with an empty world, so the demo begins with an empty store.
    database = _DEMO / "payung.db"
    with only_process(database):
        remove(database)
        beside.forget(database)
    return Settings(
        sandbox.token, sandbox.url, _DEMO / "payung.db", KeyRing(read_secret(_demo_secret())),
        Environment().config(), None, 28.0, "off", clock, backups=_backups(),
    )  # fmt: skip


def _backups() -> Path:
    """Return an empty folder for the backups of an invented office."""
    folder = _DEMO / "cadangan"
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    return folder


def _demo_secret() -> str:
    path = _DEMO / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(new_secret())
    return path.read_text()


def _invite_demo_staff(
    settings: Settings, resources: Resources, sandbox: Sandbox, staff: Sequence[Person]
) -> None:
    for one in staff:
        with transaction(settings.database, settings.keys, settings.clock) as tx:
            payload = new_invitation(tx, Role.ADMIN, resources.limits.invitation_hours)
        sandbox.acts.start(one.id, payload)


async def _practise(settings: Settings, resources: Resources) -> None:
    """Put two lists in force, lay others ready to be sent, and let registrations wait for the office."""
    files = lists()
    _PRACTICE.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (_PRACTICE / name).write_bytes(content)
    with transaction(settings.database, settings.keys, settings.clock) as tx:
        fill(tx, resources, _WAITING)
    async with Store(settings.database, settings.keys, settings.clock) as store:
        for name, agency in ((FARMING_LIST, FARMING), (SOCIAL_LIST, SOCIAL)):
            named = Named(name, agency, settings.clock.today().replace(day=1), 0, Place())
            await AtOnce(store, resources).read_in(files[name], named, apply=True)
