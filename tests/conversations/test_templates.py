"""Templates, lists of numbers, who is left out, and who tapped a button."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tests.conversations.announcing import confirms, tries_it, writes

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


@pytest.fixture
def rina(town: Town) -> Conversation:
    """Somebody who may announce."""
    return town.staff("announcer")


# -- templates


def keeps(rina: Conversation, text: str, name: str) -> None:
    """Keep a message as a template."""
    writes(rina, text)
    rina.taps("Simpan sebagai pola").sees("Nama polanya apa")
    rina.says(name).sees("Tersimpan sebagai pola").sees("Draf kabar")
    rina.taps("Buang draf").shows("Draf dibuang")


def test_a_message_is_kept_listed_and_used_again(siti: Conversation, rina: Conversation, town: Town) -> None:
    siti.starts().sees("perlindungan kerja")
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    rina.says("Halo {nama}, besok pasar.").sees("Diganti kata apa")
    rina.taps("Bapak/Ibu").sees("Draf kabar")
    rina.taps("Simpan sebagai pola").sees("Nama polanya apa", "Jadwal pasar")
    rina.says("Pasar mingguan").sees("Tersimpan sebagai pola: Pasar mingguan").sees("Draf kabar")
    rina.taps("Buang draf").shows("Draf dibuang")
    budi = town.staff("announcer", 1002)
    budi.says("/siarkan").sees().taps("Templates").shows("Which one")
    budi.taps("Pasar mingguan").shows("besok pasar")
    budi.taps("Use it").shows("Halo {nama}, besok pasar.")
    budi.shows("→ Bapak/Ibu")


def test_a_template_is_renamed_and_deleted_by_whoever_kept_it(rina: Conversation, town: Town) -> None:
    keeps(rina, "Kabar.", "Lama")
    rina.says("/siarkan").sees("Siarkan kabar").taps("📌 Pola").shows("Mau pakai yang mana")
    rina.taps("Lama").shows("Kabar.")
    rina.taps("Ganti nama").sees("Nama polanya apa")
    rina.says("Baru").sees("Baru", "Kabar.")
    rina.taps("Hapus").shows("Hapus pola “Baru”?")
    rina.taps("Ya, hapus").shows("Belum ada pola")
    assert town.rows("SELECT id FROM templates") == []


def test_only_an_admin_changes_what_somebody_else_kept(rina: Conversation, town: Town) -> None:
    keeps(rina, "Kabar.", "Lama")
    john = town.staff("announcer", 1002)
    john.says("/siarkan").sees().taps("Templates").shows("Which one")
    john.taps("Lama").shows("Kabar.")
    assert not [one for one in john.chat[-1].buttons if "Rename" in one]
    john.taps_data("m1|an_drop_template|1|yes").sees("Only whoever kept it")
    john.taps_data("m1|an_rename|1").sees("Only whoever kept it")
    town.rows("UPDATE staff SET role = 'admin' WHERE chat_id = 1002")
    john.taps_data("m1|an_drop_template|1|yes").shows("no templates yet")


def test_buttons_of_a_template_that_is_gone_say_so(rina: Conversation) -> None:
    for data in ("an_template|9", "an_use|9", "an_rename|9", "an_drop_template|9|yes"):
        rina.taps_data(f"m1|{data}").sees("Pola itu sudah tidak ada")


# -- lists of numbers


def test_recipients_are_chosen_by_typed_registration_numbers(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    number = siti.registers()
    town.person(1002).starts().sees("protection at work")
    writes(rina, "Untuk yang terdaftar.")
    rina.taps("👥 Penerima").shows("Siapa yang menerima")
    said = rina.says(f"Daftar:\n{number}\n123-456-789\n{number[:-1]}x1").sees("1 pendaftaran ditemukan")
    assert "Baris yang nomornya salah ketik: 3, 4" in said.text
    assert number not in said.text
    rina.sees("Siapa yang menerima", "Daftar nomor: daftar 1", "1 percakapan menerima")
    rina.taps("Kembali ke draf").shows("Draf kabar")
    tries_it(rina)
    confirms(rina, 1)
    siti.sees("Untuk yang terdaftar.")


def test_a_number_that_nobody_has_is_told_by_its_line(
    rina: Conversation, siti: Conversation, town: Town
) -> None:
    siti.registers()
    town.rows("UPDATE registrations SET number_hash = ''")
    writes(rina, "Kabar.")
    rina.taps("👥 Penerima").shows("Siapa yang menerima")
    number = town.resources.catalogues["id"].example("number")
    rina.says(f"{number}").sees("0 pendaftaran ditemukan", "tidak terdaftar: 1").sees("semua orang")


def test_they_are_read_from_a_file_which_stays_in_the_chat(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    number = siti.registers()
    writes(rina, "Kabar.")
    rina.taps("👥 Penerima").shows("Siapa yang menerima")
    sent = rina.sends("document", f"Nama;Nomor\nSiti;{number}\n".encode(), "daftar.csv")
    rina.sees("1 pendaftaran ditemukan").sees("Daftar nomor: daftar 1")
    assert sent.sent["message_id"] in [one["message_id"] for one in rina.chat]
    rina.sends("document", b"%PDF-1.7", "surat.pdf").sees("tidak ada nomor pendaftaran yang terbaca")
    rina.taps("Pilihan penerima").shows("Siapa yang menerima")
    rina.taps("Daftar nomor").shows("kirim berkas")
    rina.shows("Daftar nomor: tekan")


# -- who is left out


def test_a_district_is_left_out_by_a_button_or_by_a_word(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers(district="Semitau", village="Nanga Lemedak")
    writes(rina, "Kabar.")
    rina.taps("👥 Penerima").shows("Siapa yang menerima")
    rina.taps("Kecamatan").shows("tekan untuk memilih")
    rina.taps("🚫 Kecualikan").shows("tidak menerima")
    rina.taps("Semitau").shows("1 percakapan menerima")
    assert any(one.startswith("🚫 Semitau") for message in rina.chat for one in message.buttons)
    rina.taps("Pilihan penerima").shows("kecuali Kecamatan: Semitau")
    rina.says("kecuali Badau, petani").sees("Pekerjaan: 🌾 Petani")
    rina.lacks("Kecamatan: Badau\n")
    assert "kecuali Kecamatan: Semitau, Badau" in rina.text


# -- who tapped


def test_taps_on_our_buttons_are_counted_and_listed_once_each(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers(district="Semitau", village="Nanga Lemedak")
    writes(rina, "Ayo daftar.")
    rina.taps("🔘 Tombol").shows("Tombol di bawah pesan")
    rina.taps("📝 Daftar").shows("Tombol di bawah pesan: 📝 Daftar")
    rina.taps("Kembali ke draf").shows("Draf kabar")
    tries_it(rina)
    rina.taps_data("m1|an_way|0|enrol").sees("Siapa yang mau didaftarkan")
    rina.says("batal")
    rina.taps_data("m1|an_desk|1").shows("Draf kabar")
    confirms(rina, 2)
    siti.sees("Ayo daftar.")
    for _ in range(2):
        siti.taps("📝 Daftar").sees()
    town.person(1002).starts().taps_data("m1|an_way|1|enrol").sees()  # got no such announcement
    rina.taps_data("m1|an_open|1").shows("👆 Menekan 📝 Daftar: 1")
    rina.taps_data("m1|an_report|1").sees("Laporan kabar")
    file = rina.sees("👆 Menekan 📝 Daftar: 1").seen
    [row] = csv.DictReader(io.StringIO(town.file(file).decode("utf-8-sig")), delimiter=";")
    assert row["Kecamatan"] == "Semitau"
    assert row["Tombol"] == "📝 Daftar"
    assert "Aminah" not in str(row)
