"""What the tests of lists share: the tables of config/, and reading rows in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.lists.cells import Cell, Row, Sheet
from bot.lists.listed import Reading
from bot.lists.rows import read_rows
from bot.lists.table import Table, find_table
from bot.lists.words import Codes, Headings
from bot.people.divisions import Divisions
from tests.lists.making import TODAY

CONFIG = Path(__file__).parents[2] / "config"
Reads = Callable[[Sequence[Sequence[Cell]]], tuple[Table, Reading]]


@pytest.fixture(scope="session")
def headings() -> Headings:
    return Headings.load(CONFIG)


@pytest.fixture(scope="session")
def codes() -> Codes:
    return Codes.load(CONFIG)


@pytest.fixture(scope="session")
def divisions() -> Divisions:
    return Divisions.load(CONFIG / "regions")


@pytest.fixture(scope="session")
def reads(headings: Headings, codes: Codes, divisions: Divisions) -> Reads:
    def read(rows: Sequence[Sequence[Cell]]) -> tuple[Table, Reading]:
        sheet = Sheet("Data", [Row(number, cells) for number, cells in enumerate(rows, 1) if any(cells)])
        table = find_table(sheet, headings, codes, divisions)
        return table, read_rows(table, TODAY, codes, divisions)

    return read
