"""One run: a server, a bot, an announcement, and what came of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from bench.announce.audience import FIRST_CHAT
from bench.running import (
    BOT_CORE,
    ROOT,
    SERVER_CORE,
    TOKEN,
    Child,
    RunError,
    payung,
    payung_environment,
)

PAYUNG, LOOP, LIMITER = "payung", "loop", "limiter"
NAMES = {PAYUNG: "Payung", LOOP: "loop", LIMITER: "PTB AIORateLimiter"}
_SEEDED = 50_000  # people with registrations; above it there are chats only
_FEW = 100
_SECOND_FROM = "second_from = "
_MANY = """
WITH RECURSIVE numbers (n) AS (SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)
INSERT INTO chats (chat_id, language, first_seen) SELECT n, 'id', '2026-01-01T00:00:00.000Z' FROM numbers
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One bot with so many recipients. `rate`: what the bot is told; `limit`: what the server permits."""

    bot: str
    recipients: int
    rate: float
    limit: float
    most: float  # seconds after which it is over
    tuned: bool = False
    latency: float = 80.0  # milliseconds until each answer
    hang_after: float = 0.0  # seconds after which nothing is answered any more; 0: all is


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run showed: the figures of the server, and what the bot used."""

    case: Case
    figures: dict[str, Any]
    cpu_per_thousand: float
    peak: float  # MiB
    complaints: str = field(default="", repr=False)

    @property
    def per_second(self) -> float:
        """Announcements and replies a second."""
        return float(self.figures["sends"] / self.figures["seconds"])

    @property
    def sends_many(self) -> bool:
        """Whether it sent enough for the CPU of a message to be known."""
        return bool(self.figures["sends"] >= _FEW)

    @property
    def flawless(self) -> bool:
        """Whether nobody was left out or got it twice, and Telegram had nothing to refuse."""
        return not any(self.figures[name] for name in ("lost", "doubled", "refused"))


def run(case: Case) -> Outcome:
    """Let one bot announce. Raise RunError."""
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as name:
        folder = Path(name)
        with Child(_server(case), SERVER_CORE, folder / "server.log") as server:
            url = f"http://127.0.0.1:{server.event('listening')['port']}"
            if case.bot == PAYUNG:
                return _payung(case, server, url, folder)
            options = ["--url", url, "--token", TOKEN, "--rate", str(case.rate)]
            options += ["--recipients", str(case.recipients), *(["--tuned"] if case.tuned else [])]
            with Child([f"bench.announce.{case.bot}", *options], BOT_CORE, folder / "bot.log") as bot:
                return _observe(case, server, bot)


def _server(case: Case) -> list[str]:
    conversation = ["--conversation"] if case.bot == PAYUNG else []
    nobody_writes = ["--asks", "0"] if case.bot == LOOP else []  # it would not answer
    figures = ["--recipients", str(case.recipients), "--limit", str(case.limit), "--most", str(case.most)]
    line = ["--latency", str(case.latency), "--hang-after", str(case.hang_after)]
    return ["bench.announce.server", *conversation, *nobody_writes, *figures, *line]


def _payung(case: Case, server: Child, url: str, folder: Path) -> Outcome:
    environment = payung_environment(url, folder, case.rate) | {
        "PAYUNG_QUIET_HOURS": "off",
        "PAYUNG_CONFIG": str(_config(folder, case.recipients)),
    }
    _fill(environment, folder / "payung.db", case.recipients)
    with Child(["bot", "run"], BOT_CORE, folder / "bot.log", environment) as bot:
        server.event("polled")
        link = payung(environment, "staff", "invite", "--role", "announcer").strip()
        _control(url, {"invitation": link.partition("start=")[2]})
        return _observe(case, server, bot)


def _config(folder: Path, recipients: int) -> Path:
    """Return a copy of the configuration by which one member of staff alone may announce to so many."""
    config = folder / "config"
    shutil.copytree(ROOT / "config", config)
    file = config / "payung.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    raised = [f"{_SECOND_FROM}{recipients + 1}" if line.startswith(_SECOND_FROM) else line for line in lines]
    file.write_text("\n".join(raised) + "\n", encoding="utf-8")
    return config


def _fill(environment: dict[str, str], database: Path, recipients: int) -> None:
    seeded = min(recipients, _SEEDED)
    payung(environment, "seed", "--chats", str(seeded), "--first-id", str(FIRST_CHAT))
    if recipients > seeded:
        span = {"first": FIRST_CHAT + seeded, "last": FIRST_CHAT + recipients - 1}
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(_MANY, span)


def _control(url: str, params: dict[str, str]) -> None:
    body, head = json.dumps(params).encode(), {"Content-Type": "application/json"}
    with urlopen(Request(f"{url}/control/announce", body, head)) as answer:  # noqa: S310 - our own server
        answer.read()


def _observe(case: Case, server: Child, bot: Child) -> Outcome:
    try:
        server.event("began")
    except RunError as error:
        raise RunError(f"{error}\n{bot.name}: {bot.complaints()}") from None
    cpu = bot.cpu_seconds()
    server.event("ended")
    cpu = bot.cpu_seconds() - cpu
    figures = server.event("result")
    return Outcome(case, figures, 1000 * cpu / max(1, figures["sends"]), bot.peak_mebibytes(), _warnings(bot))


def _warnings(bot: Child) -> str:
    return "\n".join(line for line in bot.complaints().splitlines() if " INFO " not in line)
