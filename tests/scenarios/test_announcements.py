"""Whole conversations: staff announce, people get it, and what can be done about it afterwards."""

from __future__ import annotations

import asyncio
import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from bot.store.opening import transaction
from tests.scenarios.announcing import announces, arrives, confirms, tries_it, writes
from tests.talk import registers

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot
    from tests.scenarios.conftest import Invite


@pytest.fixture
async def rina(invited: Invite, bot: RunningBot) -> PersonDriver:
    """Somebody who may announce."""
    return await invited(1003, "announcer")


def rows(bot: RunningBot, query: str) -> list[Any]:
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        return [tuple(row) for row in tx.connection.execute(query).fetchall()]


async def test_everybody_gets_an_announcement_once_and_the_writer_sees_it_end(
    siti: PersonDriver, rina: PersonDriver
) -> None:
    await arrives(siti)
    desk = await writes(rina, "Besok ada pendaftaran di pasar Semitau.")
    assert "2 chat menerima" in desk.text
    await tries_it(rina)
    await confirms(rina, 2)
    got = await siti.hears_until("Besok ada pendaftaran")
    assert got.buttons == ["🔕 Berhenti menerima kabar ini"]
    ended = await rina.hears_until("selesai")
    assert "Terkirim: 2" in ended.text
    card = await rina.sees("100 %")
    assert "Terkirim: 2" in card.text
    await siti.hears_nothing()


async def test_formatting_arrives_as_it_was_written(
    siti: PersonDriver, rina: PersonDriver, sandbox: Sandbox
) -> None:
    await arrives(siti)
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    text = "😀 Gratis <5 menit> & mudah"
    entities = [{"type": "bold", "offset": 3, "length": 6}, {"type": "italic", "offset": 20, "length": 5}]
    sandbox.acts.send(1003, {"text": text, "entities": entities})
    await rina.hears_until("Draf kabar")
    await tries_it(rina)
    await confirms(rina, 2)
    got = await siti.hears_until("mudah")
    assert got["text"] == text
    assert [(one["type"], one["offset"], one["length"]) for one in got["entities"]] == [
        ("bold", 3, 6),
        ("italic", 20, 5),
    ]


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "document"])
async def test_a_file_goes_to_everybody_without_its_source(
    siti: PersonDriver, rina: PersonDriver, kind: str
) -> None:
    await arrives(siti)
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    sent = {
        "photo": lambda: rina.sends_photo(caption="Jadwal {kecamatan}"),
        "video": rina.sends_video,
        "voice": rina.sends_voice,
        "document": lambda: rina.sends_document(b"a", "jadwal.pdf", caption="Jadwal"),
    }[kind]
    message = await sent()  # type: ignore[no-untyped-call]
    if kind == "photo":
        await rina.hears_until("Diganti kata apa")
        await rina.says("di daerah Anda")
    await rina.hears_until("Draf kabar")
    await rina.deletes(message["message_id"])
    await tries_it(rina)
    await confirms(rina, 2)
    await rina.hears_until("Terkirim: 2")
    got = [one for one in siti.chat if kind in one]
    assert len(got) == 1
    if kind == "photo":
        assert got[0]["caption"] == "Jadwal di daerah Anda"


async def test_an_album_is_refused_once_with_a_word_why(rina: PersonDriver, sandbox: Sandbox) -> None:
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    photo = {"file_id": "AgAC", "file_unique_id": "1", "width": 90, "height": 90}
    for _ in range(3):
        sandbox.acts.send(1003, {"photo": [photo], "media_group_id": "77"})
    await rina.hears_until("album")
    await rina.hears_nothing()


async def test_unknown_placeholders_are_refused_and_known_ones_need_a_stand_in(
    siti: PersonDriver, rina: PersonDriver
) -> None:
    await registers(siti)
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    await rina.says("Halo {naam} dari {kecamatan}")
    assert "{naam}" in (await rina.hears_until("tidak mengenal")).text
    await rina.says("Halo {nama} dari {kecamatan}, desa {desa}")
    await rina.hears_until("{nama} tidak bisa diisi")
    await rina.says("Bapak/Ibu")
    await rina.hears_until("{kecamatan} tidak bisa diisi")
    await rina.says("daerah Anda")
    await rina.hears_until("{desa} tidak bisa diisi")
    await rina.says("Anda")
    await rina.hears_until("Draf kabar")
    await tries_it(rina)
    assert any("Halo Bapak/Ibu dari daerah Anda, desa Anda" in one.text for one in rina.chat)
    await confirms(rina, 2)
    await siti.hears_until("Halo Siti Aminah dari Semitau, desa Nanga Lemedak")


