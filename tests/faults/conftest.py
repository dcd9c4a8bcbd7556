"""No test leaves a process behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.process import STARTED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(autouse=True)
async def _no_process_is_left() -> AsyncIterator[None]:
    yield
    while STARTED:
        await STARTED.pop().kill()
