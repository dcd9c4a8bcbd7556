"""People out of the store: one for a turn, all of them for a look beside the turns."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.register.links import Links
from bot.register.sources import SourceKind
from bot.register.statements import Statements
from bot.residents.person import Origin, Person, Said
from bot.residents.store import Old
from bot.texts import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.register.links import Settled
    from bot.register.statements import LiveRow, Statement
    from bot.store.transaction import Transaction


class Reading:
    """Reads people in one transaction; `civil_words` tell lists of the civil register by their name."""

    def __init__(self, tx: Transaction, civil_words: Sequence[str]) -> None:
        self._tx, self._civil_words = tx, civil_words
        self._links, self._statements = Links(tx), Statements(tx)
        self._settled: dict[int, dict[str, Settled]] | None = None  # of everybody, once all are read

    def person(self, person: int) -> Person | None:
        """Return a person with all that was ever said of them; None where there is nobody (any more)."""
        found = (
            self._said(statement, at)
            for one, at in self._links.linked(person).items()
            if (statement := self._statements.get(one))
        )
        said = [one for one in found if one]
        said.sort(key=lambda one: (one.is_live, one.day), reverse=True)
        return Person(person, said, self._links.settled_of(person)) if said else None

    def _said(self, statement: Statement, linked_at: datetime) -> Said | None:
        if statement.registration_id:
            confirmed = Old(self._tx).confirmed_at(statement.registration_id)
            day = own_day(statement.since, "" if statement.until else confirmed)
            return Said(statement, Origin.OWN, "", day, not statement.until, linked_at)
        newest = next(iter(self._statements.sayings(statement.id)), None)
        if newest is None:  # of a list that is not in force yet: nobody sees it
            return None
        origin = self.origin(newest.agency, newest.kind)
        return Said(statement, origin, newest.agency, newest.as_of, newest.is_live, linked_at)

    def origin(self, agency: str, kind: str) -> Origin:
        """Return who speaks in a list."""
        if kind == SourceKind.PARTICIPANTS:
            return Origin.INSURER
        words = f" {plain(agency)} "
        return Origin.CIVIL if any(f" {word} " in words for word in self._civil_words) else Origin.LIST

    def people(self, village: str = "") -> Iterator[tuple[int, list[LiveRow]]]:
        """Give everybody of whom something holds today, sealed; or whoever is said to live in a village."""
        self._settled = self._links.settled()  # one look, not one for each of them
        yield from self._statements.live_people(village).items()

    def opened(self, person: int, rows: Sequence[LiveRow], confirmed: dict[str, datetime]) -> Person:
        """Return a person by what holds today."""
        settled = self._links.settled_of(person) if self._settled is None else self._settled.get(person, {})
        said = [
            Said(
                row.open(), self.origin_of(row), row.agency, day_of(row, confirmed), is_live=True,
                linked_at=datetime.fromisoformat(row.linked_at),
            )
            for row in rows
        ]  # fmt: skip
        return Person(person, said, settled)

    def origin_of(self, row: LiveRow) -> Origin:
        """Return who says a row."""
        return Origin.OWN if row.registration_id else self.origin(row.agency, row.kind)


def day_of(row: LiveRow, confirmed: dict[str, datetime]) -> date:
    """Return as of which day a row is said."""
    if row.registration_id:
        return own_day(row.since, confirmed.get(row.registration_id, ""))
    return date.fromisoformat(row.as_of)


def own_day(since: str, confirmed: datetime | str | None) -> date:
    """Return the day on which somebody said something of themselves, or confirmed it last."""
    said = office_day(datetime.fromisoformat(since)) if since else date.min
    return max(said, office_day(confirmed)) if isinstance(confirmed, datetime) else said
