"""What each row of a list comes to, by what is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.exchange.planning import Known, Outcome, Plan, Planner, Row
from bot.linkage.profile import Profile
from bot.people.nik import Sex
from bot.register.comparing import Known as Said
from bot.register.content import Content, Place
from tests.lists.making import nik_of

HERE, THERE = Place("61.06.10", "61.06.10.2001"), Place("61.06.10", "61.06.10.2006")
SITI = Content(name="Siti Aminah", nik=nik_of(9001), sex="M", born=date(1980, 8, 17))


def row(number: int, content: Content = SITI, place: Place = HERE, digest: bytes = b"") -> Row:
    return Row(number, content, place, digest or str(number).encode(), 100 + number)


def known(statement: int, person: int, content: Content = SITI, **more: Any) -> Known:
    profile = Profile(
        statement, content.name, content.nik, birth_date=content.born, sex=Sex(content.sex),
        district=HERE.district, village=HERE.village, person=person,
    )  # fmt: skip
    return Known(profile, more.get("digest", b"k"), content.life, more.get("over", False))


def planned(rows: list[Row], *there: tuple[Known, Content, Place], current: tuple[int, ...] = ()) -> Plan:
    said = {one.id: (content, place) for one, content, place in there}
    return Planner([one for one, _, _ in there], current, {}, said.get).plan(rows)


def outcomes(plan: Plan) -> list[Outcome]:
    return [one.outcome for one in plan.rows]


def test_whom_nobody_knows_is_new() -> None:
    plan = planned([row(1)])
    assert outcomes(plan) == [Outcome.NEW]
    assert plan.rows[0].person


def test_whom_another_source_knows_joins_that_person() -> None:
    plan = planned([row(1)], (known(7, 70), SITI, HERE))
    assert outcomes(plan) == [Outcome.KNOWN]
    assert (plan.rows[0].person, plan.rows[0].anchor) == (70, 7)


def test_the_very_same_row_of_the_list_before_is_the_same() -> None:
    plan = planned([row(1, digest=b"k")], (known(7, 70), SITI, HERE), current=(7,))
    assert outcomes(plan) == [Outcome.SAME]
    assert plan.rows[0].is_there
    assert plan.gone == []


def test_what_the_agency_said_otherwise_before_is_named() -> None:
    plan = planned([row(1, place=THERE)], (known(7, 70), SITI, HERE), current=(7,))
    assert outcomes(plan) == [Outcome.CHANGED]
    assert plan.rows[0].fields == [Said.VILLAGE]


def test_what_cannot_both_be_true_is_a_conflict() -> None:
    dead = Content(name="Siti Aminah", nik=SITI.nik, sex="M", born=SITI.born, life="dead")
    plan = planned([row(1, dead)], (known(7, 70), SITI, HERE))
    assert outcomes(plan) == [Outcome.CONFLICT]
    assert plan.rows[0].fields == [Said.LIFE]


def test_what_was_said_before_and_is_no_longer_contradicts_nothing() -> None:
    dead = Content(name="Siti Aminah", nik=SITI.nik, sex="M", born=SITI.born, life="dead")
    assert outcomes(planned([row(1, dead)], (known(7, 70, over=True), SITI, HERE))) == [Outcome.KNOWN]


def test_a_second_row_of_a_person_is_told_so() -> None:
    plan = planned([row(1), row(2, place=THERE), row(3, digest=b"1")])
    assert outcomes(plan) == [Outcome.NEW, Outcome.REPEATED, Outcome.REPEATED]
    assert len({one.person for one in plan.rows}) == 1


def test_whom_the_new_list_has_not_is_gone() -> None:
    dewi = Content(name="Dewi Lestari", nik=nik_of(9002, woman=True), sex="F", born=date(1980, 8, 17))
    plan = planned([row(1, dewi)], (known(7, 70), SITI, HERE), current=(7,))
    assert plan.gone == [7]
    assert plan.counts == {"new": 1, "gone": 1}


def test_what_is_wrong_or_erased_is_not_taken() -> None:
    wrong, erased = row(1), row(2)
    wrong.outcome, erased.outcome = Outcome.WRONG, Outcome.ERASED
    plan = planned([wrong, erased])
    assert plan.taken == []
    assert plan.counts == {"wrong": 1, "erased": 1, "gone": 0}
