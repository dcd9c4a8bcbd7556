"""The command iuran: what it prints and how it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.cli import main

FARMER = "iuran --income 2500000 --programs jkk,jkm,jht --sector farmer --from 2026-12"


def document(capsys: pytest.CaptureFixture[str], arguments: str) -> Any:
    assert main([*arguments.split(), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_month_has_its_lines_total_and_law(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, f"{FARMER} --months 3")
    assert found["months"][0] == {
        "month": "2026-12",
        "lines": [
            {
                "program": "jkk", "amount": 13000, "confidence": "medium", "alternatives": [],
                "law": "PP 44/2015 Lampiran II row 9; PP 50/2025 art. 4",
            },
            {
                "program": "jkm", "amount": 3400, "confidence": "medium", "alternatives": [],
                "law": "PP 44/2015; PP 50/2025 art. 4",
            },
            {
                "program": "jht", "amount": 52000, "confidence": "medium", "alternatives": [],
                "law": "PP 46/2015 Lampiran row 9",
            },
        ],
        "total": 68400,
    }  # fmt: skip
    assert [(month["month"], month["total"]) for month in found["months"][1:]] == [
        ("2027-01", 84800),
        ("2027-02", 84800),
    ]
    assert found["total"] == 238000
    assert found["warnings"] == ["The discount ends within the period: the months after it cost more."]


def test_lines_keep_their_order_and_a_programme_named_twice_counts_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = "iuran --income 0 --programs jht,jkk,jht --sector other --from 2027-01 --months 1"
    found = document(capsys, arguments)
    assert [line["program"] for line in found["months"][0]["lines"]] == ["jkk", "jht"]
    assert len(found["warnings"]) == 2


def test_who_pays_decides_on_the_discount(capsys: pytest.CaptureFixture[str]) -> None:
    totals = {
        payer: document(capsys, f"{FARMER} --months 1 --paid-by {payer}")["total"]
        for payer in ("self", "family", "apbn", "apbd", "village", "company", "donor")
    }
    assert totals == {"self": 68400, "family": 68400} | dict.fromkeys(
        ("apbn", "apbd", "village", "company", "donor"), 84800
    )


def test_what_is_not_settled_comes_with_the_other_amounts(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, f"{FARMER} --months 1 --paid-by village")
    assert found["months"][0]["lines"][0]["confidence"] == "low"
    assert found["months"][0]["lines"][0]["alternatives"] == [13000]
    assert found["warnings"] == ["Amounts with confidence low are not settled: the office confirms them."]


def test_the_table_shows_every_month_its_law_and_what_must_be_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = "iuran --income 18500000 --programs jkk,jkm --sector river --from 2027-03 --months 2"
    row = "PP 44/2015 Lampiran II row 31"
    assert main(arguments.split()) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2027-03",
        f"  jkk        187,000  {row} (confidence low; or 91,000 or 93,500 or 182,000)",
        "  jkm          6,800  PP 44/2015 (confidence low; or 3,400)",
        "  total      193,800",
        "2027-04",
        f"  jkk        187,000  {row} (confidence low; or 182,000)",
        "  jkm          6,800  PP 44/2015 (confidence medium)",
        "  total      193,800",
        "2 months",
        "  total      387,600",
        "! Amounts with confidence low are not settled: the office confirms them.",
        "! Sources give different tariffs for this income: the office confirms which holds.",
    ]


@pytest.mark.parametrize(
    "more",
    [
        "--months 0", "--months 61", "--months x", "--income -1", "--income 2.5", "--programs jp",
        "--programs jkk,", "--sector miner", "--paid-by king", "--from 2026-13", "--from 2026-1",
        "--from 0000-01", "--from 2026-12-01", "--from 9999-12",
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2(more: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*FARMER.split(), "--months", "1", *more.split()])
    assert ended.value.code == 2


def test_a_month_without_tariff_is_one_clear_line_and_1(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = f"{FARMER} --months 2 --from 2015-06"
    assert main(arguments.split()) == 1
    assert capsys.readouterr().err == "payung: no tariff of jkk is valid in 2015-06\n"
