"""Who appears in the conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.store import handover
from tests.conversation import Conversation, Town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.resources import Resources


@pytest.fixture
def surroundings() -> dict[str, str]:
    """Variables of the environment that are not as usual, such as the time."""
    return {}


@pytest.fixture
def town(
    resources: Resources, tmp_path: Path, surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """A bot with its store, which no power cut will end."""
    pragmas = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in handover.PRAGMAS)
    monkeypatch.setattr(handover, "PRAGMAS", pragmas)
    town = Town(resources, tmp_path, surroundings)
    yield town
    town.close()


@pytest.fixture
def siti(town: Town) -> Conversation:
    """Somebody who has the bot in front of her."""
    return town.person(1001)
