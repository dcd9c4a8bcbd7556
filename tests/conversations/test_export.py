"""What the office exports of whole conversations, as CSV and in the form for Excel."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.registration.form import enrolment
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def rows(written: str) -> list[dict[str, str]]:
    """Return the rows of the form for Excel, without its mark."""
    return list(csv.DictReader(io.StringIO(written[1:], newline=""), delimiter=";"))


def answers(town: Town, step: str, value: str) -> None:
    """Store an answer that no question takes (any more)."""
    with town.unit() as tx:
        registrations = Registrations(tx)
        (one,) = registrations.submitted()
        registrations.save(one.id, enrolment(town.resources), {step: value})


def test_it_is_utf_8_with_a_mark_semicolons_and_crlf_wherever_it_is_written(
    siti: Conversation, town: Town
) -> None:
    siti.registers(name="Zoë Aminah")
    surroundings = {**os.environ, **town.environment, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "export", "--format", "excel-csv"],
        env=surroundings, check=True, capture_output=True,
    )  # fmt: skip
    assert done.stdout.startswith(b"\xef\xbb\xbfregistration;chat_id;stage;")
    heading, row, end = done.stdout.split(b"\r\n")
    assert (heading.count(b"\n"), row.count(b"\n"), end) == (0, 0, b"")
    assert "Zoë Aminah" in row.decode()


def test_numbers_that_excel_would_change_are_cells_of_text(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    (plain,) = town.exported()
    (row,) = rows(town.payung("export", "--format", "excel-csv"))
    assert row.keys() == plain.keys()
    assert row["registration"] == f'="{number}"'
    for name in ("nik", "phone", "district", "village"):
        assert row[name] == f'="{plain[name]}"'
    for name in ("income", "birth_date", "name", "stage"):
        assert row[name] == plain[name]


def test_without_an_option_it_is_as_before(siti: Conversation, town: Town) -> None:
    siti.registers(name="Ana Lestari")
    answers(town, "workplace", "=1+1")
    written = town.payung("export")
    assert written == town.payung("export", "--format", "csv")
    assert written.startswith("registration,chat_id,stage,submitted_at,")
    assert ",6106011708809001," in written
    assert "'=1+1" in written


def test_what_somebody_typed_is_run_by_no_spreadsheet(siti: Conversation, town: Town) -> None:
    siti.registers()
    answers(town, "workplace", '=HYPERLINK("http://x.example";"a")')
    (row,) = rows(town.payung("export", "--format", "excel-csv"))
    formulas = {name: cell for name, cell in row.items() if cell.startswith("=")}
    assert all(cell[2:-1].strip("0123456789+./: -") == "" for cell in formulas.values())
    assert any(cell.startswith("'=HYPERLINK") for cell in row.values())
