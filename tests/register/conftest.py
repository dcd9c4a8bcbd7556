"""A store for statements of lists."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from tests.register.making import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.store.address import Whereabouts


@pytest.fixture
def office(database: Whereabouts) -> Iterator[Office]:
    office = Office(database, Clock(datetime(2026, 11, 20, 2, tzinfo=UTC)))
    yield office
    office.close()
