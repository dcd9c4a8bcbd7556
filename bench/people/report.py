"""The tables at the end."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.people.judging import Wrong
    from bench.people.story import Story, Stumble

LEAST_SHARE = 0.97
MOST_NEAT_TURNS = 18
NEAT = "neat"
_STEP = "{:<18}{:>8}{:>10}{:>10}{:>12}  {}"


def passes(stories: Sequence[Story], wrong: Sequence[Wrong]) -> bool:
    """Tell whether enough people finish, quickly enough, and nothing wrong is stored."""
    neat = [story.turns for story in stories if story.kind == NEAT]
    return _share(stories) >= LEAST_SHARE and max(neat, default=0) <= MOST_NEAT_TURNS and not wrong


def print_report(stories: Sequence[Story], wrong: Sequence[Wrong]) -> None:
    """Print everything."""
    _print_kinds(stories)
    _print_steps(stories)
    _print_unfinished([story for story in stories if not story.number])
    for one in wrong:
        who = f"{one.story.kind}, {one.story.name}"
        print(f"WRONG  {who}: {one.step}, from: {one.kind}: {one.typed!r} (stored: {one.stored!r})")
    print(f"\n{len(wrong)} wrong values stored")


def print_stumbles(stories: Sequence[Story]) -> None:
    """Print every input that did not bring somebody on, with the screen's reaction."""
    for step, kind, faulty, asked, text, reaction in sorted(
        one for story in stories for one in story.stumbles
    ):
        how = "rightly" if faulty else "asked" if asked else "REFUSED"
        print(f"{step} | {how} | {kind} | {text!r} | {reaction}")


def _share(stories: Sequence[Story]) -> float:
    return sum(bool(story.number) for story in stories) / max(1, len(stories))


def _print_kinds(stories: Sequence[Story]) -> None:
    print(f"{'kind':<18}{'people':>8}{'finish':>10}{'median':>10}{'p90':>8}{'max':>6}  turns")
    kinds = list(dict.fromkeys(story.kind for story in stories))
    for kind in kinds:
        _print_kind(kind, [story for story in stories if story.kind == kind])
    _print_kind("all", stories)


def _print_kind(name: str, stories: Sequence[Story]) -> None:
    turns = sorted(story.turns for story in stories if story.number) or [0]
    ninth = turns[min(len(turns) - 1, int(0.9 * len(turns)))]
    print(f"{name:<18}{len(stories):>8}{_share(stories):>10.1%}{median(turns):>10g}{ninth:>8}{turns[-1]:>6}")


def _print_steps(stories: Sequence[Story]) -> None:
    """Print where people stumble; `rightly`: nobody could have taken the input."""
    print("\nper 100 people who came there:")
    print(_STEP.format("step", "people", "refused", "rightly", "asked which", "commonest kinds of input"))
    stumbles = [stumble for story in stories for stumble in story.stumbles]
    for step in dict.fromkeys(step for story in stories for step in sorted(story.reached)):
        here = [stumble for stumble in stumbles if stumble.step == step]
        if here:
            _print_step(step, here, sum(step in story.reached for story in stories))


def _print_step(step: str, stumbles: Sequence[Stumble], people: int) -> None:
    asked = [one for one in stumbles if one.asked]
    refused = [one for one in stumbles if not one.asked and not one.faulty]
    rightly = [one for one in stumbles if not one.asked and one.faulty]
    common = Counter(one.kind for one in refused or asked or rightly).most_common(2)
    kinds = ", ".join(f"{kind} ({count})" for kind, count in common)
    shares = [f"{100 * len(part) / people:.0f}" for part in (refused, rightly, asked)]
    print(_STEP.format(step, people, *shares, kinds))


def _print_unfinished(stories: Sequence[Story]) -> None:
    print(f"\nnot finished: {len(stories)}")
    for story in stories:
        print(f"  {story.kind}, {story.name}: {story.why_not} at: {story.last_line}")
