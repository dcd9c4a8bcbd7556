"""`python -m bench`: turns a second of Payung and of plain echo bots, measured in the same run.

A turn is an update whose first answer reached the server. Payung registers people (a turn is stored, applied
and answered by one to two messages and other calls); the baselines only send back what they got.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.databases import measure
from bench.running import BOT_CORE, SERVER_CORE, TOKEN, Child, RunError, payung, payung_environment

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLOW = (50.0, 150.0)
_OPEN_RATE, _OPEN_CHATS = 200.0, 250  # each writes every 1.25 s: nobody before the last answer came
_BUSY = 0.9
_LINE = "{:<16}{:<12}{:>9}{:>8}{:>9}{:>11}{:>10}{:>10}{:>9}{:>9}"


@dataclass(frozen=True, slots=True)
class Case:
    """One bot under one load."""

    bot: str
    module: tuple[str, ...]
    latency: tuple[float, float] = (0.0, 0.0)
    rate: float = 0.0

    @property
    def registers(self) -> bool:
        """Whether the bot is Payung."""
        return self.module == _PAYUNG

    @property
    def load(self) -> str:
        """The load, in words."""
        if self.rate:
            return f"{self.rate:.0f}/s open"
        return f"{self.latency[0]:.0f}-{self.latency[1]:.0f} ms" if self.latency[1] else "0 ms"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run showed."""

    turns_per_second: float
    requests_per_second: float
    cpu_per_thousand: float
    p50: float
    p99: float
    released_p99: float
    peak: float
    server_cpu: float
    completed: int = 0
    stored: int = 0
    stuck: int = 0
    unexpected: int = 0


_PAYUNG = ("bot", "run")
_PTB = ("bench.echo_ptb",)
_PTB_CONCURRENT = ("bench.echo_ptb", "--concurrent")
_AIOGRAM = ("bench.echo_aiogram",)
_OPEN = Case("payung", _PAYUNG, _SLOW, _OPEN_RATE)
_CASES = (
    Case("payung", _PAYUNG),
    Case("PTB", _PTB),
    Case("aiogram", _AIOGRAM),
    Case("payung", _PAYUNG, _SLOW),
    Case("PTB", _PTB, _SLOW),
    Case("PTB concurrent", _PTB_CONCURRENT, _SLOW),
    Case("aiogram", _AIOGRAM, _SLOW),
    _OPEN,
)


def main() -> int:
    """Run all cases; 1 when a registration was lost or a case gave no result."""
    options = _options()
    if options.databases:
        return measure(options)
    cases = [case for case in _CASES if options.only in {"", case.bot}]
    outcomes: dict[Case, list[Outcome]] = {case: [] for case in cases}
    try:
        for _ in range(options.repeat):
            for case in cases:
                print(f"  {case.bot}, {case.load} ...", file=sys.stderr, flush=True)
                outcomes[case].append(_run(case, options))
    except RunError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    _print_table(outcomes)
    if _OPEN in outcomes:
        _print_open_loop(outcomes[_OPEN])
    _print_server(outcomes)
    return 0 if _print_losses(outcomes) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="length of each measurement")
    parser.add_argument("--chats", type=int, default=500, help="chats that write at the same time")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each case; medians are shown")
    parser.add_argument("--quick", action="store_true", help="2 seconds each, for a look only")
    parser.add_argument("--only", default="", metavar="BOT", help="only cases of this bot, such as payung")
    parser.add_argument("--databases", action="store_true", help="SQLite and PostgreSQL, one and two bots")
    options = parser.parse_args()
    if options.quick:
        options.seconds = 2.0
    return options


# -- one run


def _run(case: Case, options: argparse.Namespace) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as name:
        folder = Path(name)
        server = Child(_server(case, options), SERVER_CORE, folder / "server.log")
        with server:
            url = f"http://127.0.0.1:{server.event('listening')['port']}"
            environment = payung_environment(url, folder)
            with Child(_bot(case, url), BOT_CORE, folder / "bot.log", environment) as bot:
                outcome = _observe(server, bot)
        stored = _exported(environment) if case.registers else 0
    return Outcome(**outcome, stored=stored)


def _server(case: Case, options: argparse.Namespace) -> list[str]:
    chats = _OPEN_CHATS if case.rate else options.chats
    return [
        "bench.server",
        *("--workload", "registration" if case.registers else "echo"),
        *("--chats", str(chats), "--seconds", str(options.seconds), "--rate", str(case.rate)),
        *("--latency", *map(str, case.latency)),
    ]


