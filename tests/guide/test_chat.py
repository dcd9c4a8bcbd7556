"""The first screen, on different days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import Environment
from tests.conftest import RunningBot

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.sandbox import Sandbox


@pytest.mark.parametrize(
    ("now", "price"),
    [
        (
            "2026-12-31T23:30:00+07:00",
            "mulai Rp8.400 sebulan jika bayar sendiri, mulai Januari 2027 Rp16.800",
        ),
        ("2027-01-01T00:30:00+07:00", "mulai Rp16.800 sebulan"),
    ],
)
async def test_the_price_is_that_of_the_day_and_the_law_is_named(
    environment: dict[str, str], resources: Resources, sandbox: Sandbox, now: str, price: str
) -> None:
    running = RunningBot(Environment({**environment, "PAYUNG_NOW": now}).settings(), resources)
    await running.start()
    person = sandbox.person(1001)
    await person.starts()
    welcome = await person.hears()
    await person.taps("Dasar hukum")
    laws = await person.hears()
    await running.stop()
    assert price in welcome.text
    assert "PP 82/2019" not in welcome.text
    assert "PP 82/2019" in laws.text
    assert ("jika bayar sendiri" in welcome.text) is ("jika bayar sendiri" in price)
