"""Whole conversations: staff announce, people get it, and what can be done about it afterwards."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.sending.units import Sending
from bot.announcements.states import Delivery, Reason
from tests.conversations.announcing import announces, confirms, tries_it, writes

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


@pytest.fixture
def rina(town: Town) -> Conversation:
    """Somebody who may announce."""
    return town.staff("announcer")


def test_everybody_gets_an_announcement_once_and_the_writer_sees_it_end(
    siti: Conversation, rina: Conversation
) -> None:
    siti.starts().sees("perlindungan kerja")
    desk = writes(rina, "Besok ada pendaftaran di pasar Semitau.")
    assert "2 percakapan menerima" in desk.text
    tries_it(rina)
    confirms(rina, 2)
    got = siti.sees("Besok ada pendaftaran").seen
    assert got.buttons == ["🔕 Berhenti menerima kabar ini"]
    rina.sees("selesai", "Terkirim: 2")
    assert "Terkirim: 2" in rina.shows("100 %").text
    siti.sees_nothing()


def test_formatting_arrives_as_it_was_written(siti: Conversation, rina: Conversation, town: Town) -> None:
    siti.starts().sees("perlindungan kerja")
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    text = "😀 Gratis <5 menit> & mudah"
    entities = [{"type": "bold", "offset": 3, "length": 6}, {"type": "italic", "offset": 20, "length": 5}]
    town.acts.send(rina.id, {"text": text, "entities": entities})
    town.answers()
    rina.sees("Draf kabar")
    tries_it(rina)
    confirms(rina, 2)
    got = siti.sees("mudah").seen
    assert got["text"] == text
    assert [(one["type"], one["offset"], one["length"]) for one in got["entities"]] == [
        ("bold", 3, 6),
        ("italic", 20, 5),
    ]


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "document"])
def test_a_file_goes_to_everybody_without_its_source(
    siti: Conversation, rina: Conversation, kind: str
) -> None:
    siti.starts().sees("perlindungan kerja")
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    if kind == "photo":
        message = rina.sends(kind, caption="Jadwal {kecamatan}").sees("Diganti kata apa").sent
        rina.says("di daerah Anda")
    elif kind == "document":
        message = rina.sends(kind, b"a", "jadwal.pdf", caption="Jadwal").sent
    else:
        message = rina.sends(kind).sent
    rina.sees("Draf kabar").deletes(message)
    tries_it(rina)
    confirms(rina, 2)
    rina.sees("Terkirim: 2")
    got = [one for one in siti.chat if kind in one]
    assert len(got) == 1
    if kind == "photo":
        assert got[0]["caption"] == "Jadwal di daerah Anda"


@pytest.mark.parametrize("kind", ["photo", "video", "voice"])
def test_a_file_without_words_says_who_it_is_from(
    siti: Conversation, rina: Conversation, town: Town, kind: str
) -> None:
    siti.starts().sees("perlindungan kerja")
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    rina.sends(kind).sees("Draf kabar")
    tries_it(rina)
    confirms(rina, 2)
    for person in (rina, siti):
        got = [one["caption"] for one in person.chat if kind in one and one["from"]["is_bot"]]
        assert set(got) == {f"🏢 {town.resources.office.name}"}


def test_a_file_with_words_has_only_these(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    rina.sends("photo", caption="Jadwal").sees("Draf kabar")
    tries_it(rina)
    confirms(rina, 2)
    assert siti.sees("Jadwal").seen["caption"] == "Jadwal"


def test_an_album_is_refused_once_with_a_word_why(rina: Conversation, town: Town) -> None:
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    photo = {"file_id": "AgAC", "file_unique_id": "1", "width": 90, "height": 90}
    for _ in range(3):
        town.acts.send(rina.id, {"photo": [photo], "media_group_id": "77"})
    town.answers()
    rina.sees("album")
    rina.sees_nothing()


def test_unknown_placeholders_are_refused_and_known_ones_need_a_stand_in(
    siti: Conversation, rina: Conversation
) -> None:
    siti.registers(district="Semitau", village="Nanga Lemedak")
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    rina.says("Halo {naam} dari {kecamatan}").sees("tidak mengenal", "{naam}")
    rina.says("Halo {nama} dari {kecamatan}, desa {desa}").sees("{nama} tidak bisa diisi")
    rina.says("Bapak/Ibu").sees("{kecamatan} tidak bisa diisi")
    rina.says("daerah Anda").sees("{desa} tidak bisa diisi")
    rina.says("Anda").sees("Draf kabar")
    tries_it(rina)
    assert any("Halo Bapak/Ibu dari daerah Anda, desa Anda" in one.text for one in rina.chat)
    confirms(rina, 2)
    siti.sees("Halo Siti Aminah dari Semitau, desa Nanga Lemedak")


def test_nothing_about_the_person_is_filled_in_on_a_locked_phone(
    siti: Conversation, rina: Conversation
) -> None:
    siti.registers()
    siti.says("/kunci").sees("Kunci")
    siti.taps("Ya, kunci").sees("sudah dikunci")
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    rina.says("Halo {nama}").sees("Diganti kata apa")
    rina.says("Bapak/Ibu").sees("Draf kabar")
    tries_it(rina)
    confirms(rina, 2)
    siti.sees("Halo Bapak/Ibu")


def test_people_get_it_in_their_language(siti: Conversation, rina: Conversation, town: Town) -> None:
    john = town.person(1002)
    siti.starts().sees("perlindungan kerja")
    john.starts().sees("protection at work")
    writes(rina, "Kantor tutup besok.")
    rina.taps("Versi Inggris").sees("bahasa Inggris")
    rina.says("The office is closed tomorrow.").sees("Draf kabar")
    tries_it(rina)
    confirms(rina, 3)
    siti.sees("Kantor tutup besok")
    john.sees("The office is closed tomorrow")


def test_buttons_come_with_it_and_work(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Ayo daftar.")
    rina.taps("🔘 Tombol").shows("Tombol di bawah pesan")
    rina.taps("📝 Daftar").shows("Tombol di bawah pesan: 📝 Daftar")
    rina.taps("Tambah tautan").sees("lalu alamatnya")
    rina.says("tanpa alamat").sees("belum menemukan alamatnya")
    rina.says("Lihat peta contoh.example/peta").sees("Lihat peta, 📝 Daftar")
    tries_it(rina)
    confirms(rina, 2)
    got = siti.sees("Ayo daftar.").seen
    assert got.urls == ["https://contoh.example/peta"]
    siti.taps("📝 Daftar").sees("Siapa yang mau didaftarkan")


def ticks(person: Conversation, label: str) -> None:
    """Tick a value, and make sure that it is."""
    buttons = [button for message in person.taps(label).chat for button in message.buttons]
    assert any(button.startswith("✅") and label in button for button in buttons), person.transcript()


def test_an_audience_is_chosen_by_criteria_that_combine_and_can_be_saved(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    john = town.person(1002)
    siti.registers(district="Semitau", village="Nanga Lemedak", occupation="Petani")
    john.starts().sees("protection at work")
    writes(rina, "Untuk Semitau.")
    rina.taps("👥 Penerima").shows("Siapa yang menerima")
    rina.taps("Kecamatan").shows("tekan untuk memilih")
    ticks(rina, "Semitau")
    rina.shows("1 percakapan menerima")
    rina.taps("Pilihan penerima").shows("Kecamatan: Semitau")
    rina.taps("Pekerjaan").shows("Pekerjaan: tekan")
    ticks(rina, "Pedagang")
    rina.shows("0 percakapan menerima")
    ticks(rina, "Petani")
    rina.shows("1 percakapan menerima")
    rina.taps("Pilihan penerima").shows("Siapa yang menerima")
    rina.taps("Simpan pilihan ini").sees("dengan nama apa")
    rina.says("Petani Semitau").sees("Tersimpan").sees("Draf kabar")
    tries_it(rina)
    confirms(rina, 1)
    siti.sees("Untuk Semitau.")
    rina.sees("Terkirim: 1")
    writes(rina, "Lagi untuk Semitau.")
    rina.taps_data("m1|an_kept|2").shows("Pakai yang mana")
    chosen = rina.taps("Petani Semitau").shows("Siapa yang menerima").seen
    assert "Petani, 🛒 Pedagang" in chosen.text


def test_it_cannot_be_sent_untested_nor_without_the_right_number(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    desk = writes(rina, "Kabar.")
    number = next(data for data in desk.seen.data if data.startswith("m1|an_test|")).rpartition("|")[2]
    rina.taps_data(f"m1|an_send|{number}").sees("Kirim uji ke Anda sendiri dulu")
    rina.taps("Kembali ke draf").shows("Draf kabar")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    rina.says("5").sees("Angkanya belum sama")
    rina.says("Batal").sees("Draf kabar")
    assert town.rows("SELECT state FROM announcements") == [("draft",)]
    siti.sees_nothing()


def test_whoever_got_the_same_message_is_left_out_and_said_so(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Sama saja.", 2)
    rina.sees("Terkirim: 2")
    john = town.person(1002)
    john.starts().sees("protection at work")
    desk = writes(rina, "Sama saja.")
    assert "1 percakapan menerima" in desk.text
    assert "baru saja mendapat pesan yang sama: 2" in desk.text
    tries_it(rina)
    confirms(rina, 1)
    john.sees("Sama saja.")
    siti.sees("Sama saja.")
    siti.sees_nothing()


def test_the_report_lists_who_did_not_get_it_and_why_masked(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers(district="Semitau", village="Nanga Lemedak")
    siti.blocks()
    writes(rina, "Kabar.")
    rina.taps("🧪").sees("sudah dilihat")
    siti.unblocks()
    siti.starts().sees("perlindungan kerja")
    asked = rina.taps("📣 Kirim").sees("ketik jumlah").seen
    siti.blocks()
    rina.says(asked.text.rpartition(": ")[2])
    town.speaks_unasked()
    rina.sees("selesai")
    rina.taps("🔎 Lihat").sees("Ditulis: ")
    listed = rina.taps("📊 Laporan").sees("Laporan kabar").sees("Yang tidak berhasil").seen
    [row] = csv.DictReader(io.StringIO(town.file(listed).decode("utf-8-sig")), delimiter=";")
    assert row["Kecamatan"] == "Semitau"
    assert "Siti" not in str(row)
    assert "1200009001" not in str(row)


def test_recall_takes_it_back_and_correct_changes_it(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Besok jam 8.", 2)
    rina.sees("selesai")
    rina.taps("🔎 Lihat").sees("Ditulis: ")
    rina.taps("Ralat").sees("Draf ralat")
    rina.taps("✏️ Pesan").sees("Kirim pesannya sekarang")
    rina.says("Besok jam 9.").sees("Draf ralat")
    tries_it(rina)
    confirms(rina, 2)
    siti.shows("Besok jam 9.")
    rina.sees("selesai")
    assert not [one for one in siti.chat if "Besok jam 8." in one.text]
    rina.says("/siarkan").sees("Siarkan kabar")
    rina.taps("Riwayat").shows("Riwayat kabar")
    rina.taps("#1 ").shows("Ralat: #2")
    rina.taps("Tarik kembali").sees("Tarik kembali kabar #1")
    confirms(rina, 2, "🗑 Tarik kembali…")
    rina.sees("selesai")
    assert not [one for one in siti.chat if "Besok jam" in one.text]


def test_muting_one_kind_leaves_the_others_and_the_registration(
    siti: Conversation, rina: Conversation
) -> None:
    siti.starts().sees("perlindungan kerja")
    announces(rina, "Kegiatan.", 2)
    siti.sees("Kegiatan.")
    siti.taps("Berhenti menerima kabar ini").sees("tidak saya kirim lagi")
    desk = writes(rina, "Kegiatan lain.")
    assert "tidak mau kabar jenis ini: 1" in desk.text
    rina.taps("🏷 Jenis").shows("Tentang apa")
    rina.taps("Manfaat dan klaim").shows("Jenis: Manfaat dan klaim")
    siti.says("/berhenti").sees("Kabar yang Anda terima")
    siti.taps("Jangan kirim kabar apa pun")
    rina.taps("👥 Penerima").shows("tidak mau kabar jenis ini: 1")


def test_a_paused_announcement_waits_and_a_stopped_one_ends(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Nanti saja.")
    rina.taps("🕒 Waktu").shows("Kapan dikirim")
    rina.taps("🌅").shows("08.00")
    tries_it(rina)
    confirms(rina, 2)
    rina.sees("Dimulai")
    for button, state in (("⏸ Jeda", "dijeda"), ("▶️ Lanjutkan", "berjalan")):
        rina.taps(button)
        town.speaks_unasked()
        rina.shows(state)
    rina.taps("⏹ Hentikan").sees("untuk selamanya")
    rina.taps("⏹ Ya, hentikan")
    town.speaks_unasked()
    rina.shows("Tidak dikirim: 2")
    assert town.rows("SELECT state FROM announcements") == [("stopped",)]
    siti.sees_nothing()


def test_a_time_that_has_passed_is_refused(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Kabar.")
    rina.taps("🕒 Waktu").shows("Kapan dikirim")
    rina.taps("Waktu lain").sees("Menurut jam kantor")
    rina.says("1 Januari 2020 09.00").sees("sudah lewat")
    rina.says("entah kapan").sees("belum mengerti waktunya")
    rina.says("besok 09.30").sees("Draf kabar", "09.30")


class TestTyped:
    """The time at which it goes out, as it is typed."""

    @pytest.fixture
    def surroundings(self) -> dict[str, str]:
        return {"PAYUNG_NOW": "2026-12-01T06:30:00+07:00"}  # a Tuesday

    @pytest.fixture
    def asked(self, siti: Conversation, rina: Conversation) -> Conversation:
        """Somebody who is asked for another time."""
        siti.starts().sees("perlindungan kerja")
        writes(rina, "Kabar.")
        rina.taps("🕒 Waktu").shows("Kapan dikirim")
        return rina.taps("Waktu lain").sees("Menurut jam kantor")

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("besok", "Rabu, 2 Desember 2026"),
            ("Jumat", "Jumat, 4 Desember 2026"),
            ("3 Desember", "Kamis, 3 Desember 2026"),
        ],
    )
    def test_a_day_without_an_hour_is_kept_while_the_hour_is_asked_for(
        self, asked: Conversation, town: Town, typed: str, day: str
    ) -> None:
        question = asked.says(typed).sees(day, "jam berapa").seen
        assert question.buttons[:4] == ["08.00", "10.00", "13.00", "16.00"]
        assert town.rows("SELECT due_at FROM announcements") == [(None,)]
        asked.says("entah").sees("belum mengerti jamnya", day)
        asked.says("jam 9").sees("Draf kabar", f"{day.partition(', ')[2]}, 09.00")

    def test_the_hour_is_taken_from_a_button(self, asked: Conversation, siti: Conversation) -> None:
        asked.says("besok").sees("jam berapa")
        asked.taps("08.00").sees("Draf kabar", "2 Desember 2026, 08.00")
        siti.sees_nothing()

    def test_hours_that_have_passed_are_not_offered(self, asked: Conversation, town: Town) -> None:
        town.is_now("2026-12-01T11:00:00+07:00")
        assert asked.says("hari ini").sees("1 Desember 2026").buttons[:2] == ["13.00", "16.00"]

    def test_tomorrow_is_told_from_the_day_of_the_answer(self, asked: Conversation, town: Town) -> None:
        town.is_now("2026-12-02T06:30:00+07:00")
        asked.says("besok jam 9").sees("Draf kabar", "3 Desember 2026, 09.00")

    def test_an_hour_on_a_button_is_not_taken_once_it_has_passed(
        self, asked: Conversation, town: Town
    ) -> None:
        asked.says("hari ini").sees("1 Desember 2026")
        town.is_now("2026-12-01T11:00:00+07:00")
        asked.taps("08.00").sees("jam berapa")
        assert town.rows("SELECT due_at FROM announcements") == [(None,)]
        asked.says("jam 10").sees("10.00 sudah lewat")

    def test_a_part_of_the_day_says_which_hours_are_meant(self, asked: Conversation) -> None:
        assert "16.00" in asked.says("nanti sore").sees("1 Desember 2026").buttons
        asked.says("4").sees("Draf kabar", "1 Desember 2026, 16.00")

    def test_another_day_may_be_typed_in_place_of_the_hour(self, asked: Conversation) -> None:
        asked.says("besok").sees("jam berapa")
        asked.says("lusa").sees("Kamis, 3 Desember 2026", "jam berapa")
        asked.says("Jumat jam 9 pagi").sees("Draf kabar", "4 Desember 2026, 09.00")

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("Rabu, 2 Desember 2026 pukul 08.00", "2 Desember 2026, 08.00"),
            ("Jumat depan jam 9", "11 Desember 2026, 09.00"),
            ("besok jam 9 pagi", "2 Desember 2026, 09.00"),
            ("lusa pukul 14.30", "3 Desember 2026, 14.30"),
            ("nanti sore jam 4", "1 Desember 2026, 16.00"),
        ],
    )
    def test_day_and_hour_are_read_as_people_write_them(
        self, asked: Conversation, typed: str, meant: str
    ) -> None:
        asked.says(typed).sees("Draf kabar", meant)

    def test_a_weekday_that_does_not_fit_the_date_is_asked_back(self, asked: Conversation) -> None:
        asked.says("Kamis, 2 Desember 2026 pukul 08.00").sees("tidak cocok", "Rabu, 2 Desember 2026")
        asked.says("Rabu, 2 Desember 2026 pukul 08.00").sees("Draf kabar", "2 Desember 2026, 08.00")

    def test_the_word_for_a_button_still_leads_back_to_the_draft(
        self, asked: Conversation, town: Town
    ) -> None:
        asked.says("batal").sees("Draf kabar")
        assert town.rows("SELECT due_at FROM announcements") == [(None,)]

    def test_a_day_that_has_passed_is_refused(self, asked: Conversation) -> None:
        asked.says("30 November 2026").sees("30 November 2026 sudah lewat", "Kapan dikirim")


class TestMissed:
    """The time came and went while the bot was off."""

    @pytest.fixture
    def surroundings(self) -> dict[str, str]:
        return {"PAYUNG_NOW": "2026-12-01T09:00:00+07:00"}

    @pytest.fixture
    def waits(self, siti: Conversation, rina: Conversation) -> Conversation:
        """Somebody whose announcement is to go out the next morning at eight."""
        siti.starts().sees("perlindungan kerja")
        writes(rina, "Kabar pagi.")
        rina.taps("🕒 Waktu").shows("Kapan dikirim")
        rina.taps("🌅").shows("2 Desember 2026, 08.00")
        tries_it(rina)
        confirms(rina, 2)
        return rina.sees("Dimulai")

    @pytest.fixture
    def asked(self, waits: Conversation, town: Town) -> Conversation:
        """Its writer, who is asked what to do."""
        town.is_now("2026-12-02T09:30:00+07:00")
        town.speaks_unasked()
        return waits.sees("Kabar #1 tertahan", "2 Desember 2026, 08.00", "sedang mati")

    def test_it_is_held_and_its_writer_is_asked_once(
        self, asked: Conversation, siti: Conversation, town: Town
    ) -> None:
        assert asked.buttons == ["⚡ Kirim sekarang", "🕒 Waktu lain", "⏹ Hentikan"]
        for _ in range(2):
            town.restarts()
            town.speaks_unasked()
        assert len([one for one in asked.chat if "Kabar #1 tertahan" in one.text]) == 1
        assert town.rows("SELECT state, trouble FROM announcements") == [("halted", "missed")]
        siti.sees_nothing()

    def test_its_live_card_says_so_too(self, asked: Conversation) -> None:
        (card,) = [one for one in asked.chat if one.text.startswith("📣 Kabar #1 · ")]
        assert "sedang mati" in card.text
        assert card.buttons == ["⚡ Kirim sekarang", "🕒 Waktu lain", "⏹ Hentikan"]

    def test_it_goes_out_once_its_writer_says_so(
        self, asked: Conversation, siti: Conversation, town: Town
    ) -> None:
        asked.taps("⚡ Kirim sekarang")
        town.speaks_unasked()
        siti.sees("Kabar pagi.")
        asked.sees("Kabar #1 selesai", "Terkirim: 2")
        assert len([one for one in asked.chat if "tertahan" in one.text]) == 0

    def test_it_begins_anew_with_another_time(
        self, asked: Conversation, siti: Conversation, town: Town
    ) -> None:
        asked.taps("🕒 Waktu lain").sees("Menurut jam kantor")
        asked.says("nanti sore jam 4").sees("Draf kabar", "2 Desember 2026, 16.00")
        tries_it(asked)
        confirms(asked, 2)
        assert town.rows("SELECT state FROM announcements ORDER BY id") == [("stopped",), ("running",)]
        siti.sees_nothing()
        town.is_now("2026-12-02T16:01:00+07:00")
        town.speaks_unasked()
        siti.sees("Kabar pagi.")
        siti.sees_nothing()

    def test_another_time_is_offered_once_and_only_to_what_was_missed(
        self, waits: Conversation, town: Town
    ) -> None:
        waits.taps_data("m1|an_other_time|1").sees("Sudah tidak bisa")
        assert town.rows("SELECT state FROM announcements") == [("running",)]
        town.is_now("2026-12-02T09:30:00+07:00")
        town.speaks_unasked()
        waits.sees("tertahan")
        waits.taps_data("m1|an_other_time|1").sees("Menurut jam kantor")
        waits.taps_data("m1|an_other_time|1").sees("Sudah tidak bisa")
        assert len(town.rows("SELECT id FROM announcements")) == 2

    def test_it_can_be_stopped(self, asked: Conversation, siti: Conversation, town: Town) -> None:
        asked.taps("⏹ Hentikan").sees("untuk selamanya")
        asked.taps("⏹ Ya, hentikan")
        town.speaks_unasked()
        assert town.rows("SELECT state FROM announcements") == [("stopped",)]
        siti.sees_nothing()

    def test_a_little_late_it_goes_out_by_itself(
        self, waits: Conversation, siti: Conversation, town: Town
    ) -> None:
        town.is_now("2026-12-02T08:59:00+07:00")
        town.speaks_unasked()
        siti.sees("Kabar pagi.")
        waits.sees("selesai").sees_no("tertahan")

    def test_what_staff_held_up_themselves_goes_out_when_they_let_it(
        self, waits: Conversation, siti: Conversation, town: Town
    ) -> None:
        waits.taps("⏸ Jeda")
        town.is_now("2026-12-02T12:00:00+07:00")
        town.speaks_unasked()
        siti.sees_nothing()
        waits.taps("▶️ Lanjutkan")
        town.speaks_unasked()
        siti.sees("Kabar pagi.")
        waits.sees_no("tertahan")


class TestDueAtNight:
    """Quiet hours are no delay: what they hold up is late only from their end on."""

    @pytest.fixture
    def surroundings(self) -> dict[str, str]:
        return {"PAYUNG_NOW": "2026-12-01T09:00:00+07:00", "PAYUNG_QUIET_HOURS": "20:00-07:00"}

    @pytest.fixture
    def waits(self, siti: Conversation, town: Town) -> Conversation:
        """An admin whose announcement is to go out at ten in the night."""
        siti.starts().sees("perlindungan kerja")
        budi = town.staff("admin")
        writes(budi, "Kabar malam.")
        budi.taps("🕒 Waktu").shows("Kapan dikirim")
        budi.taps("Waktu lain").sees("Menurut jam kantor")
        budi.says("nanti jam 10 malam").sees("Draf kabar")
        tries_it(budi)
        confirms(budi, 2)
        return budi.sees("Dimulai")

    def test_it_goes_out_in_the_morning(self, waits: Conversation, siti: Conversation, town: Town) -> None:
        town.is_now("2026-12-02T07:50:00+07:00")
        town.speaks_unasked()
        siti.sees("Kabar malam.")

    def test_it_goes_out_when_quiet_hours_are_lifted_long_after_its_time(
        self, waits: Conversation, siti: Conversation, town: Town
    ) -> None:
        town.is_now("2026-12-01T23:30:00+07:00")
        town.speaks_unasked()
        siti.sees_nothing()
        waits.taps_data("m1|an_open|1").shows("Jam tenang")
        waits.taps("Kirim juga saat jam tenang")
        town.speaks_unasked()
        siti.sees("Kabar malam.")

    def test_long_after_the_night_its_writer_is_asked(
        self, waits: Conversation, siti: Conversation, town: Town
    ) -> None:
        town.is_now("2026-12-02T08:05:00+07:00")
        town.speaks_unasked()
        waits.sees("tertahan")
        siti.sees_nothing()


class TestAtNight:
    @pytest.fixture
    def surroundings(self) -> dict[str, str]:
        return {"PAYUNG_NOW": "2026-12-01T22:00:00+07:00", "PAYUNG_QUIET_HOURS": "20:00-07:00"}

    def test_only_an_admin_can_let_it_go_out_before_the_morning(
        self, siti: Conversation, rina: Conversation, town: Town
    ) -> None:
        siti.starts().sees("perlindungan kerja")
        desk = writes(rina, "Penting malam ini.")
        assert "ditunda karena jam tenang" in desk.text
        tries_it(rina)
        confirms(rina, 2)
        rina.sees("Jam tenang")
        rina.taps_data("m1|an_loud|1").sees("Sudah tidak bisa")
        town.speaks_unasked()
        assert town.rows("SELECT loud FROM announcements") == [(0,)]
        siti.sees_nothing()
        john = town.staff("admin", 1002)
        john.taps_data("m1|an_open|1").shows("Quiet hours")
        john.taps("Send in quiet hours too")
        town.speaks_unasked()
        siti.sees("Penting malam ini.")
        assert ("chat:1002",) in town.rows("SELECT actor FROM audit WHERE action = 'quiet hours off'")


def test_a_start_link_selects_those_who_registered_by_it(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    town.rows("UPDATE registrations SET start_link = 'pasar_semitau'")
    writes(rina, "Untuk yang datang lewat pasar.")
    rina.taps_data("m1|an_pick|1|link").shows("Datang lewat tautan: tekan")
    ticks(rina, "pasar_semitau")
    rina.shows("1 percakapan menerima")
    rina.taps_data("m1|an_pick|1|stage").shows("Tahap pendaftaran: tekan")
    ticks(rina, "Terkirim")
    rina.taps_data("m1|an_pick|1|payer").shows("Pembayar: tekan")
    ticks(rina, "Bayar sendiri")
    desk = rina.taps_data("m1|an_desk|1").shows("Draf kabar").seen
    assert "1 percakapan" in desk.text
    tries_it(rina)
    confirms(rina, 1)
    siti.sees("Untuk yang datang lewat pasar.")
    rina.sees("Terkirim: 1")


def test_somebody_with_whom_the_program_fails_holds_up_nobody_and_is_listed_as_failed(
    siti: Conversation, rina: Conversation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti.registers()
    honest = Sending._screen

    def fails_for_siti(self: Sending, tx: object, one: object, chat_id: int, language: str) -> object:
        if chat_id == siti.id:
            raise ValueError("unforeseen")
        return honest(self, tx, one, chat_id, language)  # type: ignore[arg-type]

    monkeypatch.setattr(Sending, "_screen", fails_for_siti)
    announces(rina, "Kabar.", 2)
    rina.sees("Kabar #1 selesai", "Terkirim: 1", "Gagal: 1")
    with town.unit() as tx:
        found = Recipients(tx).get(Recipient(1, siti.id))
    assert found
    assert (found.state, found.reason) == (Delivery.FAILED, Reason.FAULT)
