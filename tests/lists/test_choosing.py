"""Which sheet is the list, where nobody has said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists.cells import Row, Sheet
from bot.lists.choosing import likeliest
from tests.lists.making import nik_of

if TYPE_CHECKING:
    from bot.lists.words import Codes, Headings
    from bot.people.divisions import Divisions


def test_the_sheet_with_people_is_read_and_no_cover_nor_one_that_is_hidden(
    headings: Headings, codes: Codes, divisions: Divisions
) -> None:
    people = [Row(1, ["NIK", "Nama"]), Row(2, [nik_of(9001), "Andi Juma"])]
    cover = Sheet("Sampul", [Row(2, ["LAPORAN"]), Row(3, ["Nama Program", "Bantuan"])])
    hidden, data, more = Sheet("x", people, is_hidden=True), Sheet("Data", people), Sheet("Lagi", people)
    assert likeliest([cover, hidden, data, more], headings, codes, divisions) == 2
    assert likeliest([cover, Sheet("kosong", [])], headings, codes, divisions) == 0
    assert likeliest([hidden], headings, codes, divisions) == 0
