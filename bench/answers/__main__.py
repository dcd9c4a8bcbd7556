"""`python -m bench.answers QUESTIONS.jsonl`: what the bot makes of labelled questions, by origin.

A line of the file is {"text": ..., "label": ..., "origin": ...}; `out_of_scope` labels what is not ours.
With --learn the same matcher learns another set first (same format) instead of config/answers/.
"""

from __future__ import annotations

import argparse
import gc
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bot.folders import ROOT
from bot.matching.library import FOLDER, OUT_OF_SCOPE, load_vocabulary
from bot.matching.matcher import Decision, Match, Matcher
from bot.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONFUSIONS, _ROUNDS = 15, 5
_LINE = "{:<10}{:>6}{:>8}{:>8}{:>10}{:>8}{:>10}{:>9}{:>11}{:>10}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One labelled question and what was made of it."""

    text: str
    label: str
    origin: str
    match: Match

    @property
    def ours(self) -> bool:
        return self.label != OUT_OF_SCOPE

    @property
    def answered(self) -> bool:
        return self.match.decision is Decision.ANSWER

    @property
    def right(self) -> bool:
        return self.match.label == self.label

    @property
    def refused(self) -> bool:
        return self.match.decision is Decision.REFUSE


def read(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def judged(matcher: Matcher, rows: Sequence[dict[str, str]]) -> list[Asked]:
    return [
        Asked(row["text"], row["label"], row.get("origin", "all"), matcher.judge(row["text"])) for row in rows
    ]


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def line(name: str, asked: Sequence[Asked]) -> str:
    ours = [one for one in asked if one.ours]
    foreign = [one for one in asked if not one.ours]
    answered = [one for one in ours if one.answered]
    return _LINE.format(
        name,
        len(asked),
        percent(sum(one.match.choices[:1] == (one.label,) for one in ours), len(ours)),
        percent(sum(one.label in one.match.choices for one in ours), len(ours)),
        percent(len(answered), len(ours)),
        percent(sum(one.right for one in answered), len(answered)),
        percent(sum(one.refused for one in ours), len(ours)),
        str(len(foreign)),
        percent(sum(one.answered for one in foreign), len(foreign)),
        percent(sum(one.refused for one in foreign), len(foreign)),
    )


def timing(matcher: Matcher, texts: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 99th percentile of judging a text, in milliseconds."""
    gc.disable()
    times = []
    for text in texts * _ROUNDS:
        begun = perf_counter()
        matcher.judge(text)
        times.append(1000 * (perf_counter() - begun))
    gc.enable()
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.answers", description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument(
        "--learn", type=Path, metavar="FILE", help="learn this set instead of config/answers/"
    )
    options = parser.parse_args()
    begun = perf_counter()
    resources = Resources.load(ROOT / "config")
    matcher = resources.matcher
    if options.learn:
        examples = tuple((row["text"], row["label"]) for row in read(options.learn))
        vocabulary = load_vocabulary(ROOT / "config" / FOLDER / "words.toml")
        matcher = Matcher.learn(examples, vocabulary, resources.questions.thresholds, OUT_OF_SCOPE)
    learnt = perf_counter() - begun
    asked = judged(matcher, read(options.questions))
    print(f"{len(resources.library.wordings)} wordings read and learnt in {learnt:.2f} s\n")
    print(
        "in scope:                top-1   top-3  answered   right   refused  out of scope: answered   refused"
    )
    for origin in ["all", *sorted({one.origin for one in asked} - {"all"})]:
        print(line(origin, [one for one in asked if origin in {"all", one.origin}]))
    pairs = Counter((one.label, one.match.choices[0]) for one in asked if one.ours and not one.right)
    pairs = Counter({pair: count for pair, count in pairs.items() if pair[0] != pair[1]})
    print("\ntaken for another kind most often:")
    for (label, other), count in pairs.most_common(_CONFUSIONS):
        print(f"  {count:>3}  {label} -> {other}")
    median, slow = timing(matcher, [one.text for one in asked])
    print(f"\none question: p50 {median:.2f} ms, p99 {slow:.2f} ms")


if __name__ == "__main__":
    main()
