"""Finding the heading of a table: in the first rows, over one or two of them, merged, with numbers below."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from bot.lists.cells import Row, text_of
from bot.lists.words import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.lists.cells import Cell
    from bot.lists.words import Headings

_DEEPEST: Final = 40  # the last row in which a heading may begin
_FEWEST: Final = 2  # known headings that make a heading
_LONGEST: Final = 60  # characters of a heading
_COUNT = re.compile(r"[0-9]{1,3}|[A-Za-z]")
_MINOR: Final = frozenset({Field.NUMBER, Field.REMARK, Field.PASSED_OVER})


def heading_span(rows: Sequence[Row], headings: Headings) -> tuple[int, int]:
    """Return where the heading begins and ends among the rows; nowhere, (0, 0), where there is none.

    Of two that say as much it is the shorter, higher one.
    """
    starts = range(sum(row.number <= _DEEPEST for row in rows[:_DEEPEST]))
    spans = [(start, start + height) for height in (1, 2) for start in starts]
    scores = [_score(titles_of(rows[start:end], headings), headings) for start, end in spans]
    best = max(scores, default=0)
    return spans[scores.index(best)] if best >= _FEWEST else (0, 0)


def _score(titles: Sequence[str], headings: Headings) -> float:
    """Return how many different things the titles stand for; what is not read counts little."""
    found = {match[0] for title in titles if title and (match := headings.find(title))}
    passed = sum(1 for title in titles if title and (match := headings.find(title)) and match[0] in _MINOR)
    return len(found - _MINOR) + 0.1 * passed if found - _MINOR else 0


def titles_of(rows: Sequence[Row], headings: Headings) -> list[str]:
    """Return what stands above each column, of one row or of two.

    Of two, the lower one says it, or both together, or the upper one: merged cells hold theirs in the first.
    """
    texts = [[_title(cell) for cell in row.cells] for row in rows]
    if len(texts) < 2:  # noqa: PLR2004 - one row, or none
        return texts[0] if texts else []
    upper, lower = texts
    if is_counting(rows[1]) or _is_data(rows[1]) or not any(lower):
        return []
    return [
        _joined(*pair, headings) for pair in zip(_carried(upper, lower), _padded(lower, upper), strict=True)
    ]


def _is_data(row: Row) -> bool:
    """Tell whether a row below a heading is that of a person: it is numbered, or holds long numbers."""
    texts = [text for cell in row.cells if (text := text_of(cell))]
    return not texts or texts[0].isdigit() or any(not _title(text) for text in texts)


def _title(cell: Cell) -> str:
    text = text_of(cell) if isinstance(cell, str) else ""
    return text if len(text) <= _LONGEST and not sum(map(str.isdigit, text)) > 6 else ""  # noqa: PLR2004 - no number


def _carried(upper: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    """Give the upper titles, each also above the columns beside it that have a lower one only."""
    last = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        last = above or (last if below else "")
        yield last


def _padded(lower: Sequence[str], upper: Sequence[str]) -> list[str]:
    return [*lower, *[""] * (len(upper) - len(lower))]


def _joined(above: str, below: str, headings: Headings) -> str:
    both = f"{above} {below}".strip()
    return next((title for title in (below, both, above) if title and headings.find(title)), both)


def rows_below(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows without those that only count the columns."""
    skipped = 0
    while skipped < len(rows) and skipped < 2 and is_counting(rows[skipped]):  # noqa: PLR2004 - never more
        skipped += 1
    return rows[skipped:]


def _count(text: str) -> int:
    return int(text) if text.isdigit() else ord(text.lower())


def is_counting(row: Row) -> bool:
    """Tell whether a row counts the columns: 1 2 3, (1) (2) (3), KOLOM 2 3 4, a b c."""
    texts = [text_of(cell).strip("()") for cell in row.cells if text_of(cell)]
    figures = [_count(text) for text in texts if _COUNT.fullmatch(text)]
    rises = all(after - before in {1, 2} for before, after in pairwise(figures))
    return len(figures) >= 3 and len(figures) >= len(texts) - 1 and rises  # noqa: PLR2004
