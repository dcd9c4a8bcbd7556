"""Several rows of one person: gardens, seasons, a list that was put together out of two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from bot.lists.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from bot.lists.listed import Listed

_SAME_NAME: Final = 70.0  # of 100: with a slip, or a title


def with_repeats(people: Sequence[Listed]) -> list[Listed]:
    """Return the people, those with the NIK of a row before told so; under another name: as one NIK of two.

    Without a NIK it is the same person where name and birth date are.
    """
    first: dict[Hashable, Listed] = {}
    shared = _shared(people)
    found: list[Listed] = []
    for one in people:
        key = _key(one)
        if key in shared:
            found.append(replace(one, faults=(*one.faults, Fault.NIK_SHARED)))
        elif key is not None and key in first:
            found.append(replace(one, first_row=first[key].row, faults=(*one.faults, Fault.SEVERAL_ROWS)))
        else:
            first[key] = one
            found.append(one)
    return found


def _shared(people: Sequence[Listed]) -> set[Hashable]:
    """Return the NIKs that stand beside names of different people."""
    names: dict[Hashable, str] = {}
    found: set[Hashable] = set()
    for one in people:
        if one.nik and one.name:
            known = names.setdefault(one.nik.value, one.name)
            if known != one.name and not _alike(known, one.name):
                found.add(one.nik.value)
    return found


def _alike(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: alike, or one is the beginning of the other."""
    a, b = one.casefold(), other.casefold()
    return a.startswith(b) or b.startswith(a) or ratio(a, b) >= _SAME_NAME


def _key(one: Listed) -> Hashable:
    if one.nik:
        return one.nik.value
    return (one.name, one.birth_date) if one.name and one.birth_date else None
