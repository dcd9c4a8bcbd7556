"""The lists to practise with: what the page of exercises says of them is so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.commands._practice import lists
from bot.folders import ROOT
from bot.lists.faults import Fault
from bot.lists.opening import open_list
from bot.lists.refusals import ListFileError, Refusal
from bot.lists.rows import read_rows
from bot.lists.table import find_table
from bot.lists.words import Codes, Headings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.lists.listed import Listed
    from bot.resources import Resources

_CONFIG = ROOT / "config"


def people_in(name: str, resources: Resources) -> Sequence[Listed]:
    codes, divisions = Codes.load(_CONFIG), resources.divisions
    sheet = open_list(lists()[name], name)[0]
    table = find_table(sheet, Headings.load(_CONFIG), codes, divisions)
    return read_rows(table, date(2026, 12, 1), codes, divisions).people


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("e-RDKK November.xlsx", 9), ("DTSEN.csv", 12), ("e-RDKK Desember.xlsx", 11),
        ("Buku induk Nanga Lemedak.xlsx", 5), ("P3KE Semitau.xlsx", 4), ("Peserta BPJS.xlsx", 4),
    ],
)  # fmt: skip
def test_each_list_holds_its_people_and_nobody_else(name: str, count: int, resources: Resources) -> None:
    people = people_in(name, resources)
    assert len(people) == count
    assert all(one.name for one in people)
    assert all(one.nik.value[-4] == "9" for one in people if one.nik)


def test_a_rounded_nik_and_the_number_of_a_family_card_are_told(resources: Resources) -> None:
    *_, agustinus, katarina = people_in("e-RDKK Desember.xlsx", resources)
    assert Fault.NIK_ROUNDED in agustinus.faults
    assert Fault.FAMILY_CARD_FOR_NIK in katarina.faults


def test_the_head_of_the_family_is_not_taken_for_the_person(resources: Resources) -> None:
    assert [one.name for one in people_in("P3KE Semitau.xlsx", resources)][1] == "Veronika Lawai"


def test_who_has_moved_is_told(resources: Resources) -> None:
    moved = [
        one.name for one in people_in("Buku induk Nanga Lemedak.xlsx", resources) if Fault.MOVED in one.faults
    ]
    assert moved == ["Tomas Tedong"]


def test_the_picture_is_refused() -> None:
    with pytest.raises(ListFileError) as refused:
        open_list(lists()["Foto daftar.xlsx"], "Foto daftar.xlsx")
    assert refused.value.refusal is Refusal.PICTURE
