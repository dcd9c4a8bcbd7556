"""The workbook reckons what the program reckons: as it is written, and recalculated by LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from bot.budget.workbook.book import workbook
from bot.scheme.funding import FundKind
from tests.budget.reports import ACROSS, BOTH, MIXED, PEOPLE, PLAIN, POTENTIAL, report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.budget.report import Report
    from bot.budgeting.candidates import Candidates
    from bot.budgeting.scenario import Scenario
    from bot.resources import Resources

CASES = [(PLAIN, POTENTIAL), (ACROSS, MIXED), (BOTH, MIXED), (PEOPLE, MIXED)]
Cells = dict[str, list[list[Any]]]


def cells(content: bytes) -> Cells:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def results(found: Cells) -> dict[str, list[object]]:
    rows = found["Anggaran"]
    begin = next(at for at, row in enumerate(rows) if row[0] == "Hasil")
    return {str(row[0]): row[1:4] for row in rows[begin + 1 :]}


def check(found: Cells, shown: Report) -> None:
    """Hold the results of a workbook against those of the program."""
    said, outcomes = results(found), shown.outcomes
    wanted = {
        "Orang yang terjangkau": [one.people for one in outcomes],
        "Semua biaya": [one.total for one in outcomes],
        "Belum ada yang membayar": [one.open for one in outcomes],
        "Sisa dana": ["" if one.spare is None else one.spare for one in outcomes],
        "Satu orang lagi perlu": [one.next_person for one in outcomes],
        "Bulan yang dibayar": [one.months for one in outcomes],
        "Bulan terlindungi, dihitung dengan iuran penuh": [one.full_months for one in outcomes],
        "Orang yang belum terjangkau": [one.left_out for one in outcomes],
        "Biaya untuk yang belum terjangkau": [one.left_out_rupiah for one in outcomes],
    }
    for name, values in wanted.items():
        assert said[name] == values, name
    for letter, one in shown.lettered():
        totals = [row[found[letter][1].index("Yang dibayar")] for row in found[letter][2:]]
        assert totals[: one.months] == [row.total for row in one.rows]
        assert not any(totals[one.months :])


@pytest.mark.parametrize(("asked", "candidates"), CASES)
def test_the_values_beside_the_formulas_are_those_of_the_program(
    resources: Resources, asked: Scenario, candidates: Candidates
) -> None:
    shown = report(resources, asked, candidates)
    check(cells(workbook(shown, 60)), shown)


def test_inputs_are_cells_and_all_else_formulas(resources: Resources) -> None:
    content = workbook(report(resources, PLAIN), 60)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        main = archive.read("xl/worksheets/sheet1.xml").decode()
        way = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "<v>500000000</v>" in main  # the money, once: an input
    assert main.count("<v>499968000</v>") == main.count("</f><v>499968000</v>")
    assert way.count("<f>") > 60 * 15


def test_the_same_report_gives_the_same_bytes_and_no_name_of_anybody(resources: Resources) -> None:
    shown = report(resources, ACROSS, MIXED)
    assert workbook(shown, 60) == workbook(shown, 60)
    notes = "\n".join(str(row[0]) for row in cells(workbook(shown, 60))["Anggapan"])
    assert "kurang dari 5 tanpa NIK" in notes
    assert "PP 50/2025" in notes


@pytest.mark.long
@pytest.mark.parametrize(("asked", "candidates"), CASES)
def test_libreoffice_reckons_the_same(
    resources: Resources, asked: Scenario, candidates: Candidates, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("there is no LibreOffice")
    shown = report(resources, asked, candidates)
    check(recalculated(office, workbook(shown, 60), tmp_path), shown)


@pytest.mark.long
def test_changed_inputs_give_what_the_program_reckons_of_them(resources: Resources, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("there is no LibreOffice")
    changes = {
        "B5": 80_000_000,
        "B7": 14,
        "B13": 0,
        "B17": 100,
    }  # money, months, shares of village and workers
    wanted = replace(ACROSS, money=80_000_000, months=14, shares={FundKind.SELF: 100})
    one = report(resources, wanted, MIXED).outcomes[0]
    content = with_inputs(workbook(report(resources, ACROSS, MIXED), 60), changes)
    said = results(recalculated(office, content, tmp_path))
    assert said["Orang yang terjangkau"][0] == one.people
    assert said["Semua biaya"][0] == one.total
    assert said["Sisa dana"][0] == one.spare
    assert said["Bulan terlindungi, dihitung dengan iuran penuh"][0] == one.full_months
    assert said["Biaya untuk yang belum terjangkau"][0] == one.left_out_rupiah


def recalculated(office: str, content: bytes, folder: Path) -> Cells:
    """Return what LibreOffice makes of a workbook whose formulas lost their values."""
    (folder / "bare.xlsx").write_bytes(without_values(content))
    subprocess.run(
        [
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            "xlsx", "--outdir", str(folder / "out"), str(folder / "bare.xlsx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return cells((folder / "out" / "bare.xlsx").read_bytes())


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook with its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def without_values(content: bytes) -> bytes:
    """Return a workbook whose formulas have no values, so that they have to be reckoned."""

    def change(name: str, part: bytes) -> bytes:
        is_sheet = name.startswith("xl/worksheets/")
        return re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part) if is_sheet else part

    return rewritten(content, change)


def with_inputs(content: bytes, inputs: Mapping[str, int]) -> bytes:
    """Return a workbook with other numbers in cells of its first sheet, which have numbers now."""

    def change(name: str, part: bytes) -> bytes:
        for cell, value in inputs.items() if name == "xl/worksheets/sheet1.xml" else ():
            found = rb'(<c r="%s"[^>]*><v>)\d+(</v>)' % cell.encode()
            part, count = re.subn(found, rb"\g<1>%d\g<2>" % value, part)
            assert count == 1, cell
        return part

    return rewritten(content, change)
