"""The rows of a list from its cells to what is done with them, and the file that goes back to the officer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.exchange.planning import OUTCOMES, Outcome, Planner, Row, outcome_of_fault
from bot.exchange.sealing import Sealing
from bot.lists.verdict import reasons_of, with_verdicts
from bot.lists.writing import workbook_of
from bot.people.names import PersonName
from bot.register.comparing import FIELD_NAMES
from bot.register.content import Places, content_of
from bot.register.links import new_id
from bot.register.pairs import Pairs
from bot.register.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.exchange.frames import Request
    from bot.exchange.planning import Plan
    from bot.exchange.reading import ListFile
    from bot.people.places import Regions
    from bot.register.statements import Known
    from bot.store.crypto import Keys
    from bot.store.transaction import Transaction
    from bot.texts import Texts

_EVERY: Final = 2_000  # rows between two words of how far it is


class Rowing:
    """Plans the rows of one list."""

    def __init__(self, file: ListFile, request: Request, regions: Regions, keys: Keys) -> None:
        self._file, self._request, self._regions = file, request, regions
        self._sealing = Sealing(keys)

    @property
    def faults(self) -> dict[str, int]:
        """How many rows have which fault, the most frequent first."""
        found = (fault.value for one in self._file.people.people for fault in one.faults)
        return dict(Counter(found).most_common())

    def plan(self, tx: Transaction, tell: Callable[[int, int], None]) -> Plan:
        """Say what each row would do; `tell` hears how many rows of how many are read."""
        statements = Statements(tx)
        rows = self._rows(statements.erased_niks(), tell)
        current = statements.listed_by(self._request.agency, self._file.kind)
        planner = Planner(list(statements.known()), current.values(), Pairs(tx).apart(), new_id)
        return planner.plan(rows)

    def _rows(self, erased: set[bytes], tell: Callable[[int, int], None]) -> list[Row]:
        people = self._file.people.people
        places = Places(self._regions, self._request.usual)
        rows: list[Row] = []
        for done, one in enumerate(people):
            if done % _EVERY == 0:
                tell(done, len(people))
            content, place = content_of(one, self._file.codes, self._sealing.family), places.of(one)
            outcome = outcome_of_fault(one, content, place)
            if self._sealing.nik(content) in erased:
                outcome = Outcome.ERASED
            digest = self._sealing.digest(self._request.agency, content, place)
            rows.append(Row(one.row, content, place, digest, new_id(), outcome))
        return rows


def verdicts(file: ListFile, plan: Plan, texts: Texts) -> dict[int, str]:
    """Return by row what it would do, and what is wrong with it."""
    reasons = {one.row: reasons_of(one, texts) for one in file.people.people}
    return {row.listed_row: _verdict(row, reasons[row.listed_row], texts) for row in plan.rows}


def _verdict(row: Row, reasons: Sequence[str], texts: Texts) -> str:
    fields = ", ".join(texts.bare(FIELD_NAMES[field]) for field in row.fields)
    said = texts.bare(OUTCOMES[row.outcome], fields=fields)
    return f"{said}; {'; '.join(reasons)}" if reasons else said


def returned(file: ListFile, plan: Plan, texts: Texts) -> bytes:
    """Return the list as a workbook with a column *Hasil*, and below it who is no longer in it."""
    said = verdicts(file, plan, texts)
    rows = with_verdicts(file.sheet, file.table.heading, file.people, said, texts)
    return workbook_of(_with_gone(rows, plan.gone, texts))


def _with_gone(rows: Iterator[Sequence[str]], gone: Sequence[Known], texts: Texts) -> Iterator[Sequence[str]]:
    yield from rows
    if gone:
        yield [""]
        yield [texts.bare("outcome.gone_list", count=len(gone))]
    for one in gone:
        content = one.statement.content
        yield [PersonName(content.name).masked if content.name else "", _masked(content.nik)]


def _masked(nik: str) -> str:
    return f"{'•' * 12}{nik[-4:]}" if nik else ""
