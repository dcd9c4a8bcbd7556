"""The desk of an announcement: what it shows, warns of, and offers on buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.chats.store import Chats
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from tests.conversations.announcing import announces, confirms, tries_it, writes

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


@pytest.fixture
def rina(town: Town) -> Conversation:
    """Somebody who may announce."""
    return town.staff("announcer")


def four_districts(town: Town) -> None:
    """Let there be a registration in each of four districts."""
    with town.unit() as tx:
        for chat_id, name in enumerate(("Semitau", "Badau", "Selimbau", "Suhaid"), 2001):
            Chats(tx).add(chat_id, "id")
            one = Registrations(tx).create(chat_id, "1")
            code = town.resources.regions.find_district(name).candidates[0].code
            Registrations(tx).save(one, enrolment(town.resources), {"district": code})
            Registrations(tx).submit(one, chat_id, "6106011708809001", ())


# -- stand-ins and tests


def test_words_that_stand_in_are_on_buttons(rina: Conversation) -> None:
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    asked = rina.says("Halo {nama} di {kecamatan}").sees("{nama} tidak bisa diisi")
    assert asked.buttons[:2] == ["Bapak/Ibu", "Saudara"]
    rina.taps("Bapak/Ibu").sees("{kecamatan} tidak bisa diisi")
    rina.taps("daerah Anda").sees("Draf kabar", "{nama} yang tidak diketahui → Bapak/Ibu", "→ daerah Anda")


def test_they_are_in_the_language_of_the_message(rina: Conversation) -> None:
    writes(rina, "Halo.")
    rina.taps("Versi Inggris").sees("bahasa Inggris")
    assert rina.says("Hello {name}").sees("{nama} tidak bisa diisi").buttons[0] == "friend"
    rina.says("dear friend").sees("Draf kabar", "→ dear friend")


def test_a_test_shows_a_filled_in_message_too_and_says_that_the_name_is_invented(rina: Conversation) -> None:
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    rina.says("Halo {nama} di {kecamatan}").sees("Diganti kata apa")
    rina.taps("Bapak/Ibu").sees("Diganti kata apa")
    rina.taps("daerah Anda").sees("Draf kabar")
    rina.taps("Kirim uji").sees("Begini pesannya sampai").sees("Halo Bapak/Ibu di daerah Anda")
    rina.sees("karangan").sees("Halo Siti Aminah di ").lacks("{")
    rina.sees("sudah dilihat")


def test_a_message_without_placeholders_is_shown_once(rina: Conversation) -> None:
    writes(rina, "Halo.")
    tries_it(rina)
    rina.sees_no("karangan")


# -- a number as long as a NIK


def test_a_nik_in_the_message_is_asked_about_before_it_goes_on(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    desk = writes(rina, "NIK 6106011708809001 hilang.")
    assert "Ada nomor panjang" in desk.text
    tries_it(rina)
    rina.taps("📣 Kirim").sees("Memang perlu")
    siti.sees_nothing()
    rina.taps("Ya, memang perlu").sees("ketik jumlah")
    rina.says("2").sees("disetujui")
    town.speaks_unasked()
    siti.sees("NIK 6106011708809001 hilang.")
    assert ("allow a long number",) in town.rows("SELECT action FROM audit")


def test_another_message_with_a_nik_is_asked_about_anew(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "NIK 6106011708809001 hilang.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("Memang perlu")
    rina.taps("Ya, memang perlu").sees("ketik jumlah")
    rina.taps("✏️ Pesan").sees("Kirim pesannya sekarang")
    rina.says("NIK 6106015708809002 hilang.").sees("Draf kabar")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("Memang perlu")
    rina.taps("✏️ Pesan").sees("Kirim pesannya sekarang")
    rina.says("Ada NIK yang hilang.").sees("Draf kabar").lacks("Ada nomor panjang")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")


# -- the same message once more


def test_the_same_message_may_go_out_once_more_with_a_word_why(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Sama saja.", 2)
    rina.sees("Terkirim: 2")
    siti.sees("Sama saja.")
    desk = writes(rina, "Sama saja.")
    assert "0 percakapan menerima" in desk.text
    rina.taps("Kirim juga ke 2 orang").shows("Alasannya dicatat")
    rina.taps("Ini pengingat").shows("2 percakapan")
    rina.shows("ikut dikirimi lagi")
    tries_it(rina)
    confirms(rina, 2)
    siti.sees("Sama saja.")
    assert ("repeat the same message: reminder",) in town.rows("SELECT action FROM audit")
    writes(rina, "Sama saja.").sees_nothing()
    assert "0 percakapan menerima" in rina.text


def test_another_reason_is_typed_and_the_rule_can_hold_again(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Sama saja.", 2)
    rina.sees("Terkirim: 2")
    writes(rina, "Sama saja.")
    rina.taps("Kirim juga ke 2 orang").shows("Alasannya dicatat")
    rina.taps("Alasan lain").sees("beberapa kata")
    rina.says("jalan ke pasar putus, tanya 6106011708809001").sees("Draf kabar", "ikut dikirimi lagi")
    ((why,),) = town.rows("SELECT action FROM audit WHERE action LIKE 'repeat%'")
    assert why == "repeat the same message: jalan ke pasar putus, tanya •••"
    rina.taps("Lewati lagi").shows("0 percakapan menerima")


def test_a_confirmation_is_void_once_the_rule_is_lifted(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Sama saja.", 2)
    rina.sees("Terkirim: 2")
    rina.town.person(1002).starts()
    writes(rina, "Sama saja.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    rina.taps_data("m1|an_repeat|2|reminder").shows("ikut dikirimi lagi")
    rina.says("1").sees("belum mengirim apa-apa")


# -- districts


def test_everybody_is_counted_in_three_districts_and_all_of_them_on_demand(
    rina: Conversation, town: Town
) -> None:
    four_districts(town)
    desk = writes(rina, "Kabar.")
    assert desk.text.count("\n· ") == 4  # three, and the others
    assert "lainnya: " in desk.text
    rina.taps("Semua kecamatan").shows("Suhaid: 1")
    rina.shows("Semitau: 1")
    assert "📍 Semua kecamatan" not in rina.buttons


# -- what is said


def test_a_recall_is_said_to_be_one(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Besok jam 8.", 2)
    rina.sees("selesai")
    rina.taps("🔎 Lihat").sees("Ditulis: ")
    rina.taps("Tarik kembali").sees("Tarik kembali kabar #1")
    rina.taps("🗑 Tarik kembali…").sees("ketik jumlah")
    rina.says("2").sees("Penarikan kabar #1 disetujui")


def test_roles_say_what_each_may_do(town: Town) -> None:
    budi = town.staff("admin")
    budi.says("/staf").sees("1 petugas")
    asked = budi.taps("Undang petugas").sees("Sebagai apa")
    assert "petugas: melihat ringkasan, membaca dan menjawab pertanyaan" in asked.text
    assert "pemantau: melihat ringkasan\n" in f"{asked.text}\n"
    siti = town.staff("announcer", 1001)
    siti.shows("Anda boleh: melihat ringkasan, menyiarkan kabar.")
