"""No small number of a table can be read, nor worked out from what is shown."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.small_numbers import LEAST
from bot.figures.hiding import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

Table = list[list[int]]


def with_sums(table: Table) -> Table:
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def shown(table: Table, *, across: bool, down: bool) -> dict[tuple[int, int], int]:
    """Return the cells that somebody reads."""
    rows, columns = len(table), len(table[0])
    off = hidden(table, across=across, down=down)
    return {
        (row, at): value
        for row, line in enumerate(with_sums(table))
        for at, value in enumerate(line)
        if (row, at) not in off and (row < rows or down) and (at < columns or across)
    }


def other_tables(rows: int, columns: int, most: int) -> Iterator[Table]:
    for values in product(range(most + 1), repeat=rows * columns):
        yield [list(values[at : at + columns]) for at in range(0, len(values), columns)]


@pytest.mark.parametrize(
    ("table", "off"),
    [
        ([[12], [3], [40]], {(1, 0), (0, 0)}),  # one alone could be worked out from the sum
        ([[12], [3], [2], [40]], {(1, 0), (2, 0)}),
        ([[12], [40]], set()),
        ([[2], [0]], {(0, 0), (2, 0)}),  # the sum is small itself
        ([[50], [0], [0]], set()),  # a zero is nobody
        ([[50], [2], [0]], {(1, 0), (2, 0)}),
    ],
)
def test_of_one_column_with_its_sum_a_second_cell_is_hidden(table: Table, off: set[tuple[int, int]]) -> None:
    assert hidden(table, down=True) == off


def test_without_sums_only_small_numbers_are_hidden() -> None:
    assert hidden([[12, 3], [4, 50]]) == {(0, 1), (1, 0)}


def test_in_a_table_with_both_sums_four_cells_are_hidden_for_one() -> None:
    off = hidden([[2, 20, 30], [21, 22, 31], [40, 41, 42]], across=True, down=True)
    assert len(off) == 4
    assert len({row for row, _ in off}) == len({column for _, column in off}) == 2


which_sums = st.fixed_dictionaries({"across": st.booleans(), "down": st.booleans()})
counts = st.integers(min_value=0, max_value=60)
tables = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(counts, min_size=columns, max_size=columns), min_size=1, max_size=6)
)


@given(tables, which_sums)
@settings(max_examples=60)
def test_no_small_number_is_shown(
    table: Table,
    sums: dict[str, bool],
) -> None:
    assert all(value == 0 or value >= LEAST for value in shown(table, **sums).values())


@given(
    st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2),
    which_sums,
)
@settings(max_examples=25)
def test_whatever_is_hidden_may_be_another_number_as_well(
    table: Table,
    sums: dict[str, bool],
) -> None:
    """Try every other table: for each hidden cell one of them reads the same and differs there."""
    off, seen = hidden(table, across=sums["across"], down=sums["down"]), shown(table, **sums)
    whole, left = with_sums(table), set(off)
    for other in other_tables(2, 2, 8):
        summed = with_sums(other)
        if all(summed[row][at] == value for (row, at), value in seen.items()):
            left -= {(row, at) for row, at in left if summed[row][at] != whole[row][at]}
        if not left:
            return
    assert not left
