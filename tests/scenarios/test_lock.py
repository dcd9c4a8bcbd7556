"""Whole conversations: a borrowed phone is given back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.store.opening import transaction
from tests.talk import (
    begins_another,
    consents,
    grows_old,
    opens_data,
    reaches_name,
    reaches_summary,
    registers,
)

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver
    from tests.conftest import RunningBot


async def locks(person: PersonDriver) -> None:
    await person.says("/kunci")
    await person.hears_until("Kunci percakapan ini?")
    await person.taps("Ya, kunci")
    await person.hears_until("sudah dikunci")


async def only_the_lock_is_left(person: PersonDriver) -> None:
    """Wait until nothing that was said before the lock can be read in the chat."""
    for _ in range(100):
        left = [message.text for message in person.chat if "sudah dikunci" not in message.text]
        if not any(left):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"still there: {left}")


async def test_after_the_lock_nothing_of_two_registrations_is_left_in_the_chat(siti: PersonDriver) -> None:
    await registers(siti)
    await begins_another(siti)
    await locks(siti)
    await only_the_lock_is_left(siti)
    await siti.says("/status")
    await siti.hears_until("Belum ada pendaftaran")
    await siti.says("/daftar")
    await siti.hears_until("Siapa yang mau didaftarkan")


async def test_the_lock_warns_of_drafts_and_throws_them_away(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_name(siti)
    await siti.says("/kunci")
    warning = await siti.hears_until("Kunci percakapan ini?")
    assert "belum dikirim (1)" in warning.text
    await siti.taps("Ya, kunci")
    await siti.hears_until("sudah dikunci")
    await only_the_lock_is_left(siti)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        assert not tx.connection.execute("SELECT * FROM registrations").fetchall()
        assert tx.connection.execute("SELECT position FROM chats").fetchone()["position"]


async def test_not_to_lock_changes_nothing(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.says("/kunci")
    await siti.hears_until("Kunci percakapan ini?")
    await siti.taps("Tidak jadi")
    await siti.hears_until("Siapa nama")


async def test_number_and_birth_date_open_what_was_locked_and_can_show_it_again(siti: PersonDriver) -> None:
    number = await registers(siti)
    await locks(siti)
    await opens_data(siti, number)
    await siti.taps("Tutup")
    await siti.hears_until("ditutup")
    await siti.says("/status")
    await siti.hears_until("Belum ada pendaftaran")
    await opens_data(siti, number)
    await siti.taps("Tampilkan lagi")
    await siti.hears_until("tampil lagi")
    await siti.says("/status")
    await siti.hears_until("Terkirim, menunggu kantor")


async def test_a_lock_closes_data_that_are_open_and_the_buttons_under_them(siti: PersonDriver) -> None:
    number = await registers(siti)
    await opens_data(siti, number)
    shown = siti.chat[-1]
    await locks(siti)
    await siti.taps_data(shown.data[0])
    await siti.hears_until("nomor pendaftaran")


async def test_news_of_a_locked_registration_do_not_come_to_the_phone(
    siti: PersonDriver, command: Any
) -> None:
    number = await registers(siti)
    await locks(siti)
    assert command("stage", number, "active") == 0
    await siti.hears_nothing(1.5)


async def test_the_key_that_shares_a_number_goes_with_the_lock(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.says("Siti Aminah")
    await siti.hears_until("Tempat lahir")
    await siti.taps("Putussibau")
    await siti.hears_until("nomor HP")
    await locks(siti)
    with pytest.raises(AssertionError):
        await siti.taps("Kirim nomor saya")


async def test_a_proof_picture_made_by_hand_is_not_shown_after_the_lock(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await registers(siti)
    await locks(siti)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        one = tx.connection.execute("SELECT id FROM registrations").fetchone()["id"]
    await siti.taps_data(f"m1|proof|{one}")
    await siti.hears_until("Belum ada pendaftaran")


async def test_a_summary_that_was_tapped_after_the_lock_sends_nothing(siti: PersonDriver) -> None:
    await reaches_summary(siti)
    await locks(siti)
    await siti.taps_data("f1|summary|send")
    await siti.hears_until("tidak berlaku")


async def test_ids_of_messages_are_forgotten_when_telegram_would_not_delete_them_any_more(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await consents(siti)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        assert tx.connection.execute("SELECT * FROM messages").fetchall()
        tx.connection.execute("UPDATE messages SET at = '2020-01-01'")
        grows_old(tx, bot.resources)
        assert not tx.connection.execute("SELECT * FROM messages").fetchall()
