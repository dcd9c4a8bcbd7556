"""The tariff's rows: complete, without overlap, and refused where they make no sense."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from bot.scheme.contributions import Program
from bot.scheme.facts import Confidence, SchemeError
from bot.scheme.tiers import NoTariffError, Tiers
from tests.scheme.annex import OTHERS, ROWS

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
COLUMNS = (
    "program,income_from,income_to,value,alternatives,unit,valid_from,valid_until,law,"
    "confidence,checked_on,source"
)
TAIL = "rupiah a month,2015-07,,PP 1/2026 row 1,high,2026-11-22,somewhere\n"
SOUND = (
    f"{COLUMNS}\n"
    + "".join(f"{program},0,99000,1,,{TAIL}{program},100000,,2,,{TAIL}" for program in ("jkk", "jht"))
    + f"jkm,0,,6800,,{TAIL}"
)
NO_SEQUENCE = "jkk: the tier from 100000 does not follow on the one before on 2015-07-01"


def tiers_of(folder: Path, content: str) -> Tiers:
    (folder / "tiers.csv").write_text(content)
    return Tiers.load(folder)


@pytest.fixture(scope="module")
def shipped() -> Tiers:
    return Tiers.load(ROOT / "config" / "scheme")


def test_all_33_rows_of_both_annexes_are_there(shipped: Tiers) -> None:
    assert len(shipped.all()) == 2 * len(ROWS) + 1
    for number, (income, _, jkk, jht) in enumerate(ROWS, start=1):
        for program, amount in ((Program.JKK, jkk), (Program.JHT, jht)):
            fact = shipped.on(program, income, TODAY)
            assert fact.value == amount
            assert fact.law.endswith(f" row {number}")


def test_only_the_rows_that_sources_dispute_have_another_amount(shipped: Tiers) -> None:
    for number, row in enumerate(ROWS, start=1):
        facts = [shipped.on(program, row[0], TODAY) for program in (Program.JKK, Program.JHT)]
        others = tuple((amount,) for amount in OTHERS[number]) if number in OTHERS else ((), ())
        assert tuple(fact.alternatives for fact in facts) == others
        lowest = [number in OTHERS, number in OTHERS or number == len(ROWS)]
        assert [fact.confidence is Confidence.LOW for fact in facts] == lowest


def test_what_the_project_ships_is_without_fault(shipped: Tiers) -> None:
    assert shipped.faults() == []


def test_an_income_between_two_printed_brackets_belongs_to_the_lower(shipped: Tiers) -> None:
    assert shipped.on(Program.JKK, 1_099_500, TODAY).value == 10_000


@pytest.mark.parametrize(("income", "day"), [(0, date(2015, 6, 30)), (-1, TODAY)])
def test_without_a_valid_tier_there_is_an_error(shipped: Tiers, income: int, day: date) -> None:
    with pytest.raises(NoTariffError):
        shipped.on(Program.JHT, income, day)


def test_rows_that_follow_on_each_other_are_no_fault(tmp_path: Path) -> None:
    ended = SOUND.replace(
        "jkm,0,,6800,,rupiah a month,2015-07,,", "jkm,0,,6800,,rupiah a month,2015-07,2026-12,"
    )
    next_year = f"jkm,0,,7000,,{TAIL.replace('2015-07', '2027-01')}"
    tiers = tiers_of(tmp_path, ended + next_year)
    assert tiers.faults() == []
    assert tiers.on(Program.JKM, 5, date(2026, 12, 31)).value == 6800
    assert tiers.on(Program.JKM, 5, date(2027, 1, 1)).value == 7000


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (f"jkm,0,,6800,,{TAIL}", f"jkm,0,,6800,,{TAIL}" * 2, "jkm from 0: valid from 2015-07-01 while"),
        (f"jkm,0,,6800,,{TAIL}", "", "jkm: has no tier"),
        ("jkk,0,99000,", "jkk,1,99000,", "jkk: no tier begins at 0 on 2015-07-01"),
        (f"jht,100000,,2,,{TAIL}", "", "jht: no tier for incomes above 99000 on 2015-07-01"),
        ("jkk,0,99000,", "jkk,0,98000,", NO_SEQUENCE),
        ("jkk,0,99000,", "jkk,0,,", NO_SEQUENCE),
        ("jkk,0,99000,", "jkk,0,100000,", NO_SEQUENCE),
    ],
)  # fmt: skip
def test_overlaps_and_holes_are_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert SOUND.count(old) == 1
    faults = tiers_of(tmp_path, SOUND.replace(old, new)).faults()
    assert any(found.startswith(f"tiers.csv: {fault}") for found in faults), faults


def test_a_bracket_that_ends_too_soon_leaves_a_hole_from_then_on(tmp_path: Path) -> None:
    early = SOUND.replace(
        "jkk,0,99000,1,,rupiah a month,2015-07,,", "jkk,0,99000,1,,rupiah a month,2015-07,2026-12,"
    )
    assert tiers_of(tmp_path, early).faults() == ["tiers.csv: jkk: no tier begins at 0 on 2027-01-01"]


def test_a_programme_whose_tiers_have_all_ended_has_no_hole(tmp_path: Path) -> None:
    ended = SOUND.replace(
        "jkm,0,,6800,,rupiah a month,2015-07,,", "jkm,0,,6800,,rupiah a month,2015-07,2026-12,"
    )
    assert tiers_of(tmp_path, ended).faults() == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("PP 1/2026 row 1", "", "has no law"),
        ("somewhere", " ", "has no source"),
        ("somewhere", "here, there", "too many cells"),
        (",somewhere", "", "has no source"),
        ("rupiah a month", "", "has no unit"),
        ("high", "sure", "sure"),
        ("jkk,0", "jp,0", "jp"),
        ("jkk,0", "jkk,nothing", "nothing"),
        ("99000", "99.000", "99.000"),
        ("2015-07", "July", "July"),
        ("2015-07,", "2015-07,2015-06", "before it begins"),
        ("2026-11-22", "2026-11", "2026-11"),
    ],
)
def test_a_row_without_law_source_or_sense_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    with pytest.raises(SchemeError) as raised:
        tiers_of(tmp_path, SOUND.replace(old, new, 1))
    assert raised.value.key == "line 2"
    assert raised.value.place.endswith("tiers.csv")
    assert reason in raised.value.reason


def test_a_missing_column_or_file_is_a_clear_fault(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match=r"tiers\.csv: file: FileNotFoundError"):
        Tiers.load(tmp_path)
    with pytest.raises(SchemeError, match="line 2: has no law"):
        tiers_of(tmp_path, SOUND.replace(",law,", ",act,"))
