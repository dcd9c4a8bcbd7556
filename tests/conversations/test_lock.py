"""Whole conversations: a borrowed phone is given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def locks(person: Conversation) -> None:
    person.says("/kunci").sees("Kunci percakapan ini?")
    person.taps("Ya, kunci").sees("sudah dikunci")


def only_the_lock_is_left(person: Conversation) -> None:
    """Make sure that nothing that was said before the lock can be read in the chat."""
    assert not [
        message.text for message in person.chat if message.text and "sudah dikunci" not in message.text
    ]


def test_after_the_lock_nothing_of_two_registrations_is_left_in_the_chat(siti: Conversation) -> None:
    siti.registers()
    siti.taps("Daftarkan orang lain").sees("Siapa yang mau didaftarkan")
    siti.taps("Saya sendiri").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Berapa NIK")
    locks(siti)
    only_the_lock_is_left(siti)
    siti.says("/status").sees("Belum ada pendaftaran")
    siti.says("/daftar").sees("Siapa yang mau didaftarkan")


def test_the_lock_warns_of_drafts_and_throws_them_away(siti: Conversation, town: Town) -> None:
    siti.at("name")
    siti.says("/kunci").sees("Kunci percakapan ini?", "belum dikirim (1)")
    siti.taps("Ya, kunci").sees("sudah dikunci")
    only_the_lock_is_left(siti)
    assert not town.rows("SELECT * FROM registrations")
    ((position,),) = town.rows("SELECT position FROM chats")
    assert position


def test_not_to_lock_changes_nothing(siti: Conversation) -> None:
    siti.at("name")
    siti.says("/kunci").sees("Kunci percakapan ini?")
    siti.sees_nothing()  # the question below would take the tap that the lock waits for
    siti.taps("Tidak jadi").sees("sampai di: Nama")


def test_number_and_birth_date_open_what_was_locked_and_can_show_it_again(siti: Conversation) -> None:
    number = siti.registers()
    locks(siti)
    siti.opens_data(number)
    siti.taps("Tutup").sees("ditutup")
    siti.says("/status").sees("Belum ada pendaftaran")
    siti.opens_data(number)
    siti.taps("Tampilkan lagi").sees("tampil lagi")
    siti.says("/status").sees("Terkirim, menunggu kantor")


def test_a_lock_closes_data_that_are_open_and_the_buttons_under_them(siti: Conversation) -> None:
    number = siti.registers()
    siti.opens_data(number)
    shown = siti.chat[-1]
    locks(siti)
    siti.taps_data(shown.data[0]).sees("nomor pendaftaran")


def test_news_of_a_locked_registration_do_not_come_to_the_phone(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    locks(siti)
    town.payung("stage", number, "active")
    town.speaks_unasked()
    siti.sees_nothing()


def test_the_key_that_shares_a_number_goes_with_the_lock(siti: Conversation) -> None:
    siti.at("phone")
    assert "Kirim nomor saya" in siti.transcript()
    locks(siti)
    with pytest.raises(AssertionError):
        siti.taps("Kirim nomor saya")


def test_a_proof_picture_made_by_hand_is_not_shown_after_the_lock(siti: Conversation, town: Town) -> None:
    siti.registers()
    locks(siti)
    ((one,),) = town.rows("SELECT id FROM registrations")
    siti.taps_data(f"m1|proof|{one}").sees("Belum ada pendaftaran")


def test_a_summary_that_was_tapped_after_the_lock_sends_nothing(siti: Conversation) -> None:
    siti.at("summary")
    locks(siti)
    siti.taps_data("f1|summary|send").sees("tombol lama")


def test_ids_of_messages_are_forgotten_when_telegram_would_not_delete_them_any_more(
    siti: Conversation, town: Town
) -> None:
    siti.at("nik")
    assert town.rows("SELECT * FROM messages")
    town.rows("UPDATE messages SET at = '2020-01-01'")
    town.grows_old()
    assert not town.rows("SELECT * FROM messages")
