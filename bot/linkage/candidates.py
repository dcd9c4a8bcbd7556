"""Which profiles are worth comparing: those that have a key in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from bot.linkage.columns import Columns, Ints

MOST_WITH_A_KEY: Final = 120  # a key that more profiles have tells nothing; a narrower one finds them
_SHIFT: Final = 32
_AT_ONCE: Final = 2_000_000  # pairs that are gathered before what was found twice is dropped: 16 MB


def candidates(columns: Columns) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the rows of each pair that has a key in common and of which one, the first, is new."""
    found, waiting = np.empty(0, np.int64), []
    for packed in _packed(columns):
        waiting.append(packed)
        if sum(map(len, waiting)) > _AT_ONCE:
            found, waiting = np.unique(np.concatenate([found, *waiting])), []
    found = np.unique(np.concatenate([found, *waiting]))
    return (found >> _SHIFT).astype(np.int32), (found & (1 << _SHIFT) - 1).astype(np.int32)


def _packed(columns: Columns) -> Iterator[Ints]:
    """Yield pairs as single numbers, those of keys with equally many profiles together."""
    order = np.argsort(columns.keys, kind="stable")
    keys, rows = columns.keys[order], columns.key_rows[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    for size in range(2, MOST_WITH_A_KEY + 1):
        begins = starts[sizes == size]
        begins = begins[rows[begins] < columns.new]  # rows of a key ascend, and the new ones are first
        for part in np.array_split(begins, 1 + len(begins) * size * size // _AT_ONCE):
            yield _pairs_of(rows[part[:, None] + np.arange(size)], columns.new)


def _pairs_of(blocks: npt.NDArray[np.int32], new: int) -> Ints:
    first, second = np.triu_indices(blocks.shape[1], 1)
    a, b = blocks[:, first].ravel().astype(np.int64), blocks[:, second].ravel().astype(np.int64)
    worth = (a < new) & (a != b)
    packed: Ints = (a[worth] << _SHIFT) | b[worth]
    return packed
