"""Who of all that are known may be somebody in a list: the others need not be held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.exchange.planning import Known
from bot.linkage.keys import keys_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.exchange.planning import Row
    from bot.linkage.profile import Profile
    from bot.register.statements import Statements

_BITS: Final = 1 << 26  # 8 MiB: of a million keys that are not in it, one in 70 seems to be


class Nearby:
    """Remembers the keys of profiles in few bits: who has one of them is told, and hardly anybody else."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._bits = bytearray(_BITS // 8)
        for profile in profiles:
            for place in _places(profile):
                self._bits[place >> 3] |= 1 << (place & 7)

    def holds(self, profile: Profile) -> bool:
        """Tell whether a profile has a key in common with one of those."""
        return any(self._bits[place >> 3] >> (place & 7) & 1 for place in _places(profile))


def _places(profile: Profile) -> Iterator[int]:
    for key in keys_of(profile):
        yield hash(key) % _BITS


def near(statements: Statements, rows: Collection[Row], current: frozenset[int]) -> list[Known]:
    """Return what is known of whoever may be in some rows, and of whom the agency's list names now.

    All that is known is gone through twice: first for the people, then for all that is said of these.
    """
    said_before = statements.among({row.digest for row in rows})
    nearby = Nearby(row.profile for row in rows if row.digest not in said_before)
    people = {
        one.person
        for one in statements.known()
        if one.statement.id in current or one.digest in said_before or nearby.holds(Known.of(one).profile)
    }
    return [Known.of(one) for one in statements.known() if one.person in people]
