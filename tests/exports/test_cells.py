"""What the cells of a list say, and that nothing in them is run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.exports.cells import Cells, plain_cell
from bot.exports.layouts import Column, Layout
from bot.lists.opening import open_list
from bot.lists.writing import workbook_of
from bot.registration.registration import Recorded
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.resources import Resources
    from bot.store.transaction import Transaction

TODAY = date(2026, 11, 30)
WOMAN = "6106015708809002"


def cell(tx: Transaction, resources: Resources, registration: str, holds: str, write: str = "") -> str:
    """Return what one column says of a registration."""
    layout = Layout("A", (Column("A", holds=holds, write=write),))
    cells = Cells(resources, layout, TODAY).of(tx, 7, registration)
    assert cells
    return cells[0]


@pytest.mark.parametrize(
    ("holds", "write", "expected"),
    [
        ("row", "", "7"),
        ("nik", "", "6106011708809001"),
        ("name", "", "Siti Aminah"),
        ("name", "capitals", "SITI AMINAH"),
        ("kpj", "", "01234567890"),
        ("stage", "", "Data sudah benar"),
        ("stage", "id", "accepted"),
        ("submitted", "", "30-11-2026"),
        ("accepted", "yyyy-mm-dd", "2026-11-30"),
        ("birth_date", "", "17-08-1980"),
        ("birth_date", "dd/mm/yyyy", "17/08/1980"),
        ("sex", "", "L"),
        ("sex", "1/2", "1"),
        ("sex", "words", "Laki-laki"),
        ("province", "", "Kalimantan Barat"),
        ("regency", "", "Kabupaten Kapuas Hulu"),
        ("regency", "code", "61.06"),
        ("district", "", "Putussibau Utara"),
        ("district", "digits", "610601"),
        ("village", "capitals", "PALA PULAU"),
        ("village", "digits", "6106012004"),
        ("phone", "", "081200009001"),
        ("phone", "+62", "+6281200009001"),
        ("phone", "62", "6281200009001"),
        ("occupation", "id", "farmer"),
        ("occupation", "", "Petani"),
        ("programs", "", "JKK, JKM"),
        ("programs", "words", "Celaka + kematian"),
        ("programs", "id", "jkk_jkm"),
        ("email", "", ""),
    ],
)
def test_a_column_says_what_its_layout_asks_for(
    tx: Transaction,
    resources: Resources,
    accepted: Callable[..., str],
    holds: str,
    write: str,
    expected: str,
) -> None:
    one = accepted(tx, phone="+6281200009001", occupation="farmer", programs="jkk_jkm")
    Registrations(tx).record(one, Recorded(kpj="01234567890"))
    assert cell(tx, resources, one, holds, write) == expected


def test_sex_and_birth_date_are_those_of_the_card_where_they_differ(
    tx: Transaction, resources: Resources, accepted: Callable[..., str]
) -> None:
    one = accepted(tx, nik=WOMAN)
    assert cell(tx, resources, one, "sex") == "P"
    other = accepted(tx, nik=WOMAN, as_card="differs", sex="M", birth_date="1981-01-02")
    assert cell(tx, resources, other, "sex") == "L"
    assert cell(tx, resources, other, "birth_date") == "02-01-1981"


def test_a_registration_number_can_be_digits(
    tx: Transaction, resources: Resources, accepted: Callable[..., str]
) -> None:
    one = accepted(tx)
    spoken = cell(tx, resources, one, "registration")
    assert cell(tx, resources, one, "registration", "digits") == spoken.replace("-", "")


def test_what_cannot_be_read_today_stands_as_it_is_stored(
    tx: Transaction, resources: Resources, accepted: Callable[..., str]
) -> None:
    stored = {"phone": "0812", "occupation": "astronaut", "payer": "a friend"}
    one = accepted(tx, **stored)
    assert {holds: cell(tx, resources, one, holds) for holds in stored} == stored


@pytest.mark.parametrize(
    "name", ["=1+1", "+A1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A"]
)
def test_nothing_that_somebody_typed_is_run(
    tx: Transaction, resources: Resources, accepted: Callable[..., str], name: str
) -> None:
    one = accepted(tx, name=name)
    written = cell(tx, resources, one, "name")
    (row,) = open_list(workbook_of([["end", written, "end"]]), "a.xlsx")[0].rows
    assert str(row.cells[1]).startswith("'")


def test_a_heading_that_would_be_run_is_disarmed(resources: Resources) -> None:
    layout = Layout("A", (Column("=A"), Column("B", constant="@b")))
    (heading,) = open_list(workbook_of([layout.headings]), "a.xlsx")[0].rows
    assert str(heading.cells[0]) == "'=A"


def test_digits_of_other_scripts_are_those_that_everybody_reads() -> None:
    assert plain_cell("Jl. １２ ٣") == "Jl. 12 3"
    assert plain_cell("²") == "²"
