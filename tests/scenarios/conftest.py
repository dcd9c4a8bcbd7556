"""Who appears in the conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot


@pytest.fixture
def siti(bot: RunningBot, sandbox: Sandbox) -> PersonDriver:
    """Somebody who has the bot in front of her."""
    return sandbox.person(1001)
