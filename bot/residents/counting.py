"""/orang: how many people there are by district, village and agency, and how much of it is still true."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.dialogue.errand import Errand
from bot.dialogue.screen import Button, rows
from bot.register.comparing import Known
from bot.register.pairs import Pairs
from bot.residents.person import Origin
from bot.residents.reading import Reading, day_of
from bot.residents.store import Old, Proposals
from bot.residents.taps import ByAgency, Changes, Everybody, NextPair, OpenDistrict, OpenVillage
from bot.residents.words import Values
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.register.content import Place
    from bot.register.statements import LiveRow
    from bot.residents.taps import OpenDistrict as District
    from bot.store.transaction import Transaction
    from bot.texts import Texts
    from bot.turns.turn import Turn

_NOWHERE = "-"
_MOST_PROPOSALS = 50


class CountPeople(Errand, frozen=True, tag="people"):
    """Count everybody: by district; the people `of` one by village; or by who speaks of them.

    `civil_words` tell lists of the civil register, `stale_days` when words are old.
    """

    civil_words: tuple[str, ...]
    stale_days: int
    of: str = ""
    by_agency: bool = False


class Figures(Struct):
    """How many people: in all, confirmed by themselves, of old words, contradicted, without a NIK."""

    people: int = 0
    confirmed: int = 0
    stale: int = 0
    contradicted: int = 0
    without_nik: int = 0

    def add(self, other: Figures) -> None:
        """Count others as well."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Counted(Struct, frozen=True):
    """What was counted, by the code of a place, or by agency; and what waits for an officer."""

    by: dict[str, Figures]
    whole: Figures
    pairs: int = 0
    proposals: int = 0


class Found(Struct, frozen=True):
    """One person, without a name: where they live, by whom they are known, what is the matter."""

    district: str
    village: str
    agencies: tuple[str, ...]
    figures: Figures


# -- the look through the store


def look(tx: Transaction, errand: CountPeople) -> Counted:
    """Count."""
    by: dict[str, Figures] = defaultdict(Figures)
    whole = Figures()
    for one in everybody(tx, errand):
        if errand.of and errand.of != (one.district or _NOWHERE):
            continue
        whole.add(one.figures)
        for name in _names(one, errand):
            by[name].add(one.figures)
    return Counted(dict(by), whole, Pairs(tx).count_open(), len(Proposals(tx).open(_MOST_PROPOSALS)))


def _names(one: Found, errand: CountPeople) -> Iterable[str]:
    if errand.by_agency:
        return one.agencies
    return [(one.village if errand.of else one.district) or _NOWHERE]


def everybody(tx: Transaction, errand: CountPeople) -> Iterator[Found]:
    """Give what is found of everybody. Only of whom several sources speak anything is unsealed."""
    reading, confirmed = Reading(tx, errand.civil_words), Old(tx).confirmed()
    before = tx.clock.today() - timedelta(days=errand.stale_days)
    for person, said in reading.people():
        place, is_contradicted = said[0].place, False
        if len(said) > 1:
            opened = reading.opened(person, said, confirmed)
            held = opened.held(Known.VILLAGE)
            place = held.said.statement.place if held else _first_place(said)
            is_contradicted = bool(opened.contradictions)
        figures = _figures(reading, said, confirmed, before)
        figures.contradicted = int(is_contradicted)
        agencies = tuple(dict.fromkeys(row.agency for row in said))
        yield Found(place.district, place.village, agencies, figures)


def _first_place(said: Sequence[LiveRow]) -> Place:
    return next((row.place for row in said if row.place.district), said[0].place)


def _figures(
    reading: Reading, said: Sequence[LiveRow], confirmed: dict[str, datetime], before: date
) -> Figures:
    days = [(day_of(row, confirmed), reading.origin_of(row)) for row in said]
    return Figures(
        people=1,
        confirmed=int(any(day >= before and origin is Origin.OWN for day, origin in days)),
        stale=int(max(day for day, _ in days) < before),
        without_nik=int(not any(row.nik_hash for row in said)),
    )


# -- what is shown


def ask(turn: Turn) -> None:
    """Have everybody counted by district."""
    _ask(turn)


