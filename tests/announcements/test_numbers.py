"""Registration numbers out of what was typed, or out of a file."""

from __future__ import annotations

import contextlib

import pytest

from bot.announcements.numbers import MOST_LINES, UnreadableFileError, read_number_file, read_numbers
from bot.people.registration_number import check_digit
from tests.lists.making import LINKS, MAIN, packed


def number(first: int) -> str:
    return f"{first}{check_digit(str(first))}"


ONE, TWO, THREE = number(12345678), number(87654321), number(20406080)
MISTYPED = ONE[:-1] + str((int(ONE[-1]) + 1) % 10)


def workbook(sheet: str, strings: str = "", head: str = "") -> bytes:
    return packed({
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheet r:id="1"/></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="1" Target="a.xml"/></Relationships>',
        "xl/a.xml": f'{head}<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    })  # fmt: skip


def test_numbers_are_read_as_people_write_them_with_their_lines() -> None:
    spoken = f"{TWO[:3]}-{TWO[3:6]}-{TWO[6:]}"
    text = f"Nomor pendaftaran:\n{ONE}\n\n{spoken}, Siti\n{THREE[:3]} {THREE[3:6]} {THREE[6:]}"
    found = read_numbers(text)
    assert found.found == [(2, ONE), (4, TWO), (5, THREE)]
    assert found.wrong == []


def test_several_may_stand_in_a_line() -> None:
    assert [digits for _, digits in read_numbers(f"{ONE}, {TWO}").found] == [ONE, TWO]


def test_lines_with_digits_that_are_no_number_are_named() -> None:
    found = read_numbers(f"{MISTYPED}\n{ONE}\n12345\n0812345678901")
    assert found.found == [(2, ONE)]
    assert found.wrong == [1, 3, 4]


def test_half_of_a_nik_is_no_number() -> None:
    assert not read_numbers("6106011708809001").found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    content = f"Nama;Nomor\r\nSiti é;{ONE}\r\n".encode(encoding)
    assert read_number_file(content).found == [(2, ONE)]


def test_a_workbook_is_read_with_numbers_texts_and_inline_texts() -> None:
    cells = [
        '<c t="s"><v>0</v></c>',
        f"<c><v>{ONE}</v></c>",
        f"<c><v>{float(TWO):.8E}</v></c>",
        f'<c t="inlineStr"><is><t>{THREE}</t></is></c>',
    ]
    sheet = "<sheetData>" + "".join(f"<row>{cell}</row>" for cell in cells) + "</sheetData>"
    found = read_number_file(workbook(sheet, "<si><t>No</t><t>mor</t></si>"))
    assert found.found == [(2, ONE), (3, TWO), (4, THREE)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\xff\xfe\x00",
        b"PK\x03\x04 no zip",
        workbook("<sheetData><row><c t='s'><v>7</v></c></row></sheetData>"),
        b"%PDF-1.7 \x00",
    ],
)
def test_what_is_no_such_file_is_refused_or_empty(content: bytes) -> None:
    with contextlib.suppress(UnreadableFileError):
        assert not read_number_file(content).found


def test_a_workbook_that_declares_entities_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read_number_file(workbook("&b;", head='<!DOCTYPE a [<!ENTITY b "c">]>'))


def test_more_lines_than_are_taken_are_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read_number_file(f"{ONE}\n".encode() * (MOST_LINES + 1))
