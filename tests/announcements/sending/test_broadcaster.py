"""Sending announcements when the program itself fails with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.sending.units import Sending
from bot.announcements.states import Delivery, Reason
from bot.staff.store import Staff
from bot.store.opening import transaction
from bot.terms.roles import Role
from tests.scenarios.announcing import announces, arrives
from tests.talk import registers

if TYPE_CHECKING:
    import pytest

    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot


async def test_somebody_with_whom_the_program_fails_holds_up_nobody_and_is_listed_as_failed(
    bot: RunningBot, sandbox: Sandbox, command: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti, rina = sandbox.person(1001), sandbox.person(1003)
    await registers(siti)
    await arrives(rina)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        Staff(tx).put(1003, Role.ANNOUNCER, "")
    honest = Sending._screen

    def fails_for_siti(self: Sending, tx: object, one: object, chat_id: int, language: str) -> object:
        if chat_id == 1001:
            raise ValueError("unforeseen")
        return honest(self, tx, one, chat_id, language)  # type: ignore[arg-type]

    monkeypatch.setattr(Sending, "_screen", fails_for_siti)
    await announces(rina, "Kabar.", 2)
    ended = await rina.hears_until("Kabar #1 selesai")
    assert "Terkirim: 1" in ended.text
    assert "Gagal: 1" in ended.text
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        found = Recipients(tx).get(Recipient(1, 1001))
    assert found
    assert (found.state, found.reason) == (Delivery.FAILED, Reason.FAULT)
