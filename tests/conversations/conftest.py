"""Who appears in the conversations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.store import handover
from bot.store.address import url_of
from tests.conversation import Conversation, Town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.resources import Resources
    from bot.store.address import Whereabouts


@pytest.fixture
def surroundings() -> dict[str, str]:
    """Variables of the environment that are not as usual, such as the time."""
    return {}


# This goes on beside every change on a PostgreSQL server, too; all others do where time does not matter.
_ON_A_SERVER = {"test_registration"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as long what goes on on a server, but for these."""
    for item in items:
        is_here = item.path.parent == Path(__file__).parent and item.path.stem not in _ON_A_SERVER
        if is_here and "[postgresql" in item.name:
            item.add_marker(pytest.mark.long)


@pytest.fixture
def town(
    resources: Resources,
    tmp_path: Path,
    database: Whereabouts,
    surroundings: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Town]:
    """A bot with its store, which no power cut will end."""
    pragmas = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in handover.PRAGMAS)
    monkeypatch.setattr(handover, "PRAGMAS", pragmas)
    town = Town(resources, tmp_path, {"PAYUNG_DATABASE_URL": url_of(database), **surroundings})
    yield town
    town.close()


@pytest.fixture
def siti(town: Town) -> Conversation:
    """Somebody who has the bot in front of her."""
    return town.person(1001)
