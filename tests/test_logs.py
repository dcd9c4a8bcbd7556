"""What the libraries may say in the log."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.getLogger("bot").level
    yield
    root.handlers[:], level, own = before
    root.setLevel(level)
    logging.getLogger("bot").setLevel(own)


@pytest.mark.parametrize("verbose", [False, True])
def test_aiosqlite_never_writes_statements_with_their_values(*, verbose: bool) -> None:
    logs.set_up(verbose=verbose)
    logging.getLogger().setLevel(logging.DEBUG)
    assert not logging.getLogger("aiosqlite").isEnabledFor(logging.DEBUG)
