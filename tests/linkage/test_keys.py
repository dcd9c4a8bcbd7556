"""Combined keys, by which profiles are found that are worth comparing."""

from __future__ import annotations

from datetime import date

from bot.linkage.keys import born, keys_of
from tests.linkage.making import SITI, said

_STEM = SITI.nik[:15]


def test_a_rounded_nik_has_a_key_in_common_with_the_whole_one() -> None:
    assert keys_of(said(nik="", stem=_STEM, name="", birth_date=None)) & keys_of(said())


def test_a_slip_in_the_district_of_a_nik_leaves_a_key() -> None:
    slip = said(nik="6106025708809001", name="", village="", district="")
    assert keys_of(slip) & keys_of(said(name="", village="", district=""))


def test_swapped_day_and_month_leave_a_key() -> None:
    one = said(nik="", birth_date=date(1980, 8, 7), village="", district="")
    assert keys_of(one) & keys_of(said(nik="", birth_date=date(1980, 7, 8), name="Rohana"))


def test_a_wrong_day_leaves_the_year_and_the_sound() -> None:
    one = said(nik="", birth_date=date(1980, 1, 2), village="", district="", name="St. Rohanah")
    assert keys_of(one) & keys_of(said(nik=""))
    assert keys_of(said(nik="", name="Nur Hayati", district="")) & keys_of(said(name="Nurhayati", village=""))


def test_without_a_birth_date_district_and_sound_are_left() -> None:
    assert keys_of(said(nik="", birth_date=None, village="")) & keys_of(said())
    assert keys_of(said(nik="", birth_date=None, district="")) & keys_of(said())


def test_a_telephone_is_a_key() -> None:
    phone = "+6281234567890"
    one = said(nik="", birth_date=None, village="", district="", phone=phone)
    assert keys_of(one) & keys_of(said(name="Lukas", phone=phone))


def test_a_name_alone_is_no_key() -> None:
    assert not keys_of(said(nik="", birth_date=None, village="", district=""))


def test_the_birth_date_of_a_woman_is_read_from_her_nik() -> None:
    assert born(said(birth_date=None)) == born(said(nik=""))
    assert born(said(birth_date=None, nik="")) is None