async def test_nothing_about_the_person_is_filled_in_on_a_locked_phone(
    siti: PersonDriver, rina: PersonDriver
) -> None:
    await registers(siti)
    await siti.says("/kunci")
    await siti.hears_until("Kunci")
    await siti.taps("Ya, kunci")
    await siti.hears_until("sudah dikunci")
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    await rina.says("Halo {nama}")
    await rina.hears_until("Diganti kata apa")
    await rina.says("Bapak/Ibu")
    await rina.hears_until("Draf kabar")
    await tries_it(rina)
    await confirms(rina, 2)
    await siti.hears_until("Halo Bapak/Ibu")


async def test_people_get_it_in_their_language(
    siti: PersonDriver, rina: PersonDriver, sandbox: Sandbox
) -> None:
    john = sandbox.person(1002)
    await arrives(siti)
    await john.starts()
    await john.hears_until("protection at work")
    await writes(rina, "Kantor tutup besok.")
    await rina.taps("Versi Inggris")
    await rina.hears_until("bahasa Inggris")
    await rina.says("The office is closed tomorrow.")
    await rina.hears_until("Draf kabar")
    await tries_it(rina)
    await confirms(rina, 3)
    await siti.hears_until("Kantor tutup besok")
    await john.hears_until("The office is closed tomorrow")


async def test_buttons_come_with_it_and_work(siti: PersonDriver, rina: PersonDriver) -> None:
    await arrives(siti)
    await writes(rina, "Ayo daftar.")
    await rina.taps("🔘 Tombol")
    await rina.sees("Tombol di bawah pesan")
    await rina.taps("📝 Daftar")
    await rina.sees("Tombol di bawah pesan: 📝 Daftar")
    await rina.taps("Tambah tautan")
    await rina.hears_until("lalu alamatnya")
    await rina.says("tanpa alamat")
    await rina.hears_until("belum menemukan alamatnya")
    await rina.says("Lihat peta contoh.example/peta")
    await rina.hears_until("Lihat peta, 📝 Daftar")
    await tries_it(rina)
    await confirms(rina, 2)
    got = await siti.hears_until("Ayo daftar.")
    assert got.urls == ["https://contoh.example/peta"]
    await siti.taps("📝 Daftar")
    await siti.hears_until("Siapa yang mau didaftarkan")


async def ticks(person: PersonDriver, label: str) -> None:
    """Tick a value, and wait until it is."""
    await person.taps(label)
    for _ in range(100):
        if any(button.startswith("✅") and label in button for one in person.chat for button in one.buttons):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(person.transcript())


async def test_an_audience_is_chosen_by_criteria_that_combine_and_can_be_saved(
    siti: PersonDriver, rina: PersonDriver, sandbox: Sandbox
) -> None:
    john = sandbox.person(1002)
    await registers(siti)
    await john.starts()
    await john.hears_until("protection at work")
    await writes(rina, "Untuk Semitau.")
    await rina.taps("👥 Penerima")
    await rina.sees("Siapa yang menerima")
    await rina.taps("Kecamatan")
    await rina.sees("tekan untuk memilih")
    await ticks(rina, "Semitau")
    await rina.sees("1 chat menerima")
    await rina.taps("Pilihan penerima")
    await rina.sees("Kecamatan: Semitau")
    await rina.taps("Pekerjaan")
    await rina.sees("Pekerjaan: tekan")
    await ticks(rina, "Pedagang")
    await rina.sees("0 chat menerima")
    await ticks(rina, "Petani")
    await rina.sees("1 chat menerima")
    await rina.taps("Pilihan penerima")
    await rina.sees("Siapa yang menerima")
    await rina.taps("Simpan pilihan ini")
    await rina.hears_until("dengan nama apa")
    await rina.says("Petani Semitau")
    await rina.hears_until("Tersimpan")
    await rina.hears_until("Draf kabar")
    await tries_it(rina)
    await confirms(rina, 1)
    await siti.hears_until("Untuk Semitau.")
    await rina.hears_until("Terkirim: 1")
    await writes(rina, "Lagi untuk Semitau.")
    await rina.taps_data("m1|an_kept|2")
    await rina.sees("Pakai yang mana")
    await rina.taps("Petani Semitau")
    chosen = await rina.sees("Siapa yang menerima")
    assert "Petani, 🛒 Pedagang" in chosen.text


