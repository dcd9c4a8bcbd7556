"""What is taken to be true of a person, by whom it is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from bot.register.comparing import Known
from bot.register.content import Content, Place
from bot.register.links import Settled
from bot.register.statements import Statement
from bot.residents.person import Origin, Person, Said, trust

SITI = Content(name="Siti Aminah", nik="6106015708809001", sex="F", born=date(1980, 8, 17), work="farmer")
LEMEDAK, HILIR = Place("61.06.10", "61.06.10.2009"), Place("61.06.10", "61.06.10.2006")
EARLY, LATE = date(2026, 10, 1), date(2026, 11, 1)
LINKED = datetime(2026, 11, 5, 2, tzinfo=UTC)
DECIDED = datetime(2026, 11, 10, 2, tzinfo=UTC)


def said(
    number: int, origin: Origin = Origin.LIST, day: date = EARLY, content: Content = SITI,
    place: Place = LEMEDAK, *, live: bool = True, linked_at: datetime = LINKED,
) -> Said:  # fmt: skip
    return Said(Statement(number, content, place, "r1" if origin is Origin.OWN else ""), origin,
                "" if origin is Origin.OWN else f"Dinas {number}", day, live, linked_at)  # fmt: skip


def who(person: Person, known: Known) -> int:
    held = person.held(known)
    assert held
    return held.said.statement.id


@pytest.mark.parametrize(
    ("known", "trusted"),
    [
        (Known.NIK, Origin.CIVIL),
        (Known.BORN, Origin.CIVIL),
        (Known.VILLAGE, Origin.OWN),
        (Known.PHONE, Origin.OWN),
        (Known.PAYER, Origin.OWN),
        (Known.KPJ, Origin.INSURER),
    ],
)
def test_who_knows_a_field_best_is_trusted_most(known: Known, trusted: Origin) -> None:
    assert [origin for origin in Origin if trust(known, origin)] == [trusted]


def test_the_newest_of_the_most_trusted_is_taken_to_be_true() -> None:
    newer = replace(SITI, nik="6106015708809002", work="trader", phone="+6281200009001")
    person = Person(1, [
        said(1, Origin.CIVIL, EARLY), said(2, Origin.LIST, LATE, newer), said(3, Origin.OWN, EARLY),
        said(4, Origin.OWN, date(2026, 9, 1), newer, live=False),
    ])  # fmt: skip
    assert who(person, Known.NIK) == 1
    assert who(person, Known.OCCUPATION) == 3
    assert who(person, Known.PHONE) == 2
    assert who(person, Known.NAME) == 2
    assert person.held(Known.DECILE) is None


def test_a_contradiction_is_two_values_and_not_two_sources() -> None:
    same = Person(1, [said(1), said(2, content=replace(SITI, name="SITI AMINAH"))])
    assert same.contradictions == []
    other = Person(1, [said(1), said(2, day=LATE, place=HILIR), said(3, content=replace(SITI, work=""))])
    (held,) = other.contradictions
    assert (held.known, held.said.statement.id) == (Known.VILLAGE, 2)
    assert [(value, [one.statement.id for one in by]) for value, by in held.others] == [
        (LEMEDAK.village, [1, 3])
    ]


def test_what_an_older_list_said_contradicts_nobody() -> None:
    assert Person(1, [said(1), said(2, place=HILIR, live=False)]).contradictions == []


def test_of_whom_nothing_holds_any_more_what_was_said_last_is_shown() -> None:
    person = Person(1, [said(1, live=False)])
    assert who(person, Known.NAME) == 1


def test_who_is_said_to_be_dead_is_contradicted_by_whoever_still_has_them() -> None:
    dead = replace(SITI, life="dead")
    assert [one.known for one in Person(1, [said(1, content=dead), said(2)]).contradictions] == [Known.LIFE]
    assert Person(1, [said(1, content=dead)]).contradictions == []
    assert Person(1, [said(1), said(2)]).held(Known.LIFE) is None


def settled(statement: int) -> dict[str, Settled]:
    return {"village": Settled("village", statement, "chat:1003", DECIDED)}


def test_what_an_officer_chose_holds_against_what_was_there() -> None:
    person = Person(1, [said(1), said(2, day=LATE, place=HILIR)], settled(1))
    held = person.held(Known.VILLAGE)
    assert held
    assert (held.said.statement.id, held.is_settled) == (1, True)
    assert person.contradictions == []


def test_something_newer_that_is_trusted_as_much_opens_it_again() -> None:
    newer = said(2, day=date(2026, 11, 12), place=HILIR)
    assert Person(1, [said(1), newer], settled(1)).contradictions
    joined = said(2, place=HILIR, linked_at=datetime(2026, 11, 12, tzinfo=UTC))
    assert Person(1, [said(1), joined], settled(1)).contradictions


def test_something_newer_that_is_trusted_less_does_not() -> None:
    newer = said(2, day=date(2026, 11, 12), place=HILIR)
    assert Person(1, [said(1, Origin.OWN), newer], settled(1)).contradictions == []


def test_what_was_chosen_and_is_gone_chooses_nothing() -> None:
    assert Person(1, [said(1), said(2, place=HILIR)], settled(9)).contradictions


def test_the_age_of_a_person_is_that_of_the_newest_word_and_the_own_one_is_told_apart() -> None:
    person = Person(1, [said(1, Origin.OWN, EARLY), said(2, day=LATE)])
    assert (person.newest, person.own_day) == (LATE, EARLY)
    assert person.registration_id == "r1"
    listed = Person(1, [said(2, day=LATE, content=replace(SITI, nik=""))])
    assert (listed.own_day, listed.registration_id, listed.has_nik) == (None, "", False)
