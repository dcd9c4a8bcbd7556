"""Which facts somebody should look into again soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.scheme.facts import Ground

EXPIRES_SOON = timedelta(days=60)
CHECKED_LONG_AGO = timedelta(days=180)
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Ageing:
    """Facts of a file that end soon (`until`) or were checked long ago (`checked_on`): one of the two."""

    file: str
    ids: tuple[str, ...]
    until: date | None = None
    checked_on: date | None = None

    @property
    def named(self) -> str:
        """The file, and which facts of it."""
        ids = ", ".join(self.ids) if len(self.ids) <= _MOST_NAMED else f"{len(self.ids)} rows"
        return f"{self.file}: {ids}"

    def __str__(self) -> str:
        """Return it as the command line says it: "file: ids: reason"."""
        if self.until:
            return f"{self.named}: valid until {self.until} only"
        return f"{self.named}: last checked on {self.checked_on}, more than {CHECKED_LONG_AGO.days} days ago"


def warnings(facts: Iterable[Ground], day: date) -> list[Ageing]:
    """Return what ends soon or was checked long ago; one for each file and date.

    A fact that is over needs no look any more, and an end is no news where the next fact of that id begins.
    """
    facts = list(facts)
    begins = {(fact.id, fact.valid_from) for fact in facts}
    groups: dict[tuple[str, date | None, date | None], list[str]] = {}
    for fact in facts:
        until = fact.valid_until
        followed = until is not None and (fact.id, until + timedelta(days=1)) in begins
        for ends, checked_on in _reasons(fact, day, followed=followed):
            groups.setdefault((fact.file, ends, checked_on), []).append(fact.id)
    return [Ageing(file, tuple(ids), ends, checked) for (file, ends, checked), ids in groups.items()]


def _reasons(fact: Ground, day: date, *, followed: bool) -> Iterator[tuple[date | None, date | None]]:
    until = fact.valid_until
    if until and until < day:
        return
    if until and until - day <= EXPIRES_SOON and not followed:
        yield until, None
    if day - fact.checked_on > CHECKED_LONG_AGO:
        yield None, fact.checked_on
