"""What was asked for in an errand comes back, whatever fails in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from bot.desk.overview import CountAll, Counted
from bot.gateway.errands import Errands
from bot.staff.store import Staff
from bot.store.opening import transaction
from bot.terms.roles import Role
from bot.terms.stages import Stage
from bot.turns.store import Turns

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot


@pytest.fixture
async def rina(bot: RunningBot, sandbox: Sandbox) -> PersonDriver:
    """Somebody of the staff who may see figures."""
    person = sandbox.person(1003)
    await person.starts()
    await person.hears_until("perlindungan kerja")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        Staff(tx).put(1003, Role.ADMIN, "")
    return person


def fails(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let whoever takes the results of errands fail so many times."""
    honest, left = Errands.take, [None] * times

    def take(self: Errands, *arguments: Any) -> None:
        if left:
            left.pop()
            raise ValueError("unforeseen")
        honest(self, *arguments)

    monkeypatch.setattr(Errands, "take", take)


async def test_a_result_with_which_the_program_fails_once_is_taken_later(
    rina: PersonDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, 1)
    await rina.says("/kantor")
    await rina.hears_until("Ringkasan")


async def test_a_result_with_which_the_program_always_fails_is_set_aside_and_blocks_nobody(
    rina: PersonDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, 4)
    await rina.says("/kantor")
    await rina.hears_until("Maaf")
    await rina.says("/kantor")
    figures = await rina.hears_until("Ringkasan")
    assert "gagal diproses: 1" in figures.text


async def test_a_result_that_waits_in_the_store_is_taken_by_the_next_run(
    rina: PersonDriver, bot: RunningBot
) -> None:
    await bot.stop()
    waits(bot, Counted({Stage.ACTIVE: 7}, 0, 0))
    await bot.start()
    figures = await rina.hears_until("Ringkasan")
    assert "7" in figures.text


async def test_a_result_is_taken_back_when_the_chat_is_locked_before(
    rina: PersonDriver, bot: RunningBot
) -> None:
    await bot.stop()
    waits(bot, Counted({}, 0, 0))
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        Turns(tx).take_back_notices(1003)
    await bot.start()
    await rina.says("/status")
    await rina.hears_until("Belum ada")
    assert not [one for one in rina.chat if "Ringkasan" in one.text]


def waits(bot: RunningBot, found: Counted) -> None:
    """Let the result of a count wait in the store."""
    update = {"errand": CountAll().pack(), "result": msgspec.json.encode(found)}
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        turns = Turns(tx)
        turns.receive(turns.next_own(), 1003, tx.clock.now(), update)