async def test_it_cannot_be_sent_untested_nor_without_the_right_number(
    siti: PersonDriver, rina: PersonDriver, bot: RunningBot
) -> None:
    await arrives(siti)
    desk = await writes(rina, "Kabar.")
    number = next(data for data in desk.data if data.startswith("m1|an_test|")).rpartition("|")[2]
    await rina.taps_data(f"m1|an_send|{number}")
    await rina.hears_until("Kirim uji ke Anda sendiri dulu")
    await rina.taps("Kembali ke draf")
    await rina.sees("Draf kabar")
    await tries_it(rina)
    await rina.taps("📣 Kirim")
    await rina.hears_until("ketik jumlah")
    await rina.says("5")
    await rina.hears_until("Angkanya belum sama")
    await rina.says("Batal")
    await rina.hears_until("Draf kabar")
    assert rows(bot, "SELECT state FROM announcements") == [("draft",)]
    await siti.hears_nothing()


async def test_whoever_got_the_same_message_is_left_out_and_said_so(
    siti: PersonDriver, rina: PersonDriver, sandbox: Sandbox
) -> None:
    await arrives(siti)
    await announces(rina, "Sama saja.", 2)
    await rina.hears_until("Terkirim: 2")
    john = sandbox.person(1002)
    await john.starts()
    await john.hears_until("protection at work")
    desk = await writes(rina, "Sama saja.")
    assert "1 chat menerima" in desk.text
    assert "baru saja mendapat pesan yang sama: 2" in desk.text
    await tries_it(rina)
    await confirms(rina, 1)
    await john.hears_until("Sama saja.")
    await siti.hears_until("Sama saja.")
    await siti.hears_nothing()


async def test_the_report_lists_who_did_not_get_it_and_why_masked(
    siti: PersonDriver, rina: PersonDriver, sandbox: Sandbox
) -> None:
    await registers(siti)
    await siti.blocks()
    sandbox.person(1002)
    await writes(rina, "Kabar.")
    await rina.taps("🧪")
    await rina.hears_until("sudah dilihat")
    await siti.unblocks()
    await siti.starts()
    await siti.hears_until("perlindungan kerja")
    await rina.taps("📣 Kirim")
    asked = await rina.hears_until("ketik jumlah")
    await siti.blocks()
    await rina.says(asked.text.rpartition(": ")[2])
    await rina.hears_until("selesai")
    await rina.taps("🔎 Lihat")
    await rina.hears_until("Ditulis: ")
    await rina.taps("📊 Laporan")
    await rina.hears_until("Laporan kabar")
    listed = await rina.hears_until("Yang tidak berhasil")
    content = sandbox.acts.world.files.get(listed["document"]["file_id"]).upload.content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(content), delimiter=";")
    assert row["Kecamatan"] == "Semitau"
    assert "Siti" not in str(row)
    assert "1200009001" not in str(row)


async def test_recall_takes_it_back_and_correct_changes_it(siti: PersonDriver, rina: PersonDriver) -> None:
    await arrives(siti)
    await announces(rina, "Besok jam 8.", 2)
    await rina.hears_until("selesai")
    await rina.taps("🔎 Lihat")
    await rina.hears_until("Ditulis: ")
    await rina.taps("Ralat")
    await rina.hears_until("Draf ralat")
    await rina.taps("✏️ Pesan")
    await rina.hears_until("Kirim pesannya sekarang")
    await rina.says("Besok jam 9.")
    await rina.hears_until("Draf ralat")
    await tries_it(rina)
    await confirms(rina, 2)
    await siti.sees("Besok jam 9.")
    await rina.hears_until("selesai")
    assert not [one for one in siti.chat if "Besok jam 8." in one.text]
    await rina.says("/siarkan")
    await rina.hears_until("Siarkan kabar")
    await rina.taps("Riwayat")
    await rina.sees("Riwayat kabar")
    await rina.taps("#1 ")
    await rina.sees("Ralat: #2")
    await rina.taps("Tarik kembali")
    await rina.hears_until("Tarik kembali kabar #1")
    await confirms(rina, 2, "🗑 Tarik kembali…")
    await rina.hears_until("selesai")
    assert not [one for one in siti.chat if "Besok jam" in one.text]


async def test_muting_one_kind_leaves_the_others_and_the_registration(
    siti: PersonDriver, rina: PersonDriver
) -> None:
    await arrives(siti)
    await announces(rina, "Kegiatan.", 2)
    await siti.hears_until("Kegiatan.")
    await siti.taps("Berhenti menerima kabar ini")
    await siti.hears_until("tidak saya kirim lagi")
    desk = await writes(rina, "Kegiatan lain.")
    assert "tidak mau kabar jenis ini: 1" in desk.text
    await rina.taps("🏷 Jenis")
    await rina.sees("Tentang apa")
    await rina.taps("Manfaat dan klaim")
    await rina.sees("Jenis: Manfaat dan klaim")
    await siti.says("/berhenti")
    await siti.hears_until("Kabar yang Anda terima")
    await siti.hears_toast(await siti.taps("Jangan kirim kabar apa pun"))
    await rina.taps("👥 Penerima")
    await rina.sees("tidak mau kabar jenis ini: 1")