def ask_district(turn: Turn, data: District) -> None:
    """Have the people of a district counted by village."""
    _ask(turn, of=data.district or _NOWHERE)


def ask_agencies(turn: Turn) -> None:
    """Have everybody counted by agency."""
    _ask(turn, by_agency=True)


def _ask(turn: Turn, *, of: str = "", by_agency: bool = False) -> None:
    lists = turn.resources.lists
    turn.acts.append(CountPeople(lists.civil_register, lists.stale_days, of=of, by_agency=by_agency))


def show(turn: Turn, errand: CountPeople, found: Counted | None) -> None:
    """Show what was counted."""
    texts = turn.texts
    if found is None:
        turn.show(texts("people.not_counted"), (turn.button("people.again", Everybody()),))
        return
    names = _sorted(turn, errand, found)
    lines = [_line(texts, name, found.by[code]) for code, name in names]
    heading = Values.of(turn).place(errand.of) if errand.of not in {"", _NOWHERE} else ""
    text = texts(
        "people.counted",
        heading=texts("people.of_district", district=heading) if heading else texts("people.everywhere"),
        whole=_whole(texts, found.whole),
        lines=Html("\n".join(lines)),
        days=texts.number(errand.stale_days),
    )
    turn.show(text, *_buttons(turn, errand, found, names))


def _sorted(turn: Turn, errand: CountPeople, found: Counted) -> list[tuple[str, str]]:
    """Return codes with their names, in the order of the alphabet; what is not known comes last."""
    values, texts = Values.of(turn), turn.texts
    named = {code: code if errand.by_agency else values.place(code).split(",")[0] for code in found.by}
    unknown = texts("people.no_village") if errand.of else texts("people.no_district")
    named |= {_NOWHERE: unknown} if _NOWHERE in named else {}
    named |= {"": texts("said.registration")} if "" in named else {}
    return sorted(named.items(), key=lambda one: (one[0] == _NOWHERE, one[1].casefold()))


def _line(texts: Texts, name: str, figures: Figures) -> Html:
    return texts("people.line", name=name, people=texts.number(figures.people), signs=_signs(texts, figures))


def _signs(texts: Texts, figures: Figures) -> str:
    """Return what is the matter, as signs that are explained below."""
    signs = (
        ("✅", figures.confirmed),
        ("⏳", figures.stale),
        ("⚡", figures.contradicted),
        ("🆔", figures.without_nik),
    )
    return " ".join(f"{sign}{texts.number(count)}" for sign, count in signs if count)


def _whole(texts: Texts, figures: Figures) -> Html:
    return texts(
        "people.whole",
        people=texts.number(figures.people),
        confirmed=texts.number(figures.confirmed),
        stale=texts.number(figures.stale),
        contradicted=texts.number(figures.contradicted),
        without_nik=texts.number(figures.without_nik),
    )


def _buttons(
    turn: Turn, errand: CountPeople, found: Counted, names: Sequence[tuple[str, str]]
) -> Iterator[tuple[Button, ...]]:
    if not errand.of and not errand.by_agency:
        yield from _work(turn, found)
    if not errand.by_agency:
        places = [turn.labelled(name, _leads_to(errand, code)) for code, name in names]
        yield from rows(places, 2)
    if errand.of or errand.by_agency:
        yield (turn.button("people.all", Everybody()),)


def _work(turn: Turn, found: Counted) -> Iterator[tuple[Button, ...]]:
    """Give the buttons that lead to what waits for an officer."""
    if found.pairs:
        label = turn.texts.counted("people.pairs", count=found.pairs)
        yield (turn.labelled(label, NextPair()),)
    if found.proposals:
        yield (turn.labelled(turn.texts.counted("people.changes", count=found.proposals), Changes()),)
    if found.by:
        yield (turn.button("people.by_agency", ByAgency()),)


def _leads_to(errand: CountPeople, code: str) -> OpenDistrict | OpenVillage:
    if not errand.of:
        return OpenDistrict("" if code == _NOWHERE else code)
    return OpenVillage("", errand.of) if code == _NOWHERE else OpenVillage(code)
