"""Whole conversations: what the bot says unasked, once, and only while it is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.settings import Environment
from bot.store.opening import transaction
from tests.scenarios.announcing import arrives
from tests.talk import consents, fills_in, reaches_name, registers, sends

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver
    from tests.conftest import RunningBot


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return {**environment, "PAYUNG_NOW": "2026-12-01T09:00:00+07:00"}


async def at(bot: RunningBot, environment: dict[str, str], moment: str) -> None:
    """Stop the bot, and let it begin again at another time."""
    await bot.stop()
    bot.settings = Environment({**environment, "PAYUNG_NOW": moment}).settings()
    await bot.start()


def deliveries(bot: RunningBot) -> list[tuple[Any, ...]]:
    query = "SELECT announcement_id, state, reason FROM recipients ORDER BY announcement_id"
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        return [tuple(row) for row in tx.connection.execute(query).fetchall()]


async def test_an_unfinished_enrolment_is_reminded_of_once_after_a_day(
    siti: PersonDriver, bot: RunningBot, environment: dict[str, str]
) -> None:
    await reaches_name(siti)
    await at(bot, environment, "2026-12-02T08:30:00+07:00")
    await siti.hears_nothing(1.0)
    await at(bot, environment, "2026-12-02T09:30:00+07:00")
    reminder = await siti.hears_until("belum selesai")
    assert "11 pertanyaan" in reminder.text
    await at(bot, environment, "2026-12-05T09:30:00+07:00")
    await siti.hears_nothing(1.5)
    await siti.taps("Lanjutkan")
    await siti.hears_until("Siapa nama")


async def test_nobody_is_reminded_who_muted_it(
    siti: PersonDriver, bot: RunningBot, environment: dict[str, str]
) -> None:
    await consents(siti)
    await siti.says("/berhenti")
    await siti.hears_until("Kabar yang Anda terima")
    await siti.hears_until("Berapa NIK")
    await siti.hears_toast(await siti.taps("Pengingat pendaftaran"))
    await at(bot, environment, "2026-12-03T09:30:00+07:00")
    await siti.hears_nothing(1.5)
    assert deliveries(bot) == [(-2, "skipped", "muted")]


async def test_reminders_wait_for_the_end_of_quiet_hours(
    siti: PersonDriver, bot: RunningBot, environment: dict[str, str]
) -> None:
    night = {**environment, "PAYUNG_QUIET_HOURS": "20:00-07:00"}
    await reaches_name(siti)
    await at(bot, night, "2026-12-03T22:00:00+07:00")
    await siti.hears_nothing(1.5)
    assert deliveries(bot) == [(-2, "pending", "")]
    await at(bot, night, "2026-12-04T06:59:58+07:00")
    await siti.hears_until("belum selesai", timeout=10)


async def test_news_of_a_stage_come_once_and_only_of_the_newest(
    siti: PersonDriver, bot: RunningBot, command: Any
) -> None:
    number = await registers(siti)
    await siti.hears_until("Bukti pendaftaran")
    await bot.stop()
    for stage in ("in_review", "registered"):
        assert command("stage", number, stage) == 0
    await bot.start()
    await siti.hears_until("Kabar pendaftaran Anda")
    await siti.hears_nothing(1.0)
    assert sorted(deliveries(bot)) == [(-1, "sent", ""), (-1, "skipped", "outdated")]


async def test_whoever_asked_is_told_once_before_the_discount_ends_with_both_amounts(
    siti: PersonDriver, bot: RunningBot, environment: dict[str, str]
) -> None:
    await registers(siti)
    await siti.hears_until("Bukti pendaftaran")
    await siti.says("/status")
    await siti.hears_until("menunggu kantor")
    await siti.taps("Atur kabar")
    await siti.hears_until("Kabar yang Anda terima")
    await siti.hears_toast(await siti.taps("Ingatkan saya"))
    await at(bot, environment, "2026-12-05T09:00:00+07:00")
    await siti.hears_nothing(1.5)
    await at(bot, environment, "2026-12-20T09:00:00+07:00")
    warning = await siti.hears_until("Keringanan iuran Anda")
    assert "31 Desember 2026" in warning.text
    assert "Rp11.400" in warning.text
    assert "Rp22.800" in warning.text
    await at(bot, environment, "2026-12-28T09:00:00+07:00")
    await siti.hears_nothing(1.5)


async def test_nobody_is_warned_who_did_not_ask(
    siti: PersonDriver, bot: RunningBot, environment: dict[str, str]
) -> None:
    await arrives(siti)
    await siti.taps("Daftar untuk saya")
    await siti.hears_until("Setuju? Tekan")
    await siti.taps("Setuju")
    await siti.hears_until("Berapa NIK")
    await fills_in(siti, nik="6106011708809001", name="Siti Aminah")
    await sends(siti)
    await siti.hears_until("Bukti pendaftaran")
    await at(bot, environment, "2026-12-20T09:00:00+07:00")
    await siti.hears_nothing(1.5)
    assert deliveries(bot) == []
