"""Fixtures for all tests: a network that ends at this machine, the stand-in, a running bot."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sqlite3
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

from bot import app, texts
from bot.announcements.sending import broadcaster
from bot.folders import ROOT
from bot.gateway import effort, lanes, pacer, sender
from bot.keeper import Policy
from bot.resources import Resources
from bot.sandbox import Sandbox
from bot.settings import Environment, Settings
from bot.store import connection, sqlite
from bot.store.crypto import new_secret
from tests.postgres import Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from bot.store.address import Whereabouts

# Generated examples: the same in each run, and however long a busy machine takes for one.
settings.register_profile(
    "payung", derandomize=True, deadline=None, max_examples=150, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("payung")

_LOCAL = ("127.0.0.1", "::1", "localhost", "")


def _refuse_foreign_addresses(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in _LOCAL:
        raise RuntimeError(f"a test wanted to reach {arguments[1][0]}")
    if event == "socket.getaddrinfo" and arguments[0] not in {*_LOCAL, None}:
        raise RuntimeError(f"a test wanted to look up {arguments[0]}")


sys.addaudithook(_refuse_foreign_addresses)


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes `-n auto` starts: two a processor, since some tests wait."""
    return 2 * (os.cpu_count() or 1)


# What these ask of a store on a server, other quick tests ask of it too.
_LONG_ON_A_SERVER = {
    "test_audience", "test_cells", "test_choosing", "test_two_hundred_people", "test_reading", "test_process",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as long what goes on on a PostgreSQL server and tells little more than others do."""
    for item in items:
        if "[postgresql" in item.name and item.path.stem in _LONG_ON_A_SERVER:
            item.add_marker(pytest.mark.long)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("PAYUNG_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PAYUNG_ENV_FILE", "")  # nor that of an installation on this machine


@pytest.fixture(scope="session", autouse=True)
def _schema_made_once() -> Iterator[None]:
    """Let a store that is made anew get its schema as a copy, where no process of its own makes it.

    The migrations themselves have their tests, and run whole for each process that a test starts.
    """
    migrate, steps = sqlite.migrate, sqlite.migrations
    model = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate(model)

    def copied(connection: sqlite3.Connection, path: Path | None = None) -> list[str]:
        is_there = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if is_there or sqlite.migrations is not steps:
            return migrate(connection, path)
        model.backup(connection)
        return []

    with patch.object(sqlite, "migrate", copied):
        yield
    model.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, started when it is first wanted; where none can be had, that is skipped."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Whereabouts]:
    """Where a store may be made: in a file, and in an empty database of a server."""
    if request.param == "sqlite":
        yield tmp_path / "payung.db"
        return
    server: Server = request.getfixturevalue("postgres")
    address = server.with_schema()
    yield address
    server.give_back(address)


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Everything of config/ and locales/."""
    return Resources.load(ROOT / "config")


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Let commands of this process read config/ and locales/ once; of copies, what differs."""
    load, parse, read_catalogue = Resources.load, tomllib.loads, texts._read
    usual = (ROOT / "config", ROOT / "locales")
    once, catalogue_once, parsed = (
        cache(load),
        cache(read_catalogue),
        cache(lambda text: pickle.dumps(parse(text))),
    )

    def read(config: Path, locales: Path = ROOT / "locales") -> Resources:
        return once(config, locales) if (config, locales) == usual else load(config, locales)

    def catalogue(folder: Path, language: str) -> dict[str, texts.Entry]:
        return (catalogue_once if folder == usual[1] else read_catalogue)(folder, language)

    with (
        patch.object(Resources, "load", read),
        patch.object(tomllib, "loads", lambda text: pickle.loads(parsed(text))),  # noqa: S301 - written above
        patch.object(texts, "_read", catalogue),
    ):
        yield


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """The stand-in for Telegram."""
    async with Sandbox() as running:
        yield running


@pytest.fixture
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a bot of this process look for what is due more often, and try again sooner.

    How soon that is in earnest, no test of a running bot asks; but what waits for it would wait long.
    """
    monkeypatch.setattr(app, "_TICK", timedelta(seconds=0.05))
    monkeypatch.setattr(app, "STOP_SECONDS", 0.5)
    monkeypatch.setattr(connection, "_FAULT_PAUSE", 0.05)
    monkeypatch.setattr(app, "LOOKING", Policy(0.05, 0.05, 0.05))
    monkeypatch.setattr(app, "CARDS_EVERY", 0.1)
    monkeypatch.setattr(broadcaster, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(effort, "_FIRST_PAUSE", 0.02)
    monkeypatch.setattr(sender, "_FIRST_FETCH_PAUSE", 0.05)
    monkeypatch.setattr(sender, "_LONGEST_FETCH_PAUSE", 0.05)
    monkeypatch.setattr(lanes, "_RETRY_PAUSE", 0.01)
    monkeypatch.setattr(pacer, "CHAT_INTERVAL", 0.1)


@pytest.fixture
def environment(sandbox: Sandbox, tmp_path: Path, _in_a_hurry: None) -> dict[str, str]:
    """The environment of a bot that polls the stand-in, without pacing."""
    return {
        "PAYUNG_BOT_TOKEN": sandbox.token,
        "PAYUNG_API_URL": sandbox.url,
        "PAYUNG_DATABASE_URL": f"sqlite:///{tmp_path / 'payung.db'}",
        "PAYUNG_SECRET_KEY": new_secret(),
        "PAYUNG_MESSAGES_PER_SECOND": "0",
        "PAYUNG_QUIET_HOURS": "off",
    }


@dataclass(slots=True)
class RunningBot:
    """A bot that runs in this process; `stop` ends it as SIGTERM would, `start` begins again."""

    settings: Settings
    resources: Resources
    task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        started = asyncio.Event()
        self.task = asyncio.create_task(app.run(self.settings, self.resources, started))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait({self.task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self.task.done():
            await self.task

    async def stop(self) -> None:
        if self.task:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task
            self.task = None


@pytest.fixture
async def bot(environment: dict[str, str], resources: Resources) -> AsyncIterator[RunningBot]:
    """The real bot, running against the stand-in."""
    running = RunningBot(Environment(environment).settings(), resources)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def command(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run `payung ...` in this process, with the environment of the bot; gives the exit code."""
    from bot.cli import main  # noqa: PLC0415

    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def run(*arguments: object) -> int:
        # In a thread: a command may have an event loop of its own, as it has in a process of its own.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(main, [str(argument) for argument in arguments]).result()

    return run
