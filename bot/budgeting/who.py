"""Who comes first where money does not reach everybody, and how many those are by decile and district."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from msgspec import Struct

from bot.budgeting.scenario import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NO_DECILE: Final = 0
_LAST_DECILE: Final = 99
_LATEST: Final = 9_999_999  # after every day


class Person(NamedTuple):
    """What of one person counts here, and nothing by which anybody would know them.

    `born` and `heard` are days as whole numbers (date.toordinal), 0 where that is not known.
    """

    decile: int
    born: int
    heard: int  # the newest word of them
    district: str


class Reached(Struct, frozen=True):
    """How many are reached, by decile (0: not known) and by the code of a district ("": not known)."""

    by_decile: dict[int, int]
    by_district: dict[str, int]


def first(people: Sequence[Person], order: Order, count: int) -> Reached:
    """Return how many of the first `count` by an order are of which decile and district."""
    if not people or count <= 0:
        return Reached({}, {})
    chosen = [people[at] for at in _sorted(people, order)[:count]]
    return Reached(
        dict(sorted(Counter(one.decile for one in chosen).items(), key=lambda pair: pair[0] or _LAST_DECILE)),
        dict(Counter(one.district for one in chosen).most_common()),
    )


def _sorted(people: Sequence[Person], order: Order) -> NDArray[np.int64]:
    """Return the places of people in an order; those of whom equal things are known keep theirs."""
    numbers = np.array([(one.decile, one.born, one.heard) for one in people], dtype=np.int64)
    decile = np.where(numbers[:, 0] == NO_DECILE, _LAST_DECILE, numbers[:, 0])
    born = np.where(numbers[:, 1] == 0, _LATEST, numbers[:, 1])
    fresh = -numbers[:, 2]
    keys = {
        Order.NEED: (fresh, born, decile),
        Order.AGE: (fresh, decile, born),
        Order.FRESH: (born, decile, fresh),
    }
    return np.lexsort(keys[order])  # the last key counts first