async def test_a_paused_announcement_waits_and_a_stopped_one_ends(
    siti: PersonDriver, rina: PersonDriver, sandbox: Sandbox, bot: RunningBot
) -> None:
    await arrives(siti)
    await writes(rina, "Nanti saja.")
    await rina.taps("🕒 Waktu")
    await rina.sees("Kapan dikirim")
    await rina.taps("🌅")
    await rina.sees("08.00")
    await tries_it(rina)
    await confirms(rina, 2)
    await rina.hears_until("Dimulai")
    await rina.taps("⏸ Jeda")
    await rina.sees("dijeda")
    await rina.taps("▶️ Lanjutkan")
    await rina.sees("berjalan")
    await rina.taps("⏹ Hentikan")
    await rina.hears_until("untuk selamanya")
    await rina.taps("⏹ Ya, hentikan")
    assert "Tidak dikirim: 2" in (await rina.sees("Tidak dikirim: 2")).text
    assert rows(bot, "SELECT state FROM announcements") == [("stopped",)]
    await siti.hears_nothing()


async def test_a_time_that_has_passed_is_refused(siti: PersonDriver, rina: PersonDriver) -> None:
    await arrives(siti)
    await writes(rina, "Kabar.")
    await rina.taps("🕒 Waktu")
    await rina.sees("Kapan dikirim")
    await rina.taps("Waktu lain")
    await rina.hears_until("Menurut jam kantor")
    await rina.says("1 Januari 2020 09.00")
    await rina.hears_until("sudah lewat")
    await rina.says("entah kapan")
    await rina.hears_until("belum mengerti waktunya")
    await rina.says("besok 09.30")
    desk = await rina.hears_until("Draf kabar")
    assert "09.30" in desk.text


class TestAtNight:
    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        night = {"PAYUNG_NOW": "2026-12-01T22:00:00+07:00", "PAYUNG_QUIET_HOURS": "20:00-07:00"}
        return {**environment, **night}

    async def test_only_an_admin_can_let_it_go_out_before_the_morning(
        self, siti: PersonDriver, rina: PersonDriver, bot: RunningBot, invited: Invite
    ) -> None:
        await arrives(siti)
        desk = await writes(rina, "Penting malam ini.")
        assert "ditunda karena jam tenang" in desk.text
        await tries_it(rina)
        await confirms(rina, 2)
        await rina.hears_until("Jam tenang")
        await rina.taps_data("m1|an_loud|1")
        await rina.hears_until("Sudah tidak bisa")
        assert rows(bot, "SELECT loud FROM announcements") == [(0,)]
        await siti.hears_nothing(1.0)
        john = await invited(1002, "admin")
        await john.taps_data("m1|an_open|1")
        await john.sees("Quiet hours")
        await john.taps("Send in quiet hours too")
        await siti.hears_until("Penting malam ini.")
        assert ("chat:1002",) in rows(bot, "SELECT actor FROM audit WHERE action = 'quiet hours off'")


async def test_a_start_link_selects_those_who_registered_by_it(
    siti: PersonDriver, rina: PersonDriver, bot: RunningBot
) -> None:
    await registers(siti)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        tx.connection.execute("UPDATE registrations SET start_link = 'pasar_semitau'")
    await writes(rina, "Untuk yang datang lewat pasar.")
    await rina.taps_data("m1|an_pick|1|link")
    await rina.sees("Datang lewat tautan: tekan")
    await ticks(rina, "pasar_semitau")
    await rina.sees("1 chat menerima")
    await rina.taps_data("m1|an_pick|1|stage")
    await rina.sees("Tahap pendaftaran: tekan")
    await ticks(rina, "Terkirim")
    await rina.taps_data("m1|an_pick|1|payer")
    await rina.sees("Pembayar: tekan")
    await ticks(rina, "Bayar sendiri")
    await rina.taps_data("m1|an_desk|1")
    desk = await rina.sees("Draf kabar")
    assert "1 chat" in desk.text
    await tries_it(rina)
    await confirms(rina, 1)
    await siti.hears_until("Untuk yang datang lewat pasar.")
    await rina.hears_until("Terkirim: 1")
