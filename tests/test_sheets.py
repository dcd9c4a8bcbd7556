"""Cells of files that are opened in a spreadsheet."""

from __future__ import annotations

import pytest

from bot.sheets import for_excel


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("6106011708809001", '="6106011708809001"'),
        ("+6281200009001", '="+6281200009001"'),
        ("081200009001", '="081200009001"'),
        ("123-456-786", '="123-456-786"'),
        ("61.06.10", '="61.06.10"'),
        ("02/01", '="02/01"'),
        ("-5", '="-5"'),
        ("1500000", "1500000"),
        ("0", "0"),
        ("1980-08-17", "1980-08-17"),
        ("Siti", "Siti"),
        ("", ""),
        ("-", "'-"),
    ],
)
def test_a_cell_stays_what_it_is_in_excel(cell: str, written: str) -> None:
    assert for_excel(cell) == written


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+SUM(A1)",
        "-Budi",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        '1"&HYPERLINK("http://x.example";"1")&"1',
        "6106\"+cmd|' /C calc'!A0+\"",
        "1\n=1+1",
        "٦١٠٦",
    ],
)
def test_no_answer_gets_into_a_formula(cell: str) -> None:
    written = for_excel(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written in {cell, f"'{cell}"}
