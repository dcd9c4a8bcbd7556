"""The workbook reckons what the program reckons: as it is written, and recalculated by LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from bot.budget.workbook.book import workbook
from tests.budget.reports import ACROSS, BOTH, MIXED, PEOPLE, PLAIN, POTENTIAL, report

if TYPE_CHECKING:
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
        "Seluruh biaya": [one.total for one in outcomes],
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
    (tmp_path / "bare.xlsx").write_bytes(without_values(workbook(shown, 60)))
    subprocess.run(
        [
            office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
            "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "bare.xlsx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    check(cells((tmp_path / "out" / "bare.xlsx").read_bytes()), shown)


def without_values(content: bytes) -> bytes:
    """Return a workbook whose formulas have no values, so that they have to be reckoned."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return file.getvalue()
