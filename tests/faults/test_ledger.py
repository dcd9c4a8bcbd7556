"""The bot is killed while a payment is written into the ledger, and before it says so."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.process import BotProcess
from tests.faults.test_lists import a_list, found, sandbox, two_officers_and_a_worker
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import PersonDriver, Sandbox

__all__ = ["sandbox"]

_PEOPLE, _KILLS = 6000, 6
_DUE = _PEOPLE * 16_800


async def pays(rina: PersonDriver) -> None:
    """Enter a payment of December for everybody, until the bot has taken it."""
    await rina.says("/program")
    await rina.hears_until("Siapa membayar")
    await rina.taps("Program 1")
    await rina.sees("Peserta: ", 60)
    await rina.taps("💳 Catat pembayaran")
    await rina.hears_until("bulan apa", 60)
    await rina.says("Desember 2026")
    await rina.hears_until("berapa bulan")
    await rina.says("1")
    await rina.hears_until("Berapa yang dibayar", 60)
    await rina.says(str(_DUE))
    await rina.hears_until("bukti bayar")
    await rina.says("SP2D 0123")
    await rina.hears_until("tanggal berapa")
    await rina.says("29 November 2026")
    await rina.hears_until("Periksa dulu")
    await rina.taps("✅ Kirim")
    await rina.hears_until("Dicatat sebagai nomor")


_IN_WORK, _WRITTEN = "SELECT count(*) FROM entries_in_work", "SELECT count(*) FROM payments"


@pytest.mark.long
async def test_killed_again_and_again_while_a_payment_is_written_it_is_written_once_and_told(
    sandbox: Sandbox,
    environment: dict[str, str], tmp_path: Path, command: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    environment["PAYUNG_NOW"] = "2026-11-29T09:00:00+07:00"
    process, chance = BotProcess(environment, tmp_path / "log"), random.Random(5)
    await process.start()
    rina, dewi, _ = await two_officers_and_a_worker(sandbox, command, capsys)
    (tmp_path / "sk.xlsx").write_bytes(a_list(_PEOPLE))
    assert command("import", tmp_path / "sk.xlsx", "--agency", "SK", "--apply") == 0
    span = ("--from", "2026-12", "--months", "7")
    assert command("program", "add", "--name", "Rentan", "--kind", "apbd_regency", *span) == 0
    assert command("program", "take", "1", "--list", "SK") == 0
    await pays(rina)
    await until(lambda: found(environment, _IN_WORK)[0][0] or found(environment, _WRITTEN)[0][0])
    killed_in_work = 0
    for _ in range(_KILLS):
        await asyncio.sleep(chance.uniform(0.0, 0.4) if killed_in_work else 0.0)
        await process.kill()
        killed_in_work += found(environment, _IN_WORK)[0][0]
        await process.start()
    await rina.hears_until("selesai ditulis", 120)
    await dewi.hears_until("erlu persetujuan Anda")
    await process.kill()
    assert found(environment, "SELECT count(*), sum(rupiah), count(DISTINCT who) FROM payments") == [
        (_PEOPLE, _DUE, _PEOPLE)
    ]
    assert found(environment, "SELECT count(*) FROM ledger_entries WHERE kind = 'paid'") == [(1,)]
    told = [one for one in rina.chat if "selesai ditulis" in one.text]
    assert 1 <= len(told) <= 2
    assert killed_in_work
