"""Which entries of a ledger count: none is ever changed, so a mistake is taken back by another one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class EntryKind(StrEnum):
    """What an entry says."""

    PROMISED = "promised"  # a programme pays for people, from one month to another
    LEFT = "left"  # it pays for some of them no longer
    PAID = "paid"  # it has paid
    AGREED = "agreed"  # somebody else says that a payment is right
    CORRECTED = "corrected"  # another entry was wrong, and counts no longer


@dataclass(frozen=True, slots=True)
class Entry:
    """What decides whether an entry counts. `about`: the entry it corrects or agrees to; 0: none."""

    id: int
    kind: EntryKind
    by: int
    about: int = 0
    needs_second: bool = False


class Entries:
    """Entries of a ledger, in any order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_id = {one.id: one for one in entries}

    @cached_property
    def _about(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = defaultdict(list)
        for one in self._by_id.values():
            if one.about:
                found[one.about].append(one)
        return found

    def counts(self, number: int) -> bool:
        """Tell whether an entry counts: not corrected, and agreed to by somebody else where it needs that.

        A correction may be corrected itself: then what it was about counts again.
        """
        return not self.corrections(number) and self.is_agreed(number)

    def corrections(self, number: int) -> list[Entry]:
        """Return the corrections of an entry that count."""
        return [one for one in self._of(number, EntryKind.CORRECTED) if self.counts(one.id)]

    def is_agreed(self, number: int) -> bool:
        """Tell whether a second person has agreed, or need not."""
        entry = self._by_id[number]
        return not entry.needs_second or any(
            one.by != entry.by and self.counts(one.id) for one in self._of(number, EntryKind.AGREED)
        )

    def _of(self, number: int, kind: EntryKind) -> list[Entry]:
        return [one for one in self._about.get(number, ()) if one.kind is kind]

    def counting(self) -> frozenset[int]:
        """Return the ids of all that count."""
        return frozenset(number for number in self._by_id if self.counts(number))
