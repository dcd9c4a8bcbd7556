"""No test leaves a process behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import app
from tests.conversation import Sketcher
from tests.faults.process import STARTED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(autouse=True)
async def _no_process_is_left() -> AsyncIterator[None]:
    yield
    while STARTED:
        await STARTED.pop().kill()


@pytest.fixture(autouse=True)
def _nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a bot of this process send sketches: that a process draws, and may fail, has its own tests."""
    monkeypatch.setattr(app, "Drawer", Sketcher)
