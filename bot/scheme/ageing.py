"""Which facts somebody should look into again soon."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.scheme.facts import Ground

EXPIRES_SOON = timedelta(days=60)
CHECKED_LONG_AGO = timedelta(days=180)
_MOST_NAMED = 5


def warnings(facts: Iterable[Ground], day: date) -> list[str]:
    """Return, as "file: ids: reason", what ends soon or was checked long ago; a line for each file and date.

    A fact that is over needs no look any more, and an end is no news where the next fact of that id begins.
    """
    facts = list(facts)
    begins = {(fact.id, fact.valid_from) for fact in facts}
    groups: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        until = fact.valid_until
        followed = until is not None and (fact.id, until + timedelta(days=1)) in begins
        for reason in _reasons(fact, day, followed=followed):
            groups.setdefault((fact.file, reason), []).append(fact.id)
    return [f"{file}: {_named(ids)}: {reason}" for (file, reason), ids in groups.items()]


def _reasons(fact: Ground, day: date, *, followed: bool) -> Iterator[str]:
    until = fact.valid_until
    if until and until < day:
        return
    if until and until - day <= EXPIRES_SOON and not followed:
        yield f"valid until {until} only"
    if day - fact.checked_on > CHECKED_LONG_AGO:
        yield f"last checked on {fact.checked_on}, more than {CHECKED_LONG_AGO.days} days ago"


def _named(ids: list[str]) -> str:
    return ", ".join(ids) if len(ids) <= _MOST_NAMED else f"{len(ids)} rows"
