"""What the office finds, for tests that look it up."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from bot.registration.store import Registrations
from bot.store.opening import transaction

if TYPE_CHECKING:
    import pytest

    from tests.conftest import RunningBot


def exported(command: Any, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """Return the rows of `payung export`."""
    capsys.readouterr()
    assert command("export") == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def marks_in(bot: RunningBot) -> list[str]:
    """Return the marks of all registrations."""
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        return [mark for one in Registrations(tx).submitted() for mark in one.marks]
