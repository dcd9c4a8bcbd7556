"""A list as staff see it, at each point of its way."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.dialogue.screen import Button, Screen
from bot.dialogue.screens import shortened
from bot.exchange.planning import GONE, Outcome
from bot.exchange.taps import Apply, Columns, DropList, Lists, NameList, OtherSheet, TryRows
from bot.lists import faults
from bot.lists.table import Doubt
from bot.lists.words import Field
from bot.register.sources import SourceKind, SourceState
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.dialogue.data import Data
    from bot.register.sources import ListReading, ReadColumn, Source
    from bot.texts import Texts

_MOST_COLUMNS: Final = 20  # shown of those that are not known
_LONGEST_HEADING: Final = 24

FIELDS: Mapping[Field, str] = MappingProxyType({
    Field.NIK: key("column.nik"),
    Field.NAME: key("column.name"),
    Field.BIRTH_DATE: key("column.birth_date"),
    Field.BIRTH_PLACE: key("column.birth_place"),
    Field.BIRTH: key("column.birth"),
    Field.SEX: key("column.sex"),
    Field.FAMILY_CARD: key("column.family_card"),
    Field.RELATION: key("column.relation"),
    Field.DISTRICT: key("column.district"),
    Field.VILLAGE: key("column.village"),
    Field.VILLAGE_CODE: key("column.village_code"),
    Field.ADDRESS: key("column.address"),
    Field.HAMLET: key("column.hamlet"),
    Field.RT_RW: key("column.rt_rw"),
    Field.OCCUPATION: key("column.occupation"),
    Field.PHONE: key("column.phone"),
    Field.DECILE: key("column.decile"),
    Field.REMARK: key("column.remark"),
    Field.KPJ: key("column.kpj"),
    Field.COVERED_UNTIL: key("column.covered_until"),
    Field.REGISTRATION: key("column.registration"),
    Field.RESULT: key("column.result"),
    Field.DECISION: key("column.decision"),
})  # fmt: skip
_SHOWN: Final = {**FIELDS, Field.RT: FIELDS[Field.RT_RW], Field.RW: FIELDS[Field.RT_RW]}
_DOUBTS: Mapping[str, str] = MappingProxyType({
    Doubt.NO_HEADING: key("doubt.no_heading"),
    Doubt.NO_NIK: key("doubt.no_nik"),
    Doubt.NO_NAME: key("doubt.no_name"),
    Doubt.HEAD_ONLY: key("doubt.head_only"),
    Doubt.GUESSED: key("doubt.guessed"),
    Doubt.FAMILY_FOR_NIK: key("doubt.family_for_nik"),
    Doubt.ROUNDED: key("doubt.rounded"),
    Doubt.TWICE: key("doubt.twice"),
})  # fmt: skip
_STATES: Mapping[SourceState, str] = MappingProxyType({
    SourceState.RECEIVED: key("list.received"),
    SourceState.READ: key("list.read"),
    SourceState.PLANNING: key("list.planning"),
    SourceState.PLANNED: key("list.planned"),
    SourceState.ASKED: key("list.asked"),
    SourceState.APPLYING: key("list.applying"),
    SourceState.IN_FORCE: key("list.in_force"),
    SourceState.REPLACED: key("list.replaced"),
    SourceState.DROPPING: key("list.dropping"),
    SourceState.DROPPED: key("list.dropped"),
    SourceState.REFUSED: key("list.refused"),
})  # fmt: skip
COUNTS: Mapping[str, str] = MappingProxyType({
    Outcome.NEW: key("list.count_new"),
    Outcome.KNOWN: key("list.count_known"),
    Outcome.SAME: key("list.count_same"),
    Outcome.CHANGED: key("list.count_changed"),
    Outcome.CONFLICT: key("list.count_conflict"),
    Outcome.MAYBE: key("list.count_maybe"),
    Outcome.REPEATED: key("list.count_repeated"),
    Outcome.WRONG: key("list.count_wrong"),
    Outcome.ERASED: key("list.count_erased"),
    GONE: key("list.count_gone"),
})  # fmt: skip
_NOTED: Final = {fault: text for fault, text in faults.TEXTS.items() if fault not in faults.ONLY_SAID}
_MOST_NOTED: Final = 6


def letters(place: int) -> str:
    """Return a column as a spreadsheet names it: A for 0, AB for 27."""
    name, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def field_of(reading: ListReading, column: ReadColumn) -> Field | None:
    """Return what a column is, as its officer has said, or as it was found."""
    return reading.told.get(column.place, column.field)


def list_screen(texts: Texts, source: Source) -> Screen:
    """Return a list with what can be done about it now."""
    head = texts("list.head", name=title(texts, source), state=state_of(texts, source))
    lines = [head, *_body(texts, source)]
    return Screen("\n\n".join(filter(None, lines)), tuple((one,) for one in _buttons(texts, source)))


def state_of(texts: Texts, source: Source) -> Html:
    """Return how far a list is."""
    return texts(_STATES[source.state])


def title(texts: Texts, source: Source) -> str:
    """Return what a list is called: whose it is and of which day, or its file until that is said."""
    if not source.agency:
        return shortened(source.file.name or texts("list.nameless"), 60)
    return texts("list.title", agency=source.agency, day=texts.date(source.as_of))


def _body(texts: Texts, source: Source) -> Iterator[Html]:
    if source.state is SourceState.READ:
        yield reading_text(texts, source.reading)
        if source.kind is SourceKind.PARTICIPANTS:
            yield texts("list.participants")
    if source.counts and source.state is not SourceState.READ:
        yield counts_text(texts, source.counts)


def counts_text(texts: Texts, counts: Mapping[str, int]) -> Html:
    """Return how many rows come to what, and what is noted most often beside them, a line each."""
    noted = sorted((fault for fault in _NOTED if counts.get(fault)), key=lambda fault: -counts[fault])
    parts = [
        _count_lines(texts, counts, COUNTS),
        "\n" + texts("list.noted") if noted else "",
        _count_lines(texts, counts, {fault: _NOTED[fault] for fault in noted[:_MOST_NOTED]}),
    ]
    return Html("\n".join(filter(None, parts)))


def _count_lines(texts: Texts, counts: Mapping[str, int], labels: Mapping[str, str]) -> str:
    return "\n".join(
        texts("list.count", count=texts.number(counts[name]), what=texts(label))
        for name, label in labels.items()
        if counts.get(name)
    )


def reading_text(texts: Texts, reading: ListReading) -> Html:
    """Return what was understood of the columns."""
    taken, left = [], []
    for column in reading.columns:
        field = field_of(reading, column)
        if field in _SHOWN:
            what = texts(_SHOWN[field])
            taken.append(texts("list.column", column=_named(column), what=what))
        elif column.heading and field is not Field.NUMBER:
            left.append(_named(column))
    parts = [
        texts(
            "list.sheet", sheet=texts.number(reading.sheet), sheets=len(reading.sheets),
            rows=texts.number(reading.rows), heading=_heading(texts, reading),
        ),
        Html("\n".join(taken)) or texts("list.no_column"),
    ]  # fmt: skip
    if left:
        more = len(left) - _MOST_COLUMNS
        names = ", ".join([*left[:_MOST_COLUMNS], *(["…"] if more > 0 else [])])
        parts.append(texts("list.left", columns=names))
    parts += [texts(_DOUBTS[doubt]) for doubt in reading.doubts if not reading.known]
    if reading.hidden_rows:
        parts.append(texts.counted("list.hidden_rows", count=reading.hidden_rows))
    if reading.hidden_sheets:
        parts.append(texts.counted("list.hidden_sheets", count=len(reading.hidden_sheets)))
    if reading.known:
        parts.append(texts("list.known_layout"))
    return Html("\n\n".join(parts))


def _named(column: ReadColumn) -> str:
    return f"{letters(column.place)} {shortened(column.heading, _LONGEST_HEADING)}".strip()


def _heading(texts: Texts, reading: ListReading) -> str:
    if not reading.heading:
        return texts("list.no_heading")
    return texts("list.heading", rows="+".join(map(str, reading.heading)))


def _buttons(texts: Texts, source: Source) -> Iterator[Button]:
    def button(label: str, data: Data) -> Button:
        return Button(texts(label), data.pack())

    one = source.id
    if source.state is SourceState.READ:
        if source.agency:
            yield button("list.try", TryRows(one))
        yield button("list.rename", NameList(one)) if source.agency else button("list.name", NameList(one))
        yield button("list.columns", Columns(one))
        if len(source.reading.sheets) > 1:
            following = source.reading.sheet % len(source.reading.sheets) + 1
            yield Button(
                texts("list.other_sheet", sheet=texts.number(following)), OtherSheet(one, following).pack()
            )
    if source.state is SourceState.PLANNED:
        yield button("list.apply", Apply(one))
    if source.state in {SourceState.READ, SourceState.PLANNED, SourceState.ASKED}:
        yield button("list.drop", DropList(one))
    yield button("list.all", Lists())
