"""`python -m bench.linkage`: people found again among lists, by how many bits are asked for.

Weights and cuts were set looking at the first seeds; what counts is what the others say. `crowded` people are
harder than any list is thought to be: few names, many twins, large villages, twice the slips.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from dataclasses import replace
from random import Random
from time import process_time
from typing import TYPE_CHECKING

from bench.linkage.lists import DESCRIBED, HARSH, Lists, Noise
from bench.linkage.measuring import Figures, figures, population
from bench.linkage.people import World
from bot.linkage.judge import judge
from bot.linkage.weights import CUTS

if TYPE_CHECKING:
    from bot.linkage.profile import Profile

_SETTING, _MEASURING = (1, 2, 3), (11, 12, 13, 14, 15)
_ROWS, _MANY = 20_000, 50_000
_JOIN, _ASK = (3.0, 4.0, 5.0, 6.0, 8.0), (-6.0, -4.5, -3.0, -1.5, 0.0)
_HEAD = "{:<10}{:>6}{:>6}{:>9}{:>9}{:>10}{:>9}{:>9}{:>9}{:>8}{:>7}{:>7}"


def measured(seeds: tuple[int, ...], noise: Noise, join: float, ask: float) -> tuple[Figures, float]:
    """Return the figures of all seeds, and CPU seconds for each."""
    total, seconds = Figures(*[0] * 11), 0.0
    for seed in seeds:
        rows, persons = population(seed, _ROWS, noise)
        begun = process_time()
        judged = judge(rows, cuts=replace(CUTS, join=join, ask=ask))
        seconds += process_time() - begun
        total += figures(rows, persons, judged)
    return total, seconds / len(seeds)


def line(name: str, join: float, ask: float, found: Figures, seconds: float) -> str:
    return _HEAD.format(
        name,
        join,
        ask,
        found.joined,
        f"{1000 * found.wrong / found.joined:.2f}",
        f"{100 * found.found_with / found.with_nik:.1f} %",
        f"{100 * found.joined_with / found.with_nik:.1f} %",
        f"{100 * found.found_without / found.without:.1f} %",
        f"{100 * found.joined_without / found.without:.1f} %",
        f"{100 * found.asked / found.rows:.1f} %",
        f"{100 * found.asked_true / found.asked:.0f} %",
        f"{seconds:.1f}",
    )


def curve(name: str, seeds: tuple[int, ...], noise: Noise) -> None:
    for join in _JOIN:
        print(line(name, join, CUTS.ask, *measured(seeds, noise, join, CUTS.ask)), flush=True)
    for ask in _ASK:
        if ask != CUTS.ask:
            print(line(name, CUTS.join, ask, *measured(seeds, noise, CUTS.join, ask)), flush=True)


def lists_of(seed: int, rows: int) -> tuple[list[Profile], list[Profile]]:
    """Return a list of so many rows, and as many that are known, each a person's."""
    chance = Random(seed)  # noqa: S311 - people that are the same again
    people = World(chance).fill(int(rows * 1.4))
    lists = Lists(chance, DESCRIBED)
    known = [replace(one, person=one.id) for one in lists.written(people, 1, rows)]
    return lists.written(people, 2, rows), known


def many(rows: int) -> None:
    """Judge a large list in this process alone, and say what it took."""
    new, known = lists_of(21, rows)
    before, begun = peak(), process_time()
    judged = judge(new, known)
    seconds = process_time() - begun
    joined = sum(one.person is not None for one in judged.verdicts)
    print(
        f"{len(new)} rows against {len(known)}: {seconds:.1f} CPU s, {peak():.0f} MB at most in this process"
        f" ({before:.0f} before judging), {joined} joined to a person, {len(judged.pairs)} asked"
    )


def peak() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.linkage", description=__doc__)
    parser.add_argument("--many", type=int, metavar="ROWS", help="only judge so many rows against as many")
    options = parser.parse_args()
    if options.many:
        many(options.many)
        return
    print(f"{_ROWS} rows in six lists; cuts {CUTS.join} and {CUTS.ask}; joined and found as pairs of rows\n")
    print(
        _HEAD.format("people", "join", "ask", "joined", "wrong/k", "NIK found", "joined", "without", "joined",
                     "queue", "true", "CPU s")
    )  # fmt: skip
    for seeds, said in ((_SETTING, "set"), (_MEASURING, "measured")):
        print(f"{said} with seeds {', '.join(map(str, seeds))}")
        curve("described", seeds, DESCRIBED)
        curve("crowded", seeds, HARSH)
    print(flush=True)
    for rows in (_ROWS, _MANY):
        subprocess.run([sys.executable, "-m", "bench.linkage", "--many", str(rows)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
