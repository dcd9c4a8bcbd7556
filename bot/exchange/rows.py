"""The rows of a list from its cells to what is done with them, and the file that goes back to the officer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.exchange.nearby import near
from bot.exchange.participants import move_of
from bot.exchange.planning import OUTCOMES, Outcome, Planner, Row, outcome_of_fault
from bot.exchange.sealing import Sealing
from bot.lists.verdict import reasons_of
from bot.people.names import PersonName
from bot.people.nik import mask_digits
from bot.register.comparing import FIELD_NAMES
from bot.register.content import Places, content_of
from bot.register.links import new_id
from bot.register.pairs import Pairs
from bot.register.sources import SourceKind
from bot.register.statements import Statements
from bot.registration.receipt import masked_number
from bot.registration.store import Registrations
from bot.terms.stages import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.exchange.frames import Request
    from bot.exchange.planning import Plan
    from bot.exchange.reading import ListFile
    from bot.people.places import Regions
    from bot.store.crypto import Keys
    from bot.store.transaction import Transaction
    from bot.texts import Texts

_EVERY: Final = 2_000  # rows between two words of how far it is


class Rowing:
    """Plans the rows of one list. What is said of them is said in `texts`."""

    def __init__(self, file: ListFile, request: Request, regions: Regions, keys: Keys, texts: Texts) -> None:
        self._request, self._texts, self._kind = request, texts, file.kind
        self._sealing = Sealing(keys)
        people, places = file.take_people(), Places(regions, request.usual)
        self.faults = dict(Counter(fault.value for one in people for fault in one.faults).most_common())
        self.reasons = {one.row: "; ".join(reasons_of(one, texts)) for one in people if one.faults}
        self._rows: list[Row] = []
        people.reverse()
        while people:  # each is let go of once it is read: there may be very many
            one = people.pop()
            content, place = content_of(one, file.codes, self._sealing.family), places.of(one)
            digest = self._sealing.digest(request.agency, content, place)
            outcome = outcome_of_fault(one, content, place)
            self._rows.append(Row(one.row, content, place, digest, new_id(), outcome))

    def plan(self, tx: Transaction, tell: Callable[[int, int], None]) -> Plan:
        """Say what each row would do; `tell` hears how many rows of how many are looked for."""
        statements = Statements(tx)
        erased = statements.erased()
        for done, row in enumerate(self._rows):
            if done % _EVERY == 0:
                tell(done, len(self._rows))
            if self._sealing.nik(row.content) in erased or row.digest in erased:
                row.outcome = Outcome.ERASED
        current = statements.listed_by(self._request.agency, self._kind)
        anchors = self._anchored(tx)
        known = near(statements, self._rows, anchors.union(current.values()))
        return Planner(known, current.values(), Pairs(tx).apart(), statements.said).plan(self._rows)

    def _anchored(self, tx: Transaction) -> frozenset[int]:
        """Join the rows that name a registration by its number to what is known of it."""
        for row in self._rows:
            if row.content.registration:
                registration = Registrations(tx).by_number(row.content.registration)
                said = Statements(tx).of_registration(registration.id) if registration else []
                row.anchor = next((one.id for one in said if not one.until), 0)
        return frozenset(row.anchor for row in self._rows if row.anchor)

    def said(self, tx: Transaction, plan: Plan) -> tuple[dict[int, str], list[tuple[str, str]]]:
        """Return by row what it would do and what is wrong with it; and who is gone, masked."""
        today = office_day(self._request.now)
        verdicts = {row.number: self._verdict(tx, row, today) for row in plan.rows}
        gone = [said[0] for one in plan.gone if (said := Statements(tx).said(one))]
        return verdicts, [(_masked_name(one.name), one.nik and mask_digits(one.nik)) for one in gone]

    def _verdict(self, tx: Transaction, row: Row, today: date) -> str:
        texts = self._texts
        fields = ", ".join(texts.bare(FIELD_NAMES[field]) for field in row.fields)
        parts = [texts.bare(OUTCOMES[row.outcome], fields=fields)]
        found = move_of(tx, row.content, today) if self._kind is SourceKind.PARTICIPANTS else None
        if found:
            number, stage = masked_number(found.registration), texts.bare(NAMES[found.stage])
            parts.append(texts.bare("outcome.moves", number=number, stage=stage))
        return "; ".join(filter(None, (*parts, self.reasons.get(row.number, ""))))


def _masked_name(name: str) -> str:
    return PersonName(name).masked if name else ""
