"""The people of a village, masked, with what is the matter with each; and the list of whom it should ask."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.dialogue.errand import Errand
from bot.dialogue.screen import Document, Screen
from bot.front.pages import Page, on_page
from bot.front.ways import OpenPerson
from bot.lists.writing import workbook_of
from bot.register.comparing import FIELD_NAMES, Known
from bot.residents.person import Origin
from bot.residents.reading import Reading
from bot.residents.store import Old
from bot.residents.taps import ForVillage, OpenDistrict, OpenVillage
from bot.residents.words import Values, masked_name, masked_nik
from bot.terms.roles import Right
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.dialogue.screen import Button
    from bot.residents.person import Person
    from bot.store.transaction import Transaction
    from bot.texts import Texts
    from bot.turns.turn import Turn

PAGE: Final = 8  # people whose buttons fit a small screen
_TEXT_PAGE: Final = 30
_NOWHERE: Final = "-"
_FILE_STAYS: Final = 24 * 60 * 60  # seconds until the file leaves the chat


class FindVillage(Errand, frozen=True, tag="village_people"):
    """Find the people of a village; or those of a `district` without one ("-": of no district either).

    `to_ask`: only whom the village should ask, which is shown as text or as a file.
    """

    civil_words: tuple[str, ...]
    stale_days: int
    village: str = ""
    district: str = ""
    page: int = 0
    to_ask: bool = False
    as_file: bool = False


class Somebody(Struct, frozen=True):
    """One of them, masked, with what is the matter."""

    person: int
    name: str
    nik: str
    stale: bool
    contradicted: tuple[Known, ...]
    confirmed: bool
    can_be_asked: bool  # by the bot: has a registration of their own

    def __repr__(self) -> str:
        return f"Somebody({self.person})"


class FoundPeople(Struct, frozen=True):
    """A page of them, how many there are, and which page it is."""

    people: tuple[Somebody, ...]
    count: int
    page: Page


# -- the look through the store


def look(tx: Transaction, errand: FindVillage) -> FoundPeople:
    """Find them: those with whom something is the matter first, in the order of the alphabet."""
    found = sorted(_found(tx, errand), key=lambda one: (_is_well(one[1]), one[0], one[1].person))
    people = [one for _, one in found if not errand.to_ask or one.stale or one.contradicted]
    size = len(people) or 1 if errand.as_file else _TEXT_PAGE if errand.to_ask else PAGE
    shown, page = on_page(people, size, errand.page)
    return FoundPeople(tuple(shown), len(people), page)


def _is_well(one: Somebody) -> bool:
    return not one.stale and not one.contradicted and bool(one.nik)


def _found(tx: Transaction, errand: FindVillage) -> Iterator[tuple[str, Somebody]]:
    reading, confirmed = Reading(tx, errand.civil_words), Old(tx).confirmed()
    before = tx.clock.today() - timedelta(days=errand.stale_days)
    for number, rows in reading.people(errand.village):
        if not errand.village and any(row.place.village for row in rows):
            continue
        person = reading.opened(number, rows, confirmed)
        if _lives_there(person, errand):
            name = person.held(Known.NAME)
            whole = name.said.statement.content.name if name else ""
            yield whole.casefold(), _somebody(person, whole, before)


def _lives_there(person: Person, errand: FindVillage) -> bool:
    held = person.held(Known.VILLAGE)
    if errand.village:
        return held is not None and held.said.value(Known.VILLAGE) == errand.village
    district = next((one.statement.place.district for one in person.live if one.statement.place.district), "")
    return (district or _NOWHERE) == (errand.district or _NOWHERE)


def _somebody(person: Person, name: str, before: date) -> Somebody:
    nik = person.held(Known.NIK)
    return Somebody(
        person.id,
        masked_name(name) if name else "",
        masked_nik(nik.said.value(Known.NIK)) if nik else "",
        stale=person.newest < before,
        contradicted=tuple(held.known for held in person.contradictions),
        confirmed=bool(person.own_day and person.own_day >= before),
        can_be_asked=any(one.origin is Origin.OWN for one in person.live),
    )


# -- what is shown


def ask(turn: Turn, data: OpenVillage) -> None:
    """Have the people of a village found."""
    lists = turn.resources.lists
    turn.acts.append(
        FindVillage(lists.civil_register, lists.stale_days, data.village, data.district, data.page)
    )


def ask_for_list(turn: Turn, data: ForVillage) -> None:
    """Have those found whom a village should ask."""
    lists = turn.resources.lists
    if data.as_file and not turn.allowed(Right.VILLAGE_SHEETS, "village list"):
        return
    turn.tx.audit(f"chat:{turn.chat_id}", "list for village", f"village:{data.village}")
    turn.acts.append(
        FindVillage(
            lists.civil_register, lists.stale_days, data.village, page=data.page, to_ask=True,
            as_file=bool(data.as_file),
        )
    )  # fmt: skip


def show(turn: Turn, errand: FindVillage, found: FoundPeople | None) -> None:
    """Show who was found."""
    if found is None:
        turn.show(turn.texts("people.not_counted"))
    elif errand.to_ask:
        _show_list(turn, errand, found)
    else:
        _show_people(turn, errand, found)


def _show_people(turn: Turn, errand: FindVillage, found: FoundPeople) -> None:
    texts = turn.texts
    turn.tx.audit(f"chat:{turn.chat_id}", "open people of village", f"village:{errand.village or _NOWHERE}")
    first = found.page.number * PAGE + 1
    lines = [
        texts("residents.person", number=number, name=one.name or texts("said.nameless"), nik=one.nik,
              matter=_matter(texts, one))
        for number, one in enumerate(found.people, first)
    ]  # fmt: skip
    text = texts(
        "residents.people",
        village=_place(turn, errand),
        count=texts.number(found.count),
        lines=Html("\n".join(lines)) or texts("residents.nobody"),
    )
    people = [
        turn.labelled(str(number), OpenPerson(one.person)) for number, one in enumerate(found.people, first)
    ]
    turn.show(
        text, *(tuple(people[start : start + 4]) for start in range(0, len(people), 4)),
        *_ways(turn, errand, found),
    )  # fmt: skip


def _place(turn: Turn, errand: FindVillage) -> str:
    values, texts = Values.of(turn), turn.texts
    if errand.village:
        return values.place(errand.village)
    if errand.district in {"", _NOWHERE}:
        return texts("people.no_district")
    return texts("residents.without", district=values.place(errand.district))


def _matter(texts: Texts, one: Somebody) -> Html:
    """Return what is the matter with somebody, in signs and words."""
    parts = [texts("residents.contradicted", fields=_fields(texts, one))] if one.contradicted else []
    parts += [texts("residents.stale")] if one.stale else []
    parts += [texts("residents.no_nik")] if not one.nik else []
    if not parts:
        parts = [texts("residents.confirmed") if one.confirmed else texts("residents.listed")]
    return Html(", ".join(parts))


def _fields(texts: Texts, one: Somebody) -> str:
    return ", ".join(texts.bare(FIELD_NAMES[known]) for known in one.contradicted)


def _ways(turn: Turn, errand: FindVillage, found: FoundPeople) -> Iterator[tuple[Button, ...]]:
    yield from found.page.ways(turn, lambda page: OpenVillage(errand.village, errand.district, page))
    if errand.village:
        yield (turn.button("residents.list", ForVillage(errand.village)),)
    district = errand.district if not errand.village else errand.village.rpartition(".")[0]
    yield (turn.button("residents.back", OpenDistrict("" if district == _NOWHERE else district)),)


def _show_list(turn: Turn, errand: FindVillage, found: FoundPeople) -> None:
    texts, village = turn.texts, Values.of(turn).place(errand.village)
    back = (turn.button("residents.people_back", OpenVillage(errand.village)),)
    if errand.as_file:
        if not turn.may(Right.VILLAGE_SHEETS):
            return
        document = Document(
            texts.bare("residents.file_name", village=village), workbook_of(_cells(texts, found))
        )
        text = texts.counted("residents.file", count=found.count, village=village)
        turn.acts.append(Screen(text, (back,), document=document, vanishes_after=_FILE_STAYS))
        return
    lines = [
        texts("residents.to_ask", number=number, name=one.name or texts("said.nameless"), nik=one.nik or "–",
              matter=_to_ask(texts, one))
        for number, one in enumerate(found.people, found.page.number * _TEXT_PAGE + 1)
    ]  # fmt: skip
    ways = found.page.ways(turn, lambda page: ForVillage(errand.village, page=page))
    rows = [*ways, back]
    if found.count and turn.may(Right.VILLAGE_SHEETS):
        rows.insert(0, (turn.button("residents.as_file", ForVillage(errand.village, 1)),))
    text = texts(
        "residents.for_village",
        village=village,
        count=texts.number(found.count),
        lines=Html("\n".join(lines)) or texts("residents.nobody_to_ask"),
    )
    turn.show(text, *rows)


def _to_ask(texts: Texts, one: Somebody) -> Html:
    parts = [texts("residents.ask_fields", fields=_fields(texts, one))] if one.contradicted else []
    parts += [texts("residents.ask_all")] if one.stale else []
    return Html("; ".join(parts))


def _cells(texts: Texts, found: FoundPeople) -> Iterator[list[str]]:
    yield [texts.bare(name) for name in _HEADINGS]
    for number, one in enumerate(found.people, 1):
        yield [str(number), one.name, one.nik, str(_to_ask(texts, one)), ""]


_HEADINGS: Final = (
    key("residents.heading_number"), key("residents.heading_name"), key("residents.heading_nik"),
    key("residents.heading_ask"), key("residents.heading_answer"),
)  # fmt: skip
