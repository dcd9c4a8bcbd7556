"""`python -m bench.announce`: announcements of Payung and of bots as people write them, in the same run.

The server stands in for Telegram: it permits so many messages a second in all, one a second in each chat
(three at once), answers after 80 ms, and one chat in twenty has blocked the bot. It counts; a message to a
chat that has blocked the bot counts as sent. Workers write about once a second, and wait for the reply.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bench.announce.runs import LIMITER, LOOP, NAMES, PAYUNG, Case, Outcome, run
from bench.running import RunError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIMIT, _RATE = 30.0, 29.0  # messages a second that Telegram permits, and that Payung is told to send
_FAST, _MANY, _PATIENCE = 1000.0, 10_000, 60.0
_SIZES, _MILLION, _SENDING = (1000, 50_000), 1_000_000, 20.0
_BUSY = 0.9
_LINE = "{:<20}{:>10}{:>9}{:>9}{:>9}{:>11}{:>11}{:>6}{:>7}{:>9}{:>8}{:>8}{:>10}{:>10}{:>9}"
_HEADS = (
    "bot", "recipients", "seconds", "sends/s", "of rate", "worst min", "busiest s", "429", "lost", "doubled",
    "p50 s", "p95 s", "no reply", "CPU-s/1k", "RSS MiB",
)  # fmt: skip
_SLOW_RATE, _SLOW_RECIPIENTS, _LATENCIES, _HANG_AFTER = 28.0, 900, (150.0, 600.0), 8.0
_SLOW_LINE = "{:>9}{:>13}{:>9}{:>9}{:>10}{:>6}{:>9}"
_MEMORY_LINE = "{:>12}{:>9}{:>9}{:>12}{:>9}{:>9}{:>9}"


def main() -> int:
    """Run all cases; 1 when Payung lost or doubled anything, met a limit, or a case gave no result."""
    options = _options()
    try:
        return 0 if _measure(options) else 1
    except RunError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.announce", description=__doc__)
    parser.add_argument("--recipients", type=int, default=600, help="of an announcement at the usual limit")
    parser.add_argument("--seconds", type=float, help="instead: how long such an announcement takes")
    parser.add_argument("--limit", type=float, default=_LIMIT, help="messages a second that are permitted")
    parser.add_argument("--rate", type=float, default=_RATE, help="messages a second that Payung is told")
    parser.add_argument("--million", action="store_true", help="measure the memory for a million chats too")
    parser.add_argument("--part", choices=["usual", "fast", "line", "memory"], help="only this part")
    parser.add_argument("--only", choices=list(NAMES), help="only this bot")
    options = parser.parse_args()
    if options.seconds:
        options.recipients = round(options.seconds * options.rate)
    return options


def _measure(options: argparse.Namespace) -> bool:
    flawless = True
    if options.part in {None, "usual"}:
        outcomes = _outcomes(_usual(options), options.only)
        _print_table(f"{options.limit:g} messages a second are permitted", outcomes)
        flawless = all(one.flawless for one in outcomes if one.case.bot == PAYUNG)
    if options.part in {None, "fast"}:
        title = f"{_FAST:g} messages a second are permitted; given up after {_PATIENCE:g} s"
        _print_table(title, _outcomes(_fast(), options.only))
    if options.part in {None, "line"}:
        _print_line(_outcomes(_line(), options.only))
    if options.part in {None, "memory"}:
        sizes = (*_SIZES, _MILLION) if options.million else _SIZES
        cases = [Case(PAYUNG, size, _FAST, 0.0, _SENDING) for size in sizes]
        _print_memory(_outcomes(cases, options.only))
    return flawless


def _usual(options: argparse.Namespace) -> list[Case]:
    most = 30.0 * options.recipients / options.limit + _PATIENCE
    return [
        Case(PAYUNG, options.recipients, options.rate, options.limit, most),
        Case(LOOP, options.recipients, options.limit, options.limit, most),
        Case(LIMITER, options.recipients, options.limit, options.limit, most),
    ]


def _fast() -> list[Case]:
    bots = (PAYUNG, LOOP, LIMITER)
    return [Case(bot, _MANY, _FAST, _FAST, _PATIENCE, tuned=bot != PAYUNG) for bot in bots]


def _line() -> list[Case]:
    """Return cases of a line that answers slowly, and of one that hangs after some seconds."""
    slow = [
        Case(PAYUNG, _SLOW_RECIPIENTS, _SLOW_RATE, _LIMIT, 3 * _PATIENCE, latency=latency)
        for latency in _LATENCIES
    ]
    hanging = [
        Case(PAYUNG, _SLOW_RECIPIENTS, _SLOW_RATE, _LIMIT, _PATIENCE, latency=latency, hang_after=_HANG_AFTER)
        for latency in _LATENCIES
    ]
    return [*slow, *hanging]


def _outcomes(cases: Iterable[Case], only: str | None) -> list[Outcome]:
    outcomes = []
    for case in cases:
        if only in {None, case.bot}:
            print(f"  {NAMES[case.bot]}, {case.recipients} recipients ...", file=sys.stderr, flush=True)
            outcomes.append(run(case))
    return outcomes


# -- what is printed


def _print_table(title: str, outcomes: list[Outcome]) -> None:
    print(f"\n{title}")
    print(_LINE.format(*_HEADS))
    for one in outcomes:
        print(_row(one))
    _print_remarks(outcomes)


def _row(one: Outcome) -> str:
    case, figures = one.case, one.figures
    worst, cpu = figures["worst_minute"], one.cpu_per_thousand
    return _LINE.format(
        NAMES[case.bot] + (" tuned" if case.tuned else ""), case.recipients, f"{figures['seconds']:.1f}",
        f"{one.per_second:.1f}", f"{one.per_second / case.rate:.1%}",
        "-" if worst is None else f"{worst / 60 / case.rate:.1%}", figures["busiest_second"],
        figures["refused"], figures["lost"], figures["doubled"], _seconds(figures["p50"]),
        _seconds(figures["p95"]), _unanswered(figures), f"{cpu:.2f}" if one.sends_many else "-",
        f"{one.peak:.0f}",
    )  # fmt: skip


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _unanswered(figures: dict[str, int]) -> str:
    asked = figures["unanswered"] + figures["replies"]
    return f"{figures['unanswered']} of {asked}" if asked else "-"


def _print_remarks(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        name = f"{NAMES[one.case.bot]}, {one.case.recipients} recipients"
        if one.figures["server_cpu"] > _BUSY:
            print(f"  THE SERVER WAS THE BOTTLENECK: {name}: {one.figures['server_cpu']:.0%} of its core")
        if one.case.bot == PAYUNG and one.complaints:
            print(f"  {name}, said in the end:\n{one.complaints}")


def _print_line(outcomes: list[Outcome]) -> None:
    print(f"\nPayung at {_SLOW_RATE:g} messages a second, on a line that answers slowly, or hangs")
    print(_SLOW_LINE.format("answers", "hangs after", "sends/s", "of rate", "stranded", "lost", "doubled"))
    for one in outcomes:
        case, figures = one.case, one.figures
        hangs = bool(case.hang_after)
        print(_SLOW_LINE.format(
            f"{case.latency:g} ms", f"{case.hang_after:g} s" if hangs else "-",
            "-" if hangs else f"{one.per_second:.1f}", "-" if hangs else f"{one.per_second / case.rate:.1%}",
            figures["stranded"], "-" if hangs else figures["lost"], figures["doubled"],
        ))  # fmt: skip
    _print_remarks([one for one in outcomes if not one.case.hang_after])


def _print_memory(outcomes: list[Outcome]) -> None:
    print(f"\nPayung at {_FAST:g} messages a second without limits, for at most {_SENDING:g} s of sending")
    print(_MEMORY_LINE.format("recipients", "desk s", "first s", "sends/s", "p50 s", "p95 s", "RSS MiB"))
    for one in outcomes:
        figures = one.figures
        print(_MEMORY_LINE.format(
            one.case.recipients, f"{figures['desk_seconds']:.2f}", f"{figures['until_first']:.2f}",
            f"{one.per_second:.0f}", _seconds(figures["p50"]), _seconds(figures["p95"]), f"{one.peak:.0f}",
        ))  # fmt: skip
    _print_remarks(outcomes)
    print("  desk: from the text to the number of recipients; first: from confirming to the first message")


if __name__ == "__main__":
    sys.exit(main())
