"""What staff type while a draft is open belongs to it, never to the answers for workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.announcing import confirms, tries_it, writes

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-12-01T08:30:00+07:00"}  # a Tuesday


@pytest.fixture
def rina(town: Town) -> Conversation:
    """Somebody who may announce."""
    return town.staff("announcer")


def drafts(town: Town) -> int:
    return len(town.rows("SELECT id FROM announcements WHERE state = 'draft'"))


# -- a new text


def test_a_text_typed_at_the_desk_is_offered_as_the_new_text(rina: Conversation, town: Town) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    offer = rina.says("Berapa iuran yang harus dibayar? Tanyakan besok di pasar.").sees("untuk draf kabar")
    assert offer.buttons[:3] == ["🔁 Ganti isi draf", "✏️ Kabar baru", "❓ Bukan, ini pertanyaan"]
    rina.taps("Ganti isi").sees("Draf kabar", "Berapa iuran yang harus dibayar")
    assert drafts(town) == 1


def test_it_may_be_another_announcement_and_the_draft_stays(rina: Conversation, town: Town) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.says("Kantor tutup hari Jumat depan.").sees("untuk draf kabar")
    rina.taps("Kabar baru").sees("Draf kabar", "Kantor tutup")
    assert drafts(town) == 2


def test_a_question_after_all_is_answered_and_the_desk_is_left(rina: Conversation, town: Town) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.says("berapa santunan kematian?").sees("untuk draf kabar")
    rina.taps("ini pertanyaan").sees("Keluarga menerima")
    rina.says("berapa lama klaimnya?").sees().lacks("untuk draf kabar")
    assert drafts(town) == 1


def test_what_is_typed_next_takes_the_place_of_what_was_offered(rina: Conversation) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.says("Kantor tutup besok.").sees("untuk draf kabar")
    rina.says("Kantor tutup lusa, maaf salah ketik.").sees("untuk draf kabar", "lusa")
    rina.says("ganti isi draf").sees("Draf kabar", "Kantor tutup lusa")


def test_a_button_about_an_earlier_text_does_not_take_the_later_one(rina: Conversation) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.says("Kantor tutup besok.").sees("untuk draf kabar")
    first = rina.seen
    rina.says("Kantor tutup lusa.").sees("untuk draf kabar")
    rina.taps_data(first.data[0], on=first).sees("untuk draf kabar", "lusa")


def test_buttons_of_an_offer_tapped_late_do_nothing(rina: Conversation, town: Town) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    offer = rina.says("Kantor tutup besok.").sees("untuk draf kabar").seen
    rina.taps("Ganti isi").sees("Draf kabar", "Kantor tutup")
    rina.taps_data(offer.data[1], on=offer).sees("Itu tombol lama")
    assert drafts(town) == 1


def test_a_picture_sent_at_the_desk_is_offered_and_stays_in_the_chat(rina: Conversation) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.sends("photo", caption="Jadwal baru").sees("untuk draf kabar", "Jadwal baru")
    rina.taps("Ganti isi").sees("Draf kabar", "Jadwal baru")
    assert any("photo" in one and not one["from"]["is_bot"] for one in rina.chat)


def test_a_voice_note_at_the_desk_is_offered_and_elsewhere_goes_to_a_person(
    siti: Conversation, rina: Conversation
) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    offer = rina.sends("voice").sees("untuk draf kabar", "pesan suara")
    assert "❓ Bukan, ini pertanyaan" not in offer.buttons
    rina.taps("Ganti isi").sees("Draf kabar", "pesan suara")
    siti.starts().sees("perlindungan kerja")
    siti.sends("voice").sees("pesan suara")


def test_a_corrected_text_is_offered_without_a_button_first(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Besok jam 8.")
    tries_it(rina)
    confirms(rina, 2)
    rina.sees("selesai")
    rina.taps("🔎 Lihat").sees("Ditulis: ")
    rina.taps("Ralat").sees("Draf ralat")
    rina.says("Besok pukul sembilan di pasar.").sees("untuk draf kabar")
    rina.taps("Ganti isi").sees("Draf ralat", "pukul sembilan")


def test_a_recall_has_no_text_to_replace(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Besok jam 8.")
    tries_it(rina)
    confirms(rina, 2)
    rina.sees("selesai")
    rina.taps("🔎 Lihat").sees("Ditulis: ")
    desk = rina.taps("Tarik kembali").sees("Tarik kembali kabar #1")
    assert desk.seen.buttons == ["🗑 Tarik kembali…", "🗂 Riwayat", "↩️ Tidak jadi ditarik"]
    offer = rina.says("Kantor tutup besok.").sees("menarik kabar kembali")
    assert "🔁 Ganti isi draf" not in offer.buttons


def test_danger_comes_first_also_at_the_desk(rina: Conversation) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.says("tolong anak saya digigit ular").sees("puskesmas")
    rina.says("Kantor tutup besok.").sees("untuk draf kabar")
    rina.says("tolong anak saya digigit ular").sees("puskesmas")


def test_thanks_and_words_for_buttons_are_no_message(rina: Conversation) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.says("terima kasih").sees().lacks("untuk draf kabar")
    rina.says("batal").sees("Draf kabar")


def test_after_some_hours_or_for_others_nothing_is_open(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    siti.starts().sees("perlindungan kerja")
    siti.says("Kantor tutup besok siang ya.").sees().lacks("untuk draf kabar")
    town.is_now("2026-12-01T10:31:00+07:00")
    rina.says("berapa santunan kematian?").sees("Keluarga menerima")


def test_whoever_lost_the_role_is_answered_like_everybody(rina: Conversation, town: Town) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    town.rows("UPDATE staff SET role = 'viewer'")
    rina.says("berapa santunan kematian?").sees("Keluarga menerima")


def test_an_open_desk_outlives_a_restart(rina: Conversation, town: Town) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    town.restarts()
    rina.says("Kantor tutup besok.").sees("untuk draf kabar")
    town.restarts()
    rina.taps("Ganti isi").sees("Draf kabar", "Kantor tutup")


# -- an older draft


def test_an_older_draft_is_named_before_anything_is_typed(rina: Conversation, town: Town) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    asked = rina.says("/siarkan").sees("Masih ada draf", "1 Desember 2026", "Besok petugas ada")
    assert asked.buttons == ["▶️ Lanjutkan draf itu", "✏️ Kabar baru", "📌 Pola"]
    rina.taps("Lanjutkan draf itu").shows("Draf kabar")
    rina.says("/siarkan").sees("Masih ada draf")
    rina.taps("Kabar baru").sees("Kirim pesannya sekarang")
    rina.says("Kantor tutup.").sees("Draf kabar")
    assert drafts(town) == 2


def test_the_desk_leads_to_another_announcement(rina: Conversation) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    rina.taps("Kabar baru").sees("Kirim pesannya sekarang")


# -- a time


@pytest.mark.parametrize("typed", ["besok 09.00", "2-12-2026 09.00", "Rabu, 2 Desember 2026 pukul 09.00"])
def test_a_time_is_read_under_its_question_without_a_button_first(rina: Conversation, typed: str) -> None:
    writes(rina, "Kabar.")
    rina.taps("🕒 Waktu").shows("Kapan dikirim")
    said = rina.says(typed).sees("Draf kabar", "2 Desember 2026, 09.00").sent
    assert said["message_id"] in [one["message_id"] for one in rina.chat]


def test_a_day_alone_asks_for_the_hour_there_too(rina: Conversation) -> None:
    writes(rina, "Kabar.")
    rina.taps("🕒 Waktu").shows("Kapan dikirim")
    rina.says("besok").sees("jam berapa")


def test_a_date_that_is_none_is_refused_and_stays_in_the_chat(rina: Conversation) -> None:
    writes(rina, "Kabar.")
    rina.taps("🕒 Waktu").shows("Kapan dikirim")
    for _ in range(2):  # under the buttons, and under the question
        said = rina.says("31-02-2027 09.00").sees("belum mengerti waktunya").sent
        assert said["message_id"] in [one["message_id"] for one in rina.chat]


def test_a_time_is_understood_at_the_desk_too(rina: Conversation) -> None:
    writes(rina, "Kabar.")
    rina.says("besok jam 9 pagi").sees("Draf kabar", "2 Desember 2026, 09.00")


def test_a_new_text_in_place_of_a_time_is_offered(rina: Conversation) -> None:
    writes(rina, "Kabar.")
    rina.taps("🕒 Waktu").shows("Kapan dikirim")
    text = "Kantor kami tutup dan baru buka lagi minggu depan."
    rina.says(text).sees("untuk draf kabar")
    rina.taps("Kembali").sees("Draf kabar")
    rina.taps("🕒 Waktu").shows("Kapan dikirim")
    rina.taps("Waktu lain").sees("Menurut jam kantor")
    rina.says(text).sees("untuk draf kabar")


# -- recipients


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("Semitau", "Kecamatan: Semitau"),
        ("semitau dan badau", "Kecamatan: Semitau, Badau"),
        ("desa Nanga Lemedak", "Desa: Nanga Lemedak"),
        ("petani", "Pekerjaan: 🌾 Petani"),
    ],
)
def test_recipients_are_typed_where_they_are_chosen(rina: Conversation, typed: str, chosen: str) -> None:
    writes(rina, "Kabar.")
    rina.taps("👥 Penerima").shows("Siapa yang menerima")
    rina.says(typed).sees("Siapa yang menerima", chosen)


def test_everybody_is_typed_too_and_what_is_unknown_is_said(rina: Conversation) -> None:
    writes(rina, "Kabar.")
    rina.taps("👥 Penerima").shows("Siapa yang menerima")
    rina.says("Semitau").sees("Kecamatan: Semitau")
    rina.says("semua orang").sees("semua orang")
    rina.says("Jakarta").sees("belum mengenal “Jakarta”")
    rina.says("Badau").sees("Kecamatan: Badau")


# -- the number


def test_a_number_typed_after_the_draft_changed_is_answered_about_the_draft(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Kabar.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    rina.taps("🏷 Jenis").shows("Tentang apa")
    rina.taps("Manfaat dan klaim").shows("Jenis: Manfaat dan klaim")
    rina.says("2").sees("Angka itu belum mengirim apa-apa").sees("Draf kabar", "2 percakapan")
    siti.sees_nothing()


def test_a_number_typed_too_late_twice_is_answered_about_the_draft(
    siti: Conversation, rina: Conversation, town: Town
) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Kabar.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    town.is_now("2026-12-01T08:46:00+07:00")
    rina.says("2").sees("sudah tidak berlaku")
    rina.says("2").sees("Angka itu belum mengirim apa-apa").sees("Draf kabar")
    siti.sees_nothing()


@pytest.mark.parametrize("typed", ["2 orang", "2 penerima", "ya 2", " 2."])
def test_a_number_is_read_with_what_it_counts(siti: Conversation, rina: Conversation, typed: str) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Kabar.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    rina.says(typed).sees("disetujui")


@pytest.mark.parametrize("typed", ["bukan 2", "jangan kirim 2", "2 3"])
def test_a_number_beside_anything_else_confirms_nothing(
    siti: Conversation, rina: Conversation, town: Town, typed: str
) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Kabar.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    rina.says(typed).sees("Angkanya belum sama")
    assert drafts(town) == 1


def test_a_text_typed_in_place_of_the_number_is_offered(siti: Conversation, rina: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Kabar.")
    tries_it(rina)
    rina.taps("📣 Kirim").sees("ketik jumlah")
    rina.says("Maaf, ganti: kantor tutup sampai hari Senin.").sees("untuk draf kabar")
    rina.taps("Ganti isi").sees("Draf kabar", "belum. Tombol Kirim")


# -- the message is changed where it was written


def test_changing_the_message_changes_the_draft_and_wants_a_new_test(rina: Conversation) -> None:
    said = writes(rina, "Besok petuggas di pasar.").sent
    tries_it(rina)
    rina.edits(said, "Besok petugas di pasar.").sees("Draf ikut berubah").sees("Besok petugas di", "belum.")


def test_words_that_stand_in_stay_when_the_message_is_changed(rina: Conversation) -> None:
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    said = rina.says("Haloo {nama}").sees("Diganti kata apa").sent
    rina.says("Bapak/Ibu").sees("Draf kabar")
    rina.edits(said, "Halo {nama}").sees("ikut berubah").sees("Draf kabar", "Halo {nama}", "→ Bapak/Ibu")
    rina.edits(said, "Halo {nama} di {desa}").sees("ikut berubah").sees("{desa} tidak bisa diisi")


def test_a_change_that_cannot_be_announced_leaves_the_draft(rina: Conversation) -> None:
    said = writes(rina, "Halo semua.").sent
    rina.edits(said, "Halo {naam}").sees("tidak mengenal").sees("belum berubah")
    rina.taps("Kembali ke draf").shows("Halo semua.")


def test_a_refused_message_may_be_changed_instead_of_being_sent_again(rina: Conversation) -> None:
    rina.says("/siarkan").sees("Kirim pesannya sekarang")
    said = rina.says("Halo {naam}").sees("tidak mengenal").sent
    rina.edits(said, "Halo {nama}").sees("Diganti kata apa")
    rina.taps("Bapak/Ibu").sees("Draf kabar", "Halo {nama}")


def test_a_changed_message_while_it_is_offered_is_offered_as_it_is_now(rina: Conversation) -> None:
    writes(rina, "Besok petugas ada di pasar.")
    said = rina.says("Kantor tutupp besok.").sees("untuk draf kabar").sent
    rina.edits(said, "Kantor tutup besok.").sees("untuk draf kabar", "Kantor tutup besok.")
    rina.taps("Ganti isi").sees("Draf kabar", "Kantor tutup besok.")


def test_any_other_changed_message_is_answered_as_before(siti: Conversation, rina: Conversation) -> None:
    said = siti.starts().says("berapa iuran?").sees().sent
    siti.edits(said, "berapa iurannya?").sees().sees("diubah")
    other = rina.says("/kantor").sees("Ringkasan").sent
    writes(rina, "Kabar.")
    rina.edits(other, "/kantor ya").sees("diubah")
