"""Counts for whoever may not see small ones: a few people in a village are known by their number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.texts import Html, Texts

LEAST = 5  # a count below it is not shown


def shown_counts(texts: Texts, *, small: bool) -> Callable[[Sequence[int]], list[Html]]:
    """Return what makes texts of counts that stand together; `small` ones are shown, or hidden."""

    def shown(counts: Sequence[int]) -> list[Html]:
        if small:
            return [texts.number(one) for one in counts]
        hidden = hidden_cells(counts)
        return [
            texts("staff.hidden_small", least=LEAST)
            if count < LEAST
            else texts("staff.hidden_beside")
            if at in hidden
            else texts.number(count)
            for at, count in enumerate(counts)
        ]

    return shown


def hidden_cells(counts: Sequence[int]) -> set[int]:
    """Return the places of those to hide: the small ones; with a single one the next, too.

    Else that one could be worked out from a total.
    """
    small = {at for at, count in enumerate(counts) if count < LEAST}
    others = [at for at in range(len(counts)) if at not in small]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda at: counts[at]))
    return small
