"""Whole conversations: who is one person, what holds of them, and what a village is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from bot.lists.opening import open_list
from bot.register.content import Content, Place
from bot.register.links import Links
from bot.register.pairs import Pairs, PairState
from bot.residents.taps import Decide
from bot.residents.words import REASONS
from bot.terms.roles import _RIGHTS, Right, Role
from tests.conversations.test_lists import HEADING
from tests.lists.making import nik_of, workbook
from tests.register.making import HILIR, LEMEDAK, list_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conversation import Conversation, Town

BORN = date(1980, 8, 17)
SITI = Content(name="Siti Aminah", nik=nik_of(9001, woman=True), born=BORN, sex="F", work="farmer")
TYPED = Content(name="Siti Aminnah", born=BORN, occupation="Karet", work="planter")


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-11-20T09:00:00+07:00"}


@pytest.fixture
def rina(town: Town) -> Conversation:
    return town.staff("officer", 1003)


@pytest.fixture
def agus(town: Town) -> Conversation:
    return town.staff("officer", 1001)


def sends_list(
    rina: Conversation, agus: Conversation, agency: str, *rows: Sequence[str], day: str = "1 November 2026"
) -> None:
    """Let one officer send a list, and another agree to it."""
    town = rina.town
    rina.sends("document", workbook([HEADING, *rows]), f"{agency}.xlsx").sees("Berkas diterima")
    town.works_on_lists()
    known = "Ganti nama" in "".join(rina.sees("menunggu Anda").buttons)
    rina.taps("Ganti nama" if known else "Isi: dari siapa").sees("dari siapa")
    rina.says(agency).sees("per tanggal berapa")
    rina.says(day).sees("Judul di baris").taps("Benar, periksa barisnya")
    town.works_on_lists()
    rina.sees("sudah diperiksa").taps("Terapkan").sees("meminta persetujuan")
    agus.sees("ingin memberlakukan").taps("Setuju, berlakukan").sees("sedang dimasukkan")
    town.works_on_lists()
    rina.sees("berlaku ✅")


def paired(town: Town, *names: str, bits: float = 1.5) -> None:
    """Put lists in force in which each of the names may be one person, or two."""
    with town.unit() as tx:
        one, other = (
            list_of(
                tx,
                f"{agency} {names[0]}",
                *((replace(content, name=f"{name} {content.name}"), LEMEDAK, 0) for name in names),
            )
            for agency, content in (("Dinas", replace(SITI, nik="")), ("Desa", TYPED))
        )
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            reasons = ["name_nearly", "birth_same", "one_list"]
            Pairs(tx).add(mine, theirs, bits - number / 10, reasons)


def of_person(town: Town, *said: tuple[str, Content, Place, date]) -> int:
    """Put lists in force that all speak of one person; return whom."""
    with town.unit() as tx:
        for agency, content, place, day in said:
            list_of(tx, agency, (content, place, 77), as_of=day)
    return 77


def opens(rina: Conversation, village: str = "Nanga Lemedak", number: str = "1") -> Conversation:
    """Walk from the overview to a person."""
    rina.says("/orang").sees("Orang menurut").taps("Semitau").sees("Kecamatan Semitau")
    rina.taps(village).sees(village)
    return rina.taps(number).sees("👤")


def audited(town: Town, action: str) -> list[tuple[Any, ...]]:
    return town.rows(f"SELECT actor FROM audit WHERE action = '{action}'")  # noqa: S608 - a test's own words


# -- pairs


def test_a_pair_is_shown_side_by_side_and_the_next_comes_by_itself(town: Town, rina: Conversation) -> None:
    paired(town, "Ani", "Budi")
    rina.says("/cocokkan").sees("Apakah ini orang yang sama?", "Masih 2 pasangan")
    rina.sees_no("Budi")
    for said in (
        "① Desa Ani, 1 Nov 2026", "② Dinas Ani, 1 Nov 2026",
        "Nama\n① Ani Siti Aminnah\n② Ani Siti Aminah", "Tanggal lahir ✅ 17 Agustus 1980",
        "Pekerjaan\n① 🌳 Kebun karet/sawit (Karet)\n② 🌾 Petani", "➕ namanya hampir sama",
        "➖ keduanya ada di satu daftar",
    ):  # fmt: skip
        rina.shows(said)
    rina.lacks("NIK", "Nomor HP")
    rina.taps("Orang yang sama").shows("Dicatat: orang yang sama")
    rina.sees("Budi", "Masih 1 pasangan")
    assert len(town.rows("SELECT DISTINCT person FROM links WHERE undone_at IS NULL")) == 3
    assert len(audited(town, "open pair")) == 2
    assert len(audited(town, "join people")) == 1


def test_a_decision_can_be_taken_back_and_is_asked_again(town: Town, rina: Conversation) -> None:
    paired(town, "Ani")
    rina.says("/cocokkan").sees("Ani").taps("Orang yang sama").sees("Tidak ada pasangan")
    rina.taps("Batalkan").sees("Ani")
    rina.shows("Keputusan dibatalkan")
    assert len(town.rows("SELECT DISTINCT person FROM links WHERE undone_at IS NULL")) == 2
    rina.taps("Bukan").sees("Tidak ada pasangan")
    rina.says("/cocokkan").sees("Tidak ada pasangan")
    town.is_now("2027-11-20T09:00:00+07:00")
    rina.says("/cocokkan").sees("Tidak ada pasangan")
    rina.taps("Batalkan").sees("Ani")


def test_what_is_put_off_comes_again_after_some_days(town: Town, rina: Conversation) -> None:
    paired(town, "Ani")
    rina.says("/cocokkan").sees("Ani").taps("Nanti").sees("Tidak ada pasangan")
    town.is_now("2026-11-26T09:00:00+07:00")
    rina.says("/cocokkan").sees("Tidak ada pasangan")
    town.is_now("2026-11-28T09:00:00+07:00")
    rina.says("/cocokkan").sees("Ani")


def test_two_officers_at_one_moment_never_have_the_same_pair(
    town: Town, rina: Conversation, agus: Conversation
) -> None:
    paired(town, "Ani", "Budi")
    rina.says("/cocokkan").sees("Ani")
    agus.says("/cocokkan").sees("Budi").taps("Nanti").sees("Tidak ada pasangan")
    agus.says("/cocokkan").sees("Tidak ada pasangan")


def test_two_officers_never_have_the_same_two_people_though_lists_make_several_pairs_of_them(
    town: Town, rina: Conversation, agus: Conversation
) -> None:
    paired(town, "Ani")
    with town.unit() as tx:
        pair = Pairs(tx).open(1003, 1)[0]
        person = Links(tx).person_of(pair.other) or 0
        more = list_of(tx, "SIAK", (replace(TYPED, name="Ani S."), LEMEDAK, person))[0]
        Pairs(tx).add(pair.one, more, 1.0, [])
    rina.says("/cocokkan").sees("Ani", "Masih 1 pasangan")
    agus.says("/cocokkan").sees("Tidak ada pasangan")
    rina.taps("Bukan").sees("Tidak ada pasangan")


def test_two_who_are_one_by_now_are_not_said_to_be_two(town: Town, rina: Conversation) -> None:
    paired(town, "Ani")
    rina.says("/cocokkan").sees("Ani")
    with town.unit() as tx:
        pair = Pairs(tx).open(1003, 1)[0]
        Links(tx).join(Links(tx).person_of(pair.one) or 0, Links(tx).person_of(pair.other) or 0, "chat:1001")
    rina.taps("Bukan").shows("tidak lagi di tangan Anda")
    assert town.rows("SELECT state FROM pairs") == [("open",)]


def test_whose_time_is_over_decides_nothing_and_no_old_button_acts_later(
    town: Town, rina: Conversation, agus: Conversation
) -> None:
    paired(town, "Ani")
    rina.says("/cocokkan").sees("Ani")
    same = Decide(int(str(town.rows("SELECT id FROM pairs")[0][0])), PairState.SAME).pack()
    town.is_now("2026-11-20T09:11:00+07:00")
    rina.sees_no("Ani")
    agus.says("/cocokkan").sees("Ani")
    rina.taps_data(same).sees("tidak lagi di tangan Anda").sees("Tidak ada pasangan")
    agus.taps("Bukan").shows("bukan orang yang sama")
    assert town.rows("SELECT state, decided_by FROM pairs") == [("different", 1001)]


def test_a_removed_officer_decides_nothing(town: Town, rina: Conversation) -> None:
    paired(town, "Ani")
    rina.says("/cocokkan").sees("Ani")
    town.rows("DELETE FROM staff WHERE chat_id = 1003")
    rina.taps("Orang yang sama")
    rina.says("/orang")
    assert town.rows("SELECT state FROM pairs") == [("open",)]
    rina.sees_no("Orang menurut")


def test_a_nik_is_whole_only_for_whoever_may_see_it(
    town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town.unit() as tx:
        (one,), (other,) = (
            list_of(tx, agency, (content, LEMEDAK, 0)) for agency, content in (("A", SITI), ("B", TYPED))
        )
        Pairs(tx).add(one, other, 1.0, [])
    whole = " ".join(SITI.nik[start : start + 4] for start in range(0, 16, 4))
    rina.says("/cocokkan").sees(whole)
    less = _RIGHTS[Role.OFFICER] - {Right.SEE_UNMASKED}
    monkeypatch.setitem(_RIGHTS, Role.OFFICER, less)
    rina.says("/cocokkan").sees(f"•••• {SITI.nik[-4:]}").lacks(whole)


def test_how_often_pairs_like_it_were_one_person_is_told(town: Town, rina: Conversation) -> None:
    paired(town, "Ani", "Budi", "Cici", "Dewi", "Eka", "Fitri", bits=1.9)
    rina.says("/cocokkan")
    for _ in range(4):
        rina.sees("Apakah ini").lacks("seperti ini").taps("Orang yang sama")
    rina.sees("Apakah ini").taps("Bukan")
    rina.sees("Dari 5 pasangan seperti ini, 4 ternyata orang yang sama")


def test_sure_pairs_are_confirmed_ten_at_once_and_any_can_be_taken_out(
    town: Town, rina: Conversation
) -> None:
    paired(town, "Ani", "Budi", "Cici", bits=3.5)
    rina.says("/cocokkan").sees("Ani").taps("Sepuluh").shows(
        "1. Ani Siti Aminnah ↔ Ani Siti Aminah\n✅ Tanggal lahir, Desa"
    )
    rina.shows("3. Cici")
    rina.taps("✖ 2")
    rina.shows("2. Cici").lacks("Budi")
    rina.taps("Gabungkan 2 pasangan").shows("2 pasangan digabungkan")
    assert town.rows("SELECT state FROM pairs ORDER BY bits DESC") == [("same",), ("open",), ("same",)]
    rina.taps("Batalkan semua").shows("Keputusan dibatalkan")
    assert town.rows("SELECT state FROM pairs") == [("open",)] * 3
    assert len(town.rows("SELECT DISTINCT person FROM links WHERE undone_at IS NULL")) == 6


def test_a_list_that_is_no_longer_what_was_shown_joins_nobody(town: Town, rina: Conversation) -> None:
    paired(town, "Ani", "Budi", bits=3.5)
    rina.says("/cocokkan").sees("Ani").taps("Sepuluh").shows("2. Budi")
    join = rina.seen["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    town.is_now("2026-11-20T09:11:00+07:00")
    rina.sees_no("Budi").taps_data(join).sees("Tidak ada lagi pasangan yang hampir pasti")
    assert town.rows("SELECT state FROM pairs") == [("open",)] * 2


# -- people


def test_the_page_of_a_person_leaves_the_chat_after_a_while(town: Town, rina: Conversation) -> None:
    of_person(town, ("Dinas", SITI, LEMEDAK, date(2026, 11, 1)))
    opens(rina).shows("Siti Aminah")
    town.is_now("2026-11-20T09:11:00+07:00")
    rina.sees_no("Siti Aminah")


def test_three_lists_with_a_typo_and_a_new_address_are_one_person_and_nothing_is_lost(
    town: Town, rina: Conversation, agus: Conversation
) -> None:
    row = ["1", "SITI AMINAH", SITI.nik, "17-08-1980", "Semitau", "Nanga Lemedak", "Padi"]
    sends_list(rina, agus, "Dinas Pertanian", row)
    sends_list(rina, agus, "Dinas Perikanan", [*row[:1], "SITI AMINNAH", "", *row[3:]])
    sends_list(rina, agus, "Disdukcapil", [*row[:5], "Semitau Hilir", "Padi"], day="2 November 2026")
    rina.says("/orang").sees("1 orang", "⚡ 1 bertentangan").taps("Semitau").sees("Kecamatan Semitau")
    rina.taps("Semitau Hilir").sees("⚡ bertentangan: desa").taps("1").sees("👤")
    for said in (
        "Bertentangan", "Semitau Hilir, Semitau: Disdukcapil, 2 Nov 2026",
        "Nanga Lemedak, Semitau: Dinas", "Dinas Pertanian, 1 Nov 2026",
        "Dinas Perikanan, 1 Nov 2026",
    ):  # fmt: skip
        assert said in rina.text
    rina.taps("Semua keterangan").sees(
        "Nama: Siti Aminah", "Nama: Siti Aminnah", "Nanga Lemedak", "Semitau Hilir"
    )
    assert len(audited(town, "open person")) == 1


def test_a_contradiction_is_settled_until_something_newer_says_otherwise(
    town: Town, rina: Conversation
) -> None:
    of_person(town, ("Dinas", SITI, LEMEDAK, date(2026, 11, 1)), ("Desa", SITI, HILIR, date(2026, 11, 2)))
    opens(rina, "Semitau Hilir")
    rina.taps("Pilih: Desa").sees("mana yang benar?").taps("Nanga Lemedak, Semitau").sees("Dicatat")
    rina.lacks("Bertentangan")
    assert "Desa: Nanga Lemedak, Semitau (1 Nov 2026, dipilih petugas)" in rina.text
    of_person(town, ("Desa", SITI, HILIR, date(2026, 11, 21)))
    opens(rina, "Semitau Hilir")
    assert "Bertentangan" in rina.text


def test_means_are_told_with_who_says_so_and_when_and_never_as_a_mark(town: Town, rina: Conversation) -> None:
    of_person(
        town,
        ("DTSEN", replace(SITI, decile=2), LEMEDAK, date(2026, 10, 1)),
        ("Desa", replace(SITI, decile=5), LEMEDAK, date(2026, 11, 2)),
    )
    opens(rina)
    assert "desil 5 (Desa, 2 Nov 2026)\nDesil kesejahteraan: desil 2 (DTSEN, 1 Okt 2026)" in rina.text
    assert "Pilih: Desil" in "".join(rina.buttons)


def test_what_is_somebody_else_is_taken_out_and_back_in(town: Town, rina: Conversation) -> None:
    of_person(town, ("Dinas", SITI, LEMEDAK, date(2026, 11, 1)), ("Desa", TYPED, LEMEDAK, date(2026, 11, 2)))
    opens(rina).taps("Ada yang bukan orang ini").sees("Keterangan mana")
    rina.taps("Desa, 2 Nov 2026").sees("Dipisahkan: Desa, 2 Nov 2026")
    assert len(town.rows("SELECT DISTINCT person FROM links WHERE undone_at IS NULL")) == 2
    rina.taps("Orang yang dipisahkan").sees("Siti Aminnah").lacks("Dinas")
    rina.taps("Batalkan pemisahan")
    assert town.rows("SELECT DISTINCT person FROM links WHERE undone_at IS NULL") == [(77,)]


def test_a_join_can_be_undone_after_a_year_on_the_page_of_the_person(town: Town, rina: Conversation) -> None:
    paired(town, "Ani")
    rina.says("/cocokkan").sees("Ani").taps("Orang yang sama").sees("Tidak ada pasangan")
    town.is_now("2027-12-20T09:00:00+07:00")
    opens(rina).taps("Batalkan gabungan").sees("Dibatalkan")
    assert len(town.rows("SELECT DISTINCT person FROM links WHERE undone_at IS NULL")) == 2
    rina.says("/cocokkan").sees("Ani")


def test_whoever_asks_for_it_is_erased_from_lists_after_two_questions(
    town: Town, rina: Conversation, agus: Conversation
) -> None:
    of_person(town, ("Dinas", SITI, LEMEDAK, date(2026, 11, 1)))
    opens(rina).taps("Hapus dari daftar").sees("Hapus orang ini dari semua daftar?")
    rina.taps("Ya, hapus").sees("Sungguh hapus?").taps("Ya, hapus").sees("dihapus")
    assert town.rows("SELECT count(*) FROM statements") == [(0,)]
    assert audited(town, "erase from lists") == [("chat:1003",)]
    rina.sends("document", workbook([HEADING, ["1", "SITI", SITI.nik, *[""] * 4]]), "a.xlsx").sees("diterima")
    town.works_on_lists()
    rina.sees("menunggu Anda").taps("Isi: dari siapa").sees("dari siapa")
    rina.says("Desa").sees("per tanggal").says("1 November 2026").sees("Judul").taps("Benar, periksa")
    town.works_on_lists()
    rina.sees("sudah diperiksa", "1 ").lacks("orang baru")


def test_people_are_counted_by_who_speaks_of_them(town: Town, rina: Conversation) -> None:
    of_person(
        town,
        ("Dinas", SITI, LEMEDAK, date(2026, 11, 1)),
        ("Desa", replace(SITI, nik=""), LEMEDAK, date(2024, 11, 2)),
    )
    with town.unit() as tx:
        list_of(tx, "Tani", (TYPED, LEMEDAK, 0), as_of=date(2024, 1, 1))
    rina.says("/orang").sees("2 orang", "⏳ 1 sudah lama", "🆔 1 tanpa NIK")
    rina.taps("Menurut dinas").sees("Tani: 1 ⏳1 🆔1", "Desa: 1", "Dinas: 1")


def test_a_village_gets_a_list_of_whom_to_ask_masked_as_text_and_as_a_file(
    town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town.unit() as tx:
        list_of(
            tx, "Tani", (TYPED, LEMEDAK, 0), (replace(TYPED, name="Budi"), HILIR, 0), as_of=date(2024, 1, 1)
        )
        list_of(tx, "Dinas", (SITI, LEMEDAK, 0))
    rina.says("/orang").sees().taps("Semitau").sees("Kecamatan").taps("Nanga Lemedak").sees("2 orang")
    rina.lacks("Siti", "Aminah").taps("Daftar untuk desa").sees("1 orang yang perlu ditanya")
    rina.lacks("Aminnah").taps("Sebagai berkas").sees("hilang dari percakapan")
    sheet = open_list(town.file(rina.seen), "a.xlsx")[0]
    assert [list(row.cells[1:4]) for row in sheet.rows][1] == [
        "S••• A••••••",
        "",
        "apakah semuanya masih benar",
    ]
    assert len(audited(town, "list for village")) == 2
    monkeypatch.setitem(_RIGHTS, Role.OFFICER, _RIGHTS[Role.OFFICER] - {Right.VILLAGE_SHEETS})
    rina.taps("Sebagai berkas")
    rina.sees_nothing()


def test_who_lives_nowhere_that_is_known_is_found_all_the_same(town: Town, rina: Conversation) -> None:
    with town.unit() as tx:
        list_of(tx, "Tani", (TYPED, Place(LEMEDAK.district), 0), (SITI, Place(), 0))
    rina.says("/orang").sees("kecamatan tidak diketahui: 1").taps("kecamatan tidak diketahui")
    rina.sees("desa tidak diketahui: 1").taps("desa tidak diketahui").sees("1 orang").taps("1").sees(
        "Siti Aminah"
    )
    rina.says("/orang").sees().taps("Semitau").sees("Semitau").taps("desa tidak diketahui")
    rina.sees("Semitau, desa tidak diketahui").taps("1").sees("Siti Aminnah")


def test_a_village_with_many_people_is_shown_in_pages(town: Town, rina: Conversation) -> None:
    with town.unit() as tx:
        many = [(replace(TYPED, name=f"Orang {chr(65 + number)}"), LEMEDAK, 0) for number in range(10)]
        list_of(tx, "Tani", *many)
    rina.says("/orang").sees().taps("Semitau").sees("Kecamatan").taps("Nanga Lemedak").sees("10 orang", "8.")
    rina.taps("Berikutnya").sees("10. O•••• J").taps("Sebelumnya").sees("1. O•••• A")


def test_nobody_who_is_only_on_a_list_is_written_to(town: Town, rina: Conversation) -> None:
    with town.unit() as tx:
        list_of(tx, "Tani", (replace(TYPED, phone="+6281200009002"), LEMEDAK, 0), as_of=date(2020, 1, 1))
    town.comes_back("2028-11-20T09:00:00+07:00")
    assert town.rows("SELECT * FROM recipients") == []
    assert town.rows("SELECT chat_id FROM chats") == [(1003,)]


def test_a_person_who_was_joined_with_another_is_no_longer_there(town: Town, rina: Conversation) -> None:
    of_person(town, ("Dinas", SITI, LEMEDAK, date(2026, 11, 1)))
    opens(rina)
    with town.unit() as tx:
        Links(tx).join(78, 77, "chat:1001")
    rina.taps("Semua keterangan").sees("Orang ini tidak ada lagi")


def test_what_lists_say_is_forgotten_after_a_time_in_config(town: Town, rina: Conversation) -> None:
    of_person(town, ("Dinas", SITI, LEMEDAK, date(2026, 11, 1)))
    town.is_now("2028-11-01T09:00:00+07:00")
    town.grows_old()
    town.works_on_lists()
    assert town.rows("SELECT count(*) FROM statements") == [(1,)]
    town.is_now("2028-12-01T09:00:00+07:00")
    town.grows_old()
    town.works_on_lists()
    assert town.rows("SELECT count(*) FROM statements") == [(0,)]
    rina.says("/orang").sees("0 orang")


def test_somebody_of_whom_very_much_is_said_still_fits_one_screen(town: Town, rina: Conversation) -> None:
    with town.unit() as tx:
        for number in range(40):
            content = replace(
                SITI, name=f"Siti {'Aminah ' * 9}{number}", address="Dusun " * 30, decile=number % 10 + 1
            )
            list_of(tx, f"Dinas {number} {'Kabupaten ' * 4}", (content, (LEMEDAK, HILIR)[number % 2], 77))
    rina.says("/orang").sees("1 orang").taps("Semitau").sees("Kecamatan")
    rina.taps("Nanga Lemedak" if "Nanga Lemedak" in rina.text else "Semitau Hilir").sees("1 orang")
    rina.taps("1").sees("👤", "…")
    rina.taps("Semua keterangan").sees("Dusun").taps("Berikutnya").sees("Dusun")
    with town.unit() as tx:
        mine = Links(tx).statements_of(77)[0]
        (other,) = list_of(tx, "Desa", (TYPED, LEMEDAK, 0))
        Pairs(tx).add(mine, other, 3.0, list(REASONS))
    rina.says("/cocokkan").sees("Apakah ini orang yang sama?", "…").taps("Sepuluh").shows("1. Siti")
