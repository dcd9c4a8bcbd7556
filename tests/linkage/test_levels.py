"""What two statements have in common, and what it comes to."""

from __future__ import annotations

from datetime import date

import pytest

from bot.linkage.reasons import Reason
from tests.linkage.making import SITI, asks, joins, judged, reasons, said

_STEM = SITI.nik[:15]


def test_the_same_nik_joins_though_all_else_is_slightly_other() -> None:
    known = said(village="61.06.01.2009", birth_date=date(1980, 8, 7))
    assert joins(said(name="Rohana Siti"), known)
    assert Reason.NIK_SAME in reasons(said(), known)


def test_a_rounded_nik_joins_the_whole_one_where_the_name_is_the_same() -> None:
    assert joins(said(nik="", stem=_STEM), said())
    assert Reason.NIK_ROUNDED in reasons(said(nik="", stem=_STEM), said())


def test_two_rounded_niks_join_where_the_name_is_the_same() -> None:
    assert joins(said(nik="", stem=_STEM), said(nik="", stem=_STEM))


def test_a_nik_with_a_wrong_digit_is_for_an_officer() -> None:
    other = said(nik="6106015708809001".replace("8809", "8909"))
    assert asks(other, said())
    assert Reason.NIK_ONE_DIGIT in reasons(other, said())


def test_niks_that_differ_in_the_serial_are_of_two_people_rather_than_a_slip() -> None:
    twin, slip = said(nik="6106015708809002"), said(nik="6106025708809001")
    assert Reason.NIK_SAME_DAY in reasons(twin, said())
    assert judged(twin, said()).pairs[0].bits < judged(slip, said()).pairs[0].bits


def test_the_birth_date_in_the_nik_stands_for_one_that_is_not_told() -> None:
    assert Reason.BIRTH_SAME in reasons(said(birth_date=None), said(nik="", stem=""))


def test_a_nik_counts_its_birth_date_once() -> None:
    with_date = judged(said(), said()).verdicts[0].bits
    assert judged(said(birth_date=None), said()).verdicts[0].bits == with_date


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Hj. St. Rohana", Reason.NAME_SAME),
        ("Siti Rohanah", Reason.NAME_SOUNDS),
        ("Siti Rohaina", Reason.NAME_NEARLY),
        ("Rohana", Reason.NAME_PART),
        ("S. Rohana", Reason.NAME_PART),
        ("Siti Rohami", Reason.NAME_ALIKE),
        ("Sari Wana", Reason.NAME_OTHER),
        ("Lukas", Reason.NAME_OTHER),
    ],
)
def test_each_likeness_of_names_has_its_word(name: str, reason: Reason) -> None:
    assert reason in reasons(said(name=name), said())


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(1980, 8, 17), Reason.BIRTH_SAME),
        (date(1980, 8, 7), Reason.BIRTH_TWO),
        (date(1980, 3, 4), Reason.BIRTH_YEAR),
        (date(1971, 3, 4), Reason.BIRTH_OTHER),
    ],
)
def test_each_likeness_of_birth_dates_has_its_word(day: date, reason: Reason) -> None:
    assert reason in reasons(said(birth_date=day), said())


def test_day_and_month_that_changed_places_are_nearly_the_same() -> None:
    one, other = said(nik="", birth_date=date(1980, 8, 7)), said(nik="", birth_date=date(1980, 7, 8))
    assert Reason.BIRTH_SWAPPED in reasons(one, other)


@pytest.mark.parametrize("day", [date(1980, 7, 1), date(1980, 12, 31), date(1980, 3, 15)])
def test_a_day_that_stands_for_an_unknown_one_weighs_little(day: date) -> None:
    def bits(born: date) -> float:
        one, other = said(nik="", birth_date=born), said(nik="", birth_date=born)
        return judged(one, other).verdicts[0].bits or judged(one, other).pairs[0].bits

    assert bits(day) < bits(date(1980, 8, 17)) - 4


def test_without_a_nik_the_same_name_birth_date_and_village_join() -> None:
    assert joins(said(nik=""), said())


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (("61.06.01", "61.06.01.2004"), Reason.VILLAGE_SAME),
        (("61.06.01", ""), Reason.DISTRICT_SAME),
        (("61.06.01", "61.06.01.2009"), Reason.VILLAGE_OTHER),
        (("61.06.02", "61.06.02.2001"), Reason.DISTRICT_OTHER),
    ],
)
def test_each_likeness_of_places_has_its_word(place: tuple[str, str], reason: Reason) -> None:
    assert reason in reasons(said(district=place[0], village=place[1]), said())


def test_a_telephone_weighs_little_as_families_share_it() -> None:
    mother = said(nik="", birth_date=None, phone="+6281234567890")
    daughter = said(nik="", name="Lusia", birth_date=None, phone="+6281234567890")
    assert not joins(daughter, mother)
    assert Reason.PHONE_SAME in reasons(said(nik="", phone="+6281234567890"), said(phone="+6281234567890"))


def test_a_common_name_without_birth_date_is_for_an_officer() -> None:
    assert asks(said(nik="", birth_date=None), said(nik="", birth_date=None))


def test_father_and_son_of_one_name_stay_two() -> None:
    father = said(nik="", name="Yohanes Ujang", birth_date=date(1955, 2, 3))
    assert not joins(said(nik="", name="Yohanes Ujang", birth_date=date(1983, 9, 20)), father)


def test_reasons_say_whether_they_speak_for_one_person() -> None:
    assert Reason.NIK_ONE_DIGIT.speaks_for
    assert not Reason.OTHER_NEAR.speaks_for