def _bot(case: Case, url: str) -> list[str]:
    if case.registers:
        return list(case.module)
    return [*case.module, "--url", url, "--token", TOKEN]


def _observe(server: Child, bot: Child) -> dict[str, Any]:
    server.event("measuring")
    cpu = bot.cpu_seconds()
    server.event("measured")
    cpu = bot.cpu_seconds() - cpu
    result = server.event("result")
    names = [name for name in Outcome.__slots__ if name in result]
    return {
        **{name: result[name] for name in names},
        "cpu_per_thousand": 1000 * cpu / max(1, result["turns"]),
        "peak": bot.peak_mebibytes(),
    }


def _exported(environment: Mapping[str, str]) -> int:
    """Return how many registrations the store holds after the bot has ended."""
    return payung(environment, "export").count("\n") - 1


# -- what is printed


def _median(outcomes: list[Outcome], name: str) -> float:
    return float(median(getattr(outcome, name) for outcome in outcomes))


def _ratio(rate: float, baseline: float | None) -> str:
    return f"{rate / baseline:.2f}" if baseline else "-"


def _print_table(outcomes: dict[Case, list[Outcome]]) -> None:
    heads = ("turns/s", "x PTB", "x aiogr.", "requests/s", "CPU-s/1k", "p50 ms", "p99 ms", "RSS MiB")
    print(_LINE.format("bot", "latency", *heads))
    rates = {(case.bot, case.load): _median(runs, "turns_per_second") for case, runs in outcomes.items()}
    for case, runs in outcomes.items():
        if case.rate:
            continue
        rate = rates[case.bot, case.load]
        print(_LINE.format(
            case.bot, case.load, f"{rate:.0f}", _ratio(rate, rates.get(("PTB", case.load))),
            _ratio(rate, rates.get(("aiogram", case.load))), f"{_median(runs, 'requests_per_second'):.0f}",
            f"{_median(runs, 'cpu_per_thousand'):.2f}", f"{_median(runs, 'p50'):.1f}",
            f"{_median(runs, 'p99'):.1f}", f"{_median(runs, 'peak'):.0f}",
        ))  # fmt: skip


def _print_open_loop(runs: list[Outcome]) -> None:
    print(
        f"\nopen loop, {_OPEN_RATE:.0f} turns/s, answers after {_SLOW[0]:.0f}-{_SLOW[1]:.0f} ms: "
        f"handed out -> first answer p50 {_median(runs, 'p50'):.1f} ms, p99 {_median(runs, 'p99'):.1f} ms "
        f"(p99 since written: {_median(runs, 'released_p99'):.1f} ms); "
        f"{_median(runs, 'turns_per_second'):.0f} turns/s answered; "
        f"{_median(runs, 'cpu_per_thousand'):.2f} CPU-s/1k; RSS peak {_median(runs, 'peak'):.0f} MiB"
    )


def _print_server(outcomes: dict[Case, list[Outcome]]) -> None:
    all_runs = [(case, run) for case, runs in outcomes.items() for run in runs]
    busiest_case, busiest = max(all_runs, key=lambda pair: pair[1].server_cpu)
    capacity = busiest.requests_per_second / max(busiest.server_cpu, 0.01)
    print(
        f"server: at most {busiest.server_cpu:.0%} of its core ({busiest_case.bot}, {busiest_case.load}: "
        f"good for {capacity:.0f} such requests/s)"
    )
    for case, run in all_runs:
        if run.server_cpu > _BUSY:
            print(f"  THE SERVER WAS THE BOTTLENECK: {case.bot}, {case.load}: {run.server_cpu:.0%}")


def _print_losses(outcomes: dict[Case, list[Outcome]]) -> bool:
    """Print whether everything that was sent is in the store; return True if so."""
    for case, runs in outcomes.items():
        stuck, unexpected = sum(run.stuck for run in runs), sum(run.unexpected for run in runs)
        if stuck or unexpected:
            print(f"  {case.bot}, {case.load}: {stuck} chats never answered, {unexpected} unexpected answers")
    runs = [run for case, runs in outcomes.items() if case.registers for run in runs]
    driven, stored = sum(run.completed for run in runs), sum(run.stored for run in runs)
    print(f"registrations: {driven} driven, {stored} exported")
    return all(run.completed == run.stored and not run.stuck for run in runs)


if __name__ == "__main__":
    sys.exit(main())
