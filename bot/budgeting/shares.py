"""A sum shared among those who pay it, to the rupiah."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE: Final = 100  # percent


def parted(amount: int, percents: Sequence[int]) -> list[int]:
    """Return an amount in parts of so many percent; what is left to 100 is the last part, added to them.

    All in rupiah. Parts come to the amount exactly: what dividing leaves goes to the largest remainders, the
    earlier first. Raise ValueError where the percents are no shares of a whole.
    """
    if any(one < 0 for one in percents) or sum(percents) > WHOLE or amount < 0:
        raise ValueError("shares are 0 or more, and come to 100 at most")
    weights = [*percents, WHOLE - sum(percents)]
    parts = [amount * weight // WHOLE for weight in weights]
    most_left = sorted(range(len(weights)), key=lambda at: -(amount * weights[at] % WHOLE))
    for at in most_left[: amount - sum(parts)]:
        parts[at] += 1
    return parts


def spread(people: int, counts: Sequence[int]) -> list[int]:
    """Return so many people over groups, in the proportion of their counts.

    Never more of the first groups together than their exact proportion: whole people, rounded towards the
    later ones. Raise ValueError where there is nobody in any group.
    """
    whole, before, upto = sum(counts), 0, 0
    if not whole:
        raise ValueError("there is nobody")
    found = []
    for count in counts:
        upto += count
        reached = people * upto // whole
        found.append(reached - before)
        before = reached
    return found
