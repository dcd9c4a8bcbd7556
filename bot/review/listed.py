"""Whom lists name, looked for beside those who have registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.people.names import PersonName
from bot.register.links import Links
from bot.register.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.register.content import Content
    from bot.register.statements import Statement
    from bot.store.transaction import Transaction

MOST: Final = 5  # people on one screen


class Listed(Struct, frozen=True):
    """Somebody whom lists name: the person, the masked name, the code of the village, whose list."""

    person: int
    name: str
    village: str
    agency: str


def with_nik(tx: Transaction, nik: str) -> tuple[Listed, ...]:
    """Return whom lists name by a NIK and who has not registered."""
    return _listed(tx, ((1.0, one) for one in Statements(tx).with_nik(nik)))


def alike(tx: Transaction, score: Callable[[Content], float]) -> tuple[Listed, ...]:
    """Return the best of whom lists in force name; `score` is above 0 for whoever may be meant."""
    scored = ((score(one.statement.content), one.statement) for one in Statements(tx).known())
    return _listed(tx, (one for one in scored if one[0] > 0))


def _listed(tx: Transaction, scored: Iterable[tuple[float, Statement]]) -> tuple[Listed, ...]:
    statements, links = Statements(tx), Links(tx)
    found: dict[int, Listed] = {}
    for _, one in sorted(scored, key=lambda hit: -hit[0]):
        person = links.person_of(one.id)
        said = statements.sayings(one.id)
        if person and said and person not in found and not _is_registered(tx, person):
            name = PersonName(one.content.name).masked
            found[person] = Listed(person, name, one.place.village or one.place.district, said[0].agency)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _is_registered(tx: Transaction, person: int) -> bool:
    statements = (Statements(tx).get(one) for one in Links(tx).statements_of(person))
    return any(one and one.registration_id for one in statements)
