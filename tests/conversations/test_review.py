"""The queue: an officer looks at one registration after the other, and decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.registration.reasons import CORRECTIONS, REJECTIONS, WAYS_ON
from bot.staff.store import Staff
from bot.terms import roles
from bot.terms.roles import Right, Role

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

TAPS = (
    "rv_next", "rv_look|{one}", "rv_accept|{one}", "rv_reject_yes|{one}|untrue", "rv_card|{one}",
    "rv_over|{one}",
    "rv_aside_for|{one}|1", "rv_correct|{one}|name|typo", "rv_write|{one}|note", "rv_history|{one}",
    "rv_back|{one}", "rv_dup_yes|{one}|{one}", "rv_compare|{one}|{one}", "rv_what|{one}", "rv_release|{one}",
)  # fmt: skip
OTHER_NIK = "6106015708809002"
WHOLE = "6106011708809001"


@pytest.fixture
def surroundings() -> dict[str, str]:
    """A Monday."""
    return {"PAYUNG_NOW": "2026-11-30T09:00:00+07:00"}


@pytest.fixture
def rina(town: Town) -> Conversation:
    """An officer."""
    return town.staff("officer")


def stages(town: Town) -> list[str]:
    return [stage for (stage,) in town.rows("SELECT stage FROM registrations ORDER BY created_at")]


def actions(town: Town) -> set[str]:
    return {action for (action,) in town.rows("SELECT action FROM audit")}


def neighbour(town: Town) -> Conversation:
    """Somebody else who reads Indonesian."""
    return town.person(1002).says("/bahasa").sees().taps("Indonesia")


def colleague(town: Town, role: str = "officer") -> Conversation:
    """Another member of staff, who reads Indonesian."""
    neighbour(town)
    return town.staff(role, 1002)


# -- one after the other


def test_a_clean_registration_is_accepted_by_one_tap_and_the_next_is_shown(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    agus = neighbour(town)
    agus.registers(nik=OTHER_NIK, name="Rusmini Lestari", phone="081200009002")
    rina.says("/antrean").sees("Siti Aminah", WHOLE, "Tidak ada yang mencolok", "Menunggu: 2")
    first = rina.seen
    rina.taps("✅ Terima").sees("Diterima: ", "Rusmini Lestari", "Menunggu: 1").lacks("Siti Aminah")
    town.is_now("2026-11-30T09:05:00+07:00")
    rina.deleted(first).taps("✅ Terima").sees("Diterima: ", "Tidak ada yang menunggu")
    assert stages(town) == ["accepted", "accepted"]
    assert "review" in actions(town)
    rina.sees_no(WHOLE, "Rusmini Lestari")
    town.speaks_unasked()
    siti.sees("Data Anda sudah diperiksa dan benar")


def test_the_answers_go_out_of_the_chat_when_their_time_is_over(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    rina.says("/antrean").sees("Siti Aminah")
    town.is_now("2026-11-30T09:11:00+07:00")
    town.answers()
    rina.sees_no("Siti Aminah")


def test_typing_the_command_again_leaves_one_screen(siti: Conversation, rina: Conversation) -> None:
    siti.registers()
    rina.says("/antrean").sees("Siti Aminah")
    first = rina.seen
    rina.says("/antrean").sees("Siti Aminah").deleted(first)


# -- corrections


def test_only_the_answer_that_is_wrong_is_asked_again_and_the_rest_stays(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    rina.says("/antrean").sees("Siti Aminah").taps("✏️ Perlu dibetulkan").sees("Isian mana").lacks("Aminah")
    rina.taps("Nama").sees("Nama: Siti Aminah", "Kenapa?").taps("Tidak sama dengan KTP").sees(
        "Diminta dibetulkan"
    )
    assert stages(town) == ["needs_correction"]
    town.speaks_unasked()
    siti.sees("perlu dibetulkan", "Nama", "Tidak sama dengan KTP")
    siti.taps("Betulkan sekarang").sees("Tidak sama dengan KTP", "S••• A•••••")
    siti.says("Siti Aminah Lestari").sees("Kantor memeriksanya lagi")
    assert stages(town) == ["submitted"]
    assert town.exported()[0]["name"] == "Siti Aminah Lestari"
    assert town.exported()[0]["phone"] == "+6281200009001"
    rina.says("/antrean").sees("Sudah dibetulkan pekerja", "Siti Aminah Lestari")


def test_a_reason_in_own_words_is_told_as_it_was_written(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    rina.says("/antrean").taps("✏️ Perlu dibetulkan").taps("Nomor HP").taps("Tulis sendiri").sees(
        "persis begini"
    )
    rina.says(f"NIK {OTHER_NIK}").sees("Jangan tulis NIK")
    rina.says("dua kali ditelepon, selalu mati").sees("Diminta dibetulkan")
    town.speaks_unasked()
    siti.sees("dua kali ditelepon, selalu mati").says("/status").sees("dua kali ditelepon")
    siti.taps("Betulkan sekarang").sees("dua kali ditelepon", "+62 812-••••-••01")
    assert not [row for row in town.rows("SELECT words FROM rulings") if b"ditelepon" in row[0]]


def test_two_answers_are_asked_one_after_the_other(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    rina.says("/antrean").taps("✏️ Perlu dibetulkan").taps("Nama").taps("salah ketik").sees(
        "Diminta dibetulkan"
    )
    rina.taps("Ada lagi yang salah").sees("Isian mana").taps("Kecamatan").taps("Kurang lengkap")
    town.speaks_unasked()
    siti.says("/status").sees("Nama", "Kecamatan").taps("Betulkan sekarang").says("Siti Aminah")
    assert stages(town) == ["needs_correction"]
    siti.sees("Kecamatan").says("Badau").sees("Desa").says("Janting")
    siti.sees("Kantor memeriksanya lagi")
    assert stages(town) == ["submitted"]


def test_what_the_worker_keeps_goes_back_too(siti: Conversation, rina: Conversation, town: Town) -> None:
    siti.registers()
    rina.says("/antrean").taps("✏️ Perlu dibetulkan").taps("Nama").taps("salah ketik")
    siti.says("/status").taps("Betulkan sekarang").taps("Tetap").sees("Kantor memeriksanya lagi")
    assert stages(town) == ["submitted"]


def test_corrected_ones_come_first(siti: Conversation, rina: Conversation, town: Town) -> None:
    siti.registers()
    rina.says("/antrean").taps("✏️ Perlu dibetulkan").taps("Nama").taps("salah ketik")
    town.is_now("2026-11-30T10:00:00+07:00")
    neighbour(town).registers(nik=OTHER_NIK, name="Rusmini Lestari", phone="081200009002")
    town.is_now("2026-11-30T10:30:00+07:00")
    siti.says("/status").taps("Betulkan sekarang").says("Siti Aminah")
    rina.says("/antrean").sees("Siti Aminah").taps("✅ Terima").sees("Rusmini Lestari")


def test_each_reason_of_the_lists_is_one_of_its_own() -> None:
    assert CORRECTIONS.keys().isdisjoint(REJECTIONS)
    assert REJECTIONS.keys() == WAYS_ON.keys()


# -- what else may become of it


def test_whoever_is_rejected_reads_why_and_what_can_be_done(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    rina.says("/antrean").taps("⛔ Tolak").sees("Kenapa").taps("upah dari perusahaan").sees("Ditolak")
    town.speaks_unasked()
    siti.sees("belum bisa diterima", "upah dari perusahaan", "Minta perusahaan")
    assert "Daftar" in " ".join(siti.buttons)
    assert stages(town) == ["rejected"]


def test_a_duplicate_names_the_number_that_counts_only_to_its_own_chat(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    second = siti.registers()
    agus = neighbour(town)
    agus.registers()
    rina.says("/antrean").sees("NIK yang sama").taps("👥 Ganda").sees("Pendaftaran mana")
    rina.taps("S••• A•••••").sees("= NIK: " + WHOLE).taps("Kembali").sees("NIK yang sama")
    rina.taps("👥 Ganda").taps("Ketik nomornya").says(second).sees("Dicatat ganda")
    town.is_now("2026-11-30T09:05:00+07:00")
    rina.taps("✅ Terima").sees("Diterima").taps("👥 Ganda").taps("S••• A•••••").taps("👥 Ganda dari").sees(
        "Dicatat ganda"
    )
    assert stages(town) == ["duplicate", "accepted", "duplicate"]
    town.is_now("2026-11-30T10:00:00+07:00")
    town.speaks_unasked()
    siti.sees("2 pendaftaran", f"Yang dipakai: nomor pendaftaran •••-•••-{second[-3:]}")
    agus.sees("sudah punya pendaftaran lain", "yang lain itu").lacks(second[-3:])


def test_a_registration_is_no_duplicate_of_itself_or_of_none(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    number = siti.registers()
    rina.says("/antrean").taps("👥 Ganda").taps("Ketik nomornya").says(number).sees("tidak bisa dipilih")
    rina.taps("👥 Ganda").taps("Ketik nomornya").says("123-456-786").sees("tidak bisa dipilih")
    assert stages(town) == ["submitted"]


def test_what_is_put_aside_comes_back_on_its_day(siti: Conversation, rina: Conversation, town: Town) -> None:
    siti.registers()
    rina.says("/antrean").taps("🗓 Sisihkan").taps("3 hari").sees("Disisihkan sampai 3 Desember 2026")
    rina.sees_no(WHOLE)
    rina.says("/antrean").sees("Disisihkan: 1")
    assert stages(town) == ["submitted"]
    rina.says("/kantor").sees("Disisihkan: 1", "Menunggu diperiksa: 0")
    town.is_now("2026-12-03T09:00:00+07:00")
    rina.says("/antrean").sees("Siti Aminah").taps("🗓 Sisihkan").taps("Tanggal lain").says("30 november")
    rina.sees("paling lama 90 hari").says("10 desember").sees("Disisihkan sampai 10 Desember 2026")


def test_tomorrow_is_a_day_where_a_day_is_asked_for(siti: Conversation, rina: Conversation) -> None:
    siti.registers()
    rina.says("/antrean").taps("🗓 Sisihkan").taps("Tanggal lain").says("besok").sees("Disisihkan sampai")


def test_what_holds_a_registration_up_is_not_ticked_off(siti: Conversation, rina: Conversation) -> None:
    siti.registers()
    rina.says("/antrean").taps("✏️ Perlu dibetulkan").taps("Nama").taps("salah ketik").sees("Diminta")
    siti.says("/status").sees("✅ Terkirim", "⚠️ Perlu dibetulkan", "⬜ Data sudah benar").lacks("✅ Perlu")


def test_a_second_tap_at_once_does_not_accept_what_nobody_has_read(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    neighbour(town).registers(nik=OTHER_NIK, name="Rusmini Lestari", phone="081200009002")
    rina.says("/antrean").sees("Siti Aminah").taps("✅ Terima").sees("Rusmini Lestari").taps("✅ Terima")
    rina.sees_nothing()
    assert stages(town) == ["accepted", "submitted"]


def test_where_nothing_waits_somebody_can_be_looked_for(siti: Conversation, rina: Conversation) -> None:
    siti.registers()
    rina.says("/antrean").taps("✅ Terima").sees("Tidak ada yang menunggu").taps("Cari pendaftaran")
    rina.sees("Siapa yang dicari").says("siti").sees("1 ketemu")


def test_a_note_is_sealed_and_seen_by_staff_only(siti: Conversation, rina: Conversation, town: Town) -> None:
    number = siti.registers()
    rina.says("/antrean").taps("📝 Catatan").says("besok datang ke kantor").sees("Dicatat", "besok datang")
    rina.taps("🕘 Riwayat").sees("besok datang ke kantor", "isian dilihat").taps("Kembali").sees(
        "Siti Aminah"
    )
    assert not [row for row in town.rows("SELECT text FROM notes") if b"besok" in row[0]]
    rina.taps("✏️ Perlu dibetulkan").taps("Nama").taps("salah ketik").sees("Diminta dibetulkan")
    siti.opens_data(number).taps("Unduh").sees("Semua data Anda")
    content = town.file(siti.seen).decode("utf-8-sig")
    assert "Perlu dibetulkan. Sepertinya salah ketik" in content
    assert "besok datang" not in content


def test_the_overview_stays_when_the_queue_is_opened_from_it(siti: Conversation, rina: Conversation) -> None:
    siti.registers()
    rina.says("/kantor").sees("Menunggu diperiksa: 1")
    rina.taps("📋 Antrean").sees("Siti Aminah").shows("Ringkasan")


def test_the_picture_of_the_card_is_shown_and_goes_with_the_answers(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.at("summary").taps("Tambah").sees().taps("Foto KTP").sees()
    siti.sends("photo").sees().hands_in()
    rina.says("/antrean").sees("Siti Aminah").taps("🪪 Foto KTP").sees("🪪")
    assert "document" in rina.seen
    picture = rina.seen
    rina.taps("✅ Terima").sees("Diterima").deleted(picture)
    assert "see card" in actions(town)


def test_a_locked_chat_is_told_of_to_the_officer(siti: Conversation, rina: Conversation) -> None:
    siti.registers()
    siti.says("/kunci").sees().taps("Ya, kunci").sees()
    rina.says("/antrean").sees("Percakapannya dikunci")


def test_an_officer_without_that_right_sees_the_answers_masked(
    siti: Conversation, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti.registers()
    few = {Right.REVIEW, Right.SEE_FIGURES}
    monkeypatch.setitem(roles._RIGHTS, Role.OFFICER, frozenset(few))
    rina.says("/antrean").sees("S••• A•••••").lacks("Aminah", WHOLE)


def test_whoever_types_holds_on_to_it(siti: Conversation, rina: Conversation, town: Town) -> None:
    siti.registers()
    rina.says("/antrean").taps("⛔ Tolak").taps("Tulis sendiri").sees("persis begini")
    town.is_now("2026-11-30T09:09:00+07:00")
    rina.says(f"NIK {OTHER_NIK}").sees("Jangan tulis NIK")
    town.is_now("2026-11-30T09:15:00+07:00")
    colleague(town).says("/antrean").sees("Tidak ada yang menunggu", "petugas lain: 1")
    rina.says("sudah pindah ke Malaysia").sees("Ditolak")
    assert stages(town) == ["rejected"]


# -- two officers, and none


def test_two_officers_never_get_the_same(siti: Conversation, rina: Conversation, town: Town) -> None:
    siti.registers()
    dewi = colleague(town)
    rina.says("/antrean").sees("Siti Aminah")
    dewi.says("/antrean").sees("Tidak ada yang menunggu", "petugas lain: 1")
    [(one,)] = town.rows("SELECT id FROM registrations")
    dewi.taps_data(f"m1|rv_look|{one}").sees("sedang dipegang").lacks("Aminah")
    dewi.taps_data(f"m1|rv_accept|{one}").sees("sedang dipegang")
    assert stages(town) == ["submitted"]
    rina.taps("↩️ Lepas").sees("Sudah dilepas")
    assert stages(town) == ["submitted"]
    dewi.says("/antrean").sees("Siti Aminah")


def test_an_officer_who_was_slower_decides_nothing_also_not_later(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    dewi = colleague(town)
    [(one,)] = town.rows("SELECT id FROM registrations")
    rina.says("/antrean").sees("Siti Aminah")
    town.is_now("2026-11-30T09:12:00+07:00")
    dewi.says("/antrean").sees("Siti Aminah")
    rina.taps_data(f"m1|rv_reject_yes|{one}|untrue").sees("sedang dipegang")
    dewi.taps("✅ Terima").sees("Diterima")
    rina.taps_data(f"m1|rv_reject_yes|{one}|untrue").sees("Belum ada yang diputuskan")
    assert stages(town) == ["accepted"]


def test_an_admin_takes_over_and_the_other_is_told(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    rina.says("/antrean").sees("Siti Aminah")
    [(one,)] = town.rows("SELECT id FROM registrations")
    admin = colleague(town, "admin")
    admin.taps_data(f"m1|rv_look|{one}").sees("sedang dipegang").taps("Ambil alih").sees("Siti Aminah")
    rina.sees("sekarang dipegang").taps_data(f"m1|rv_accept|{one}").sees("sedang dipegang")
    assert stages(town) == ["submitted"]


def test_what_the_worker_changed_meanwhile_is_looked_at_again(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    number = siti.registers()
    rina.says("/antrean").sees("Siti Aminah")
    siti.opens_data(number).taps("Ubah data").taps("Ubah").taps("Nama").says("Siti Rusmini").taps("✅ Kirim")
    rina.taps("✅ Terima").sees("Belum ada yang diputuskan", "Siti Rusmini")
    assert stages(town) == ["submitted"]
    town.is_now("2026-11-30T09:05:00+07:00")
    rina.taps("✅ Terima").sees("Diterima")


def test_whoever_lacks_the_right_and_whoever_is_removed_can_do_nothing(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.registers()
    [(one,)] = town.rows("SELECT id FROM registrations")
    rina.says("/antrean").sees("Siti Aminah")
    old = rina.seen
    viewer = colleague(town, "viewer")
    for words in ("/antrean", "/cari Siti Aminah"):
        viewer.says(words).sees().lacks("Siti Aminah", "S•••")
    with town.unit() as tx:
        Staff(tx).remove(rina.id)
    for data in TAPS:
        data = data.format(one=one)  # noqa: PLW2901
        viewer.taps_data(f"m1|{data}").sees().lacks("Aminah", "S•••")
        rina.taps_data(f"m1|{data}", on=old).sees().lacks("Aminah", "S•••")
    assert stages(town) == ["submitted"]
    colleague(town).says("/antrean").sees("Siti Aminah")


def test_an_erased_registration_leaves_nothing_in_the_new_tables(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    number = siti.registers()
    rina.says("/antrean").taps("📝 Catatan").says("datang lagi nanti").sees("Dicatat")
    rina.taps("✏️ Perlu dibetulkan").taps("Nama").taps("salah ketik")
    siti.opens_data(number).taps("Hapus data").taps("Ya, hapus")
    for table in ("queue", "holds", "notes", "rulings", "traits"):
        assert town.rows(f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608
