"""Whole conversations: a programme that pays, its people out of a list, payments, and what ends."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import msgspec
import pytest

from bot.ledger.programmes import FundingProgrammes
from bot.ledger.terms import Terms
from bot.lists.opening import open_list
from bot.register.content import Content
from bot.register.statements import Statements
from bot.scheme.funding import FundKind
from tests.conversations.test_lists import DEWI, LUKAS, SITI, names, puts_in_force, reads_in, sends, tries
from tests.lists.making import nik_of, workbook
from tests.register.making import HILIR, LEMEDAK, list_of

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

DECREE = "SK Bupati 12"


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-11-29T09:00:00+07:00"}


@pytest.fixture
def rina(town: Town) -> Conversation:
    return town.staff("officer", 1003)


@pytest.fixture
def dewi(town: Town) -> Conversation:
    return town.staff("officer", 1002)


def enters(one: Conversation, money: str = "Lewati", months: str = "7") -> Conversation:
    """Put a programme of the regency together, from December 2026, and confirm it."""
    one.says("/program").sees("Siapa membayar").taps("📝 Program baru").sees("Uangnya dari mana")
    one.taps("🏛 Kabupaten (APBD)").sees("Apa nama program").says("Pekerja rentan 2027").sees("Mulai membayar")
    one.says("Desember 2026").sees("berapa bulan").says(months).sees("Berapa uang")
    one.taps(money) if money == "Lewati" else one.says(money)
    one.sees("Iuran apa").says("celaka + kematian").sees("Periksa dulu", "Pekerja rentan 2027", "7 bulan")
    one.taps("Kirim").sees("rancangan", "Kabupaten (APBD)", "Desember 2026 sampai Juni 2027")
    return one.taps("✅ Program ini berjalan").shows("Peserta: 0")


def takes(one: Conversation, town: Town, agency: str = DECREE) -> Conversation:
    """Take the people of the decree's list into the programme."""
    one.taps("📥 Masukkan peserta dari daftar").shows("dari daftar mana").taps(f"{agency}, 1 Nov 2026")
    one.shows("Peserta baru").taps("✅ Masukkan yang baru").sees("Dicatat sebagai nomor")
    town.works_on_ledger()
    return one.sees("selesai ditulis", "Sudah dihitung")


@pytest.fixture
def funded(town: Town, rina: Conversation) -> Conversation:
    """An officer, with a programme that pays for two people from December 2026 to June 2027."""
    born = date(1980, 8, 17)
    siti = Content(name="Siti Aminah", nik=nik_of(9001), born=born)
    dewi = Content(name="Dewi Lestari", nik=nik_of(9002, woman=True), born=born)
    with town.unit() as tx:
        list_of(tx, DECREE, (siti, LEMEDAK, 0), (dewi, HILIR, 0))
    enters(rina)
    takes(rina, town)
    return rina


def needs_two(town: Town) -> None:
    """Let a second person agree to what costs the payment of two people."""
    funding = msgspec.structs.replace(town.resources.funding, second_from=30_000)
    town.restarts(replace(town.resources, funding=funding))


def pays(one: Conversation, town: Town, rupiah: str, months: str = "1 bulan") -> Conversation:
    one.says("/program").taps("Program 1").shows("Peserta").taps("💳 Catat pembayaran").sees("bulan apa")
    one.taps("Desember 2026").sees("Untuk berapa bulan").taps(months).sees("Berapa yang dibayar")
    one.says(rupiah).sees("bukti bayar").says("SP2D 0123").sees("tanggal berapa").taps("29 November 2026")
    one.sees("Periksa dulu").taps("Kirim").sees("Dicatat sebagai nomor")
    town.works_on_ledger()
    return one.sees("selesai ditulis")


def test_a_programme_pays_for_the_people_of_a_decree(town: Town, funded: Conversation) -> None:
    funded.taps("📒 Lihat catatan").shows("dijanjikan 2 orang, Rp235.200").shows(
        "Desember 2026 sampai Juni 2027"
    )
    funded.says("/program").taps("Program 1").shows("Peserta: 2").shows("Dijanjikan: Rp235.200").shows(
        "Sudah dibayar: Rp0"
    )
    funded.says("/program").taps("📅 Bulan ke depan").shows("2 orang").shows("🟩 2").shows("belum ada")
    assert town.rows("SELECT count(*), count(DISTINCT who) FROM covers") == [(2, 2)]


def test_what_was_paid_is_told_apart_from_what_is_promised(town: Town, funded: Conversation) -> None:
    pays(funded, town, "33.600")
    funded.says("/program").taps("Program 1").shows("Sudah dibayar: Rp33.600").shows(
        "Belum dibayar: Rp201.600"
    )
    funded.says("/program").taps("📅 Bulan ke depan").shows("Desember 2026: 🟦 2").shows("Januari 2027: 🟩 2")


def test_what_is_paid_short_is_shared(town: Town, funded: Conversation) -> None:
    pays(funded, town, "20.000")
    assert town.rows("SELECT sum(rupiah), min(rupiah), max(rupiah) FROM payments") == [
        (20_000, 10_000, 10_000)
    ]
    funded.says("/program").taps("Program 1").shows("Sudah dibayar: Rp20.000")


def test_an_entry_that_was_wrong_is_taken_back_by_another(town: Town, funded: Conversation) -> None:
    pays(funded, town, "33.600")
    funded.taps("📒 Lihat catatan").taps("↩️ Batalkan catatan ini").sees("Catatannya tetap ada")
    funded.taps("Ya, batalkan").shows("dibatalkan catatan 2")
    funded.says("/program").taps("Program 1").shows("Sudah dibayar: Rp0")
    assert town.rows("SELECT count(*) FROM payments") == [(2,)]


def test_a_large_payment_counts_once_a_second_person_agrees(
    town: Town, rina: Conversation, dewi: Conversation, funded: Conversation
) -> None:
    needs_two(town)
    pays(rina, town, "33.600").shows("Menunggu persetujuan orang kedua")
    rina.says("/program").taps("Program 1").shows("Sudah dibayar: Rp0")
    dewi.sees("needs your agreement").taps("📒 Look at the entry").taps("✅ I agree, I have checked it")
    dewi.shows("agreed entry 2")
    rina.says("/program").taps("Program 1").shows("Sudah dibayar: Rp33.600")


def test_what_two_agreed_on_is_taken_back_by_two(
    town: Town, rina: Conversation, dewi: Conversation, funded: Conversation
) -> None:
    needs_two(town)
    pays(rina, town, "33.600")
    dewi.sees("needs your agreement").taps("📒 Look at the entry").taps("✅ I agree, I have checked it")
    rina.taps("📒 Lihat catatan").taps("↩️ Batalkan catatan ini").sees("Batalkan catatan ini?").taps(
        "Ya, batalkan"
    )
    rina.shows("Pembatalannya menunggu persetujuan orang kedua")
    assert "↩️ Batalkan catatan ini" not in rina.buttons
    town.works_on_ledger()
    rina.says("/program").taps("Program 1").shows("Sudah dibayar: Rp33.600")
    dewi.sees("takes back entry 2").taps("📒 Look at the entry").taps("✅ I agree, I have checked it")
    rina.says("/program").taps("Program 1").shows("Sudah dibayar: Rp0")
    assert town.rows("SELECT count(*) FROM ledger_entries WHERE kind = 'corrected'") == [(1,)]


def test_nor_does_one_person_undo_that_another_agreed(
    town: Town, rina: Conversation, dewi: Conversation, funded: Conversation
) -> None:
    needs_two(town)
    pays(rina, town, "33.600")
    dewi.sees("needs your agreement").taps("📒 Look at the entry").taps("✅ I agree, I have checked it")
    said = town.payung("program", "correct", 3)  # that Dewi agreed
    assert "second person" in said
    rina.says("/program").taps("Program 1").shows("Sudah dibayar: Rp33.600")


def test_of_a_payment_the_bill_stands_on_the_summary_and_is_not_to_be_changed(funded: Conversation) -> None:
    funded.says("/program").taps("Program 1").shows("Peserta").taps("💳 Catat pembayaran").sees("bulan apa")
    funded.taps("Desember 2026").sees("Untuk berapa bulan").taps("1 bulan").sees("Berapa yang dibayar")
    funded.taps("Rp33.600").says("SP2D 0123").taps("29 November 2026").sees("Tagihan: 2 orang").taps("Ubah")
    funded.sees("Apa yang mau diubah")
    assert [label for label in funded.buttons if "Tagihan" in label] == []


@pytest.mark.parametrize("rupiah", ["33.601", "Rp 20 juta"])
def test_more_than_is_due_is_not_taken(town: Town, funded: Conversation, rupiah: str) -> None:
    funded.says("/program").taps("Program 1").shows("Peserta").taps("💳 Catat pembayaran").sees("bulan apa")
    funded.taps("Desember 2026").sees("Untuk berapa bulan").taps("1 bulan")
    funded.sees("tagihan Rp33.600", "Berapa yang dibayar").says(rupiah).sees(
        "lebih dari tagihannya, Rp33.600"
    )
    with pytest.raises(AssertionError):
        town.payung("program", "pay", 1, "--from", "2026-12", "--sum", 33_601, "--document", "x")
    assert town.rows("SELECT count(*) FROM ledger_entries WHERE kind = 'paid'") == [(0,)]


@pytest.mark.parametrize(("first", "months"), [("Juli 2027", ""), ("November 2026", ""), ("Juni 2027", "2")])
def test_months_beyond_the_programme_are_not_paid(funded: Conversation, first: str, months: str) -> None:
    funded.says("/program").taps("Program 1").shows("Peserta").taps("💳 Catat pembayaran").sees("bulan apa")
    funded.says(first)
    if months:
        funded.sees("Untuk berapa bulan").says(months).sees("1 sampai 1 bulan")
    else:
        funded.sees("Desember 2026 sampai Juni 2027")


def test_questions_of_staff_offer_no_later_that_would_lose_them(funded: Conversation) -> None:
    funded.says("/program").taps("Program 1").shows("Peserta").taps("💳 Catat pembayaran").sees("bulan apa")
    assert [label for label in funded.buttons if "nanti" in label.lower()] == []
    funded.taps("Batalkan").says("/program").taps("📝 Program baru").sees("Uangnya dari mana")
    assert [label for label in funded.buttons if "nanti" in label.lower()] == []


def test_what_a_programme_has_promised_stays_as_it_was_promised(town: Town, funded: Conversation) -> None:
    funded.says("/program").taps("Program 1").shows("Peserta: 2").taps("✏️ Ubah").sees("Periksa dulu")
    funded.taps("Ubah").taps("Iuran").taps("🏥🕊💰 Ditambah tabungan").sees("Periksa dulu").taps("Kirim").sees(
        "sudah punya catatan"
    )
    assert town.rows("SELECT sum(rupiah) FROM ledger_entries") == [(235_200,)]
    funded.shows("Dijanjikan: Rp235.200")


def test_who_was_taken_out_is_not_taken_out_again(town: Town, funded: Conversation) -> None:
    for said in ("keluar 1 orang", "tidak dibayar lagi"):
        funded.says("/program").taps("Program 1").taps("🚪 Keluarkan").sees("Siapa yang keluar")
        funded.says(nik_of(9001)).taps("Meninggal").says("Januari 2027").taps("Kirim").sees(said)
    assert town.rows("SELECT count(*) FROM ledger_entries WHERE kind = 'left'") == [(1,)]


def test_whom_another_programme_pays_for_is_named_before_a_list_is_taken(
    town: Town, rina: Conversation, funded: Conversation
) -> None:
    town.payung("program", "add", "--name", "Desa", "--kind", "village", "--from", "2026-12", "--months", "7")
    rina.says("/program").taps("Program 2").shows("Peserta: 0").taps("📥 Masukkan peserta dari daftar")
    rina.taps(f"{DECREE}, 1 Nov 2026").shows("Peserta baru: 2").shows("dibayar program lain")


def test_what_has_ended_may_still_be_paid(town: Town, funded: Conversation) -> None:
    funded.says("/program").taps("Program 1").shows("Peserta").taps("⏹ Akhiri program").shows(
        "Tidak ada orang baru"
    ).taps("Ya, selesaikan")
    pays(funded, town, "33.600")
    funded.says("/program").taps("Program 1").shows("Sudah dibayar: Rp33.600")


def test_whoever_died_is_taken_out_and_their_months_are_no_longer_counted(
    town: Town, funded: Conversation
) -> None:
    funded.says("/program").taps("Program 1").taps("🚪 Keluarkan").sees("Siapa yang keluar")
    funded.says(nik_of(9001)).sees("Kenapa").taps("Meninggal").sees("Mulai bulan apa").says("Januari 2027")
    funded.sees("Periksa dulu", "•••• 9001").taps("Kirim").sees("keluar 1 orang")
    funded.says("/program").taps("Program 1").shows("Dijanjikan: Rp134.400")
    funded.says("/program").taps("📅 Bulan ke depan").shows("Desember 2026: 🟩 2").shows("Januari 2027: 🟩 1")


def test_a_newer_list_takes_the_new_in_and_the_missing_out(
    town: Town, rina: Conversation, dewi: Conversation, funded: Conversation
) -> None:
    reads_in(rina, dewi, SITI, LUKAS, agency=DECREE)
    rina.says("/program").taps("Program 1").taps("📥 Masukkan peserta dari daftar").taps(
        f"{DECREE}, 1 Nov 2026"
    )
    rina.shows("Peserta baru: 1").shows("yang tidak ada di daftar ini: 1")
    rina.taps("🔁 Ganti: masukkan yang baru, keluarkan yang tidak ada")
    town.works_on_ledger()
    rina.says("/program").taps("Program 1").shows("Dijanjikan: Rp235.200")
    assert town.rows("SELECT count(*) FROM leavings") == [(1,)]


def test_who_is_no_member_is_not_taken_out(funded: Conversation) -> None:
    funded.says("/program").taps("Program 1").taps("🚪 Keluarkan")
    funded.says(nik_of(9003)).taps("Meninggal").taps("Desember 2026").taps("Kirim").sees("bukan peserta")


def test_nobody_is_taken_beyond_the_money(town: Town, rina: Conversation, dewi: Conversation) -> None:
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    enters(rina, money="200 ribu")
    rina.taps("📥 Masukkan peserta dari daftar").taps(f"{DECREE}, 1 Nov 2026")
    rina.shows("Uangnya hanya Rp200.000. Kurang Rp35.200")
    assert "✅ Masukkan yang baru" not in rina.buttons


def test_candidates_are_named_for_the_decree_and_come_back_with_its_decisions(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    reads_in(rina, dewi, SITI, DEWI, LUKAS)
    enters(rina)
    rina.taps("👥 Calon peserta").shows("Cocok: 3").shows("belum ada yang membayar: 3")
    rina.taps("📄 Daftar untuk SK (Excel)").sees("3 calon")
    sheet = open_list(town.file(rina.seen), "calon.xlsx")[0]
    heading, *people = [[str(cell) for cell in row.cells] for row in sheet.rows]
    assert heading[1:3] == ["NIK", "Nama"]
    assert heading[-1] == "Keputusan"
    assert {row[1] for row in people} == {nik_of(9001), nik_of(9002, woman=True), nik_of(9003)}


def test_a_worker_sees_who_pays_and_is_told_before_it_ends(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    worker = town.person(1001)
    worker.registers()
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    enters(rina)
    takes(rina, town)
    worker.says("/status").sees(
        "dibayar pemerintah kabupaten: Desember 2026 sampai Juni 2027", "Mulai Juli 2027"
    )
    town.is_now("2027-06-02T09:00:00+07:00")
    town.speaks_unasked()
    worker.sees(
        "dibayar pemerintah kabupaten sampai 30 Juni 2027", "bayar sendiri mulai Juli 2027", "Rp16.800"
    )
    rina.sees("Pekerja rentan 2027 berakhir 30 Juni 2027").taps("⏳ Yang segera selesai")
    rina.shows("Akhir Juni 2027: 2 orang tanpa pembayar, 0 diteruskan. Bot bisa memberi tahu 1 orang")


def test_a_planner_sees_money_and_enters_nothing(town: Town, funded: Conversation) -> None:
    planner = town.staff("planner", 1001)
    planner.says("/program").sees("Pekerja rentan 2027").taps("Program 1").shows("kurang dari 5")
    assert [label for label in planner.buttons if "Catat" in label or "Keluar" in label] == []


def test_the_months_of_a_person_are_seen_by_an_officer(town: Town, funded: Conversation) -> None:
    pays(funded, town, "33.600")
    (person,) = town.rows("SELECT max(person) FROM links")[0]
    funded.taps_data(f"m1|pr_person|{person}").sees(
        "Desember 2026: 🟦 dibayar, Rp16.800 (Pekerja rentan 2027)"
    )
    assert "Januari 2027: 🟩 dijanjikan, Rp16.800 (Pekerja rentan 2027)" in funded.text
    assert "Oktober 2026: ⬜ belum ada, Rp8.400 (–)" in funded.text


def test_who_is_erased_stays_in_the_sums_and_nowhere_else(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    worker = town.person(1001)
    number = worker.registers()
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    enters(rina)
    takes(rina, town)
    before = town.rows("SELECT who FROM covers ORDER BY who")
    town.payung("erase", number)
    after = town.rows("SELECT who FROM covers ORDER BY who")
    assert len(set(before) & set(after)) == 1
    rina.says("/program").taps("Program 1").shows("Peserta: 2").shows("Dijanjikan: Rp235.200")


def test_decisions_of_a_decree_come_back_with_its_list(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    heading = ["No", "NIK", "Nama", "Tanggal Lahir", "Kecamatan", "Desa", "Pekerjaan", "Desil", "Keputusan"]
    siti = ["1", nik_of(9001), "SITI AMINAH", "17-08-1980", "Semitau", "Nanga Lemedak", "petani", "2", "ya"]
    lukas = [
        "2",
        nik_of(9003),
        "LUKAS UNYANG",
        "17-08-1980",
        "Semitau",
        "Semitau Hilir",
        "petani",
        "3",
        "tidak",
    ]
    names(sends(rina, workbook([heading, siti, lukas])), DECREE)
    tries(rina)
    puts_in_force(rina, dewi)
    enters(rina)
    rina.taps("📥 Masukkan peserta dari daftar").taps(f"{DECREE}, 1 Nov 2026")
    rina.shows("Peserta baru: 1").shows("tidak dimasukkan, keputusannya tidak: 1")


def test_candidates_come_back_decided_and_what_our_own_file_says_besides_is_no_news(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    heading = ["No", "NIK", "Nama", "Tanggal Lahir", "Kecamatan", "Desa", "Pekerjaan", "Desil"]
    names(sends(rina, workbook([heading, *(
        [str(at), nik_of(9000 + at), f"ORANG {name}", "17-08-1980", "Semitau", "Nanga Lemedak",
         "petani sawit", "2"]
        for at, name in enumerate(("SATU", "DUA", "TIGA"), 1)
    )])), "Dinas Sosial")  # fmt: skip
    tries(rina)
    puts_in_force(rina, dewi)
    palm = ("--kind", "dbh_sawit", "--from", "2026-12", "--months", "7")
    town.payung("program", "add", "--name", "Sawit", *palm)
    rina.says("/program").taps("Program 1").shows("Peserta").taps("👥 Calon peserta").shows("Cocok: 3")
    rina.taps("📄 Daftar untuk SK (Excel)").sees("3 calon")
    heading, *people = [
        [str(cell) for cell in row.cells] for row in open_list(town.file(rina.seen), "c.xlsx")[0].rows
    ]
    decided = [[*row[:-1], decision] for row, decision in zip(people, ("ya", "tidak", ""), strict=True)]
    names(sends(rina, workbook([heading, *decided])), DECREE)
    tries(rina)
    puts_in_force(rina, dewi)
    rina.says("/program").taps("Program 1").shows("Peserta").taps("📥 Masukkan peserta dari daftar")
    rina.taps(f"{DECREE}, 1 Nov 2026").shows("Peserta baru: 1").shows("keputusannya tidak: 1")
    rina.shows("kolom Keputusan kosong atau tidak jelas: 1")
    with town.unit() as tx:
        said = [one.statement.content for one in Statements(tx).known()]
    assert [one.decile for one in said].count(2) == 3
    assert all(one.occupation for one in said)


def test_palm_money_pays_for_palm_workers_only_and_a_fifth_of_the_fund(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    heading = ["No", "NIK", "Nama", "Tanggal Lahir", "Kecamatan", "Desa", "Pekerjaan"]
    palm = ["1", nik_of(9001), "SITI AMINAH", "17-08-1980", "Semitau", "Nanga Lemedak", "petani sawit"]
    rubber = ["2", nik_of(9003), "LUKAS UNYANG", "17-08-1980", "Semitau", "Semitau Hilir", "noreh karet"]
    names(sends(rina, workbook([heading, palm, rubber])), DECREE)
    tries(rina)
    puts_in_force(rina, dewi)
    rina.says("/program").taps("📝 Program baru").taps("🌴 Bagi hasil sawit (DBH)").says("Sawit 2027")
    rina.says("Januari 2027").says("12").sees("seluruh dana").says("8 miliar").sees("Berapa uang").taps(
        "Lewati"
    )
    rina.says("celaka + kematian").taps("Kirim").sees("Uang: Rp1.600.000.000", "Paling banyak 20 %")
    assert "Ada aturan lebih baru" in rina.text
    rina.taps("✅ Program ini berjalan").taps("📥 Masukkan peserta dari daftar").taps(f"{DECREE}, 1 Nov 2026")
    rina.shows("Peserta baru: 1").shows("pekerjaannya tidak boleh dibayar uang ini: 1")


def test_the_command_line_does_the_same(town: Town, rina: Conversation, dewi: Conversation) -> None:
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    span = ("--from", "2026-12", "--months", "7")
    number = town.payung("program", "add", "--name", "Rentan", "--kind", "apbd_regency", *span).strip()
    assert "2 new" in town.payung("program", "take", number, "--list", DECREE)
    paid = ("--from", "2026-12", "--sum", 33_600, "--document", "SP2D 1")
    assert "2 people" in town.payung("program", "pay", number, *paid)
    told = json.loads(town.payung("program", "show", number, "--json"))
    assert (told["people"], told["promised"], told["paid"]) == (2, 235_200, 33_600)
    town.payung("program", "leave", number, nik_of(9001), "--reason", "moved", "--from", "2027-01")
    months = json.loads(town.payung("program", "months", "--months", 3, "--json"))["months"]
    assert months["2026-12"]["months"] == {"paid": 2}
    assert months["2027-01"]["months"] == {"promised": 1}
    entries = json.loads(town.payung("program", "book", number, "--json"))
    assert [one["kind"] for one in entries] == ["left", "paid", "promised"]
    town.payung("program", "correct", entries[1]["entry"])
    assert json.loads(town.payung("program", "show", number, "--json"))["paid"] == 0
    assert "2026-12" not in town.payung("program", "ends", "--json")


def test_figures_tell_who_pays_a_month_and_what_ends(town: Town, funded: Conversation) -> None:
    pays(funded, town, "33.600")
    town.is_now("2026-12-20T09:00:00+07:00")
    funded.says("/angka").sees("Angka Desember 2026").taps("💰 Siapa membayar").sees("Siapa membayar iuran")
    funded.taps("🔢 Sebagai teks").shows("Semitau").shows("Jumlah")
    told = json.loads(town.payung("figures", "--month", "2026-12", "--json"))
    assert told["sections"]["funding"]["total"]["paid"] == "hidden"
    assert told["sections"]["funding"]["total"]["nobody"] == 0
    funded.says("/angka").sees("Angka Desember").taps("🪂 Segera habis").sees(
        "Perlindungan yang segera habis"
    )


def test_a_list_that_is_taken_beyond_the_end_of_a_month_is_taken_as_it_was_shown(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    rina.says("/program").taps("📝 Program baru").taps("🏛 Kabupaten (APBD)").says("Rentan")
    rina.says("November 2026").says("3").taps("Lewati").says("celaka + kematian").taps("Kirim")
    rina.taps("✅ Program ini berjalan")
    town.is_now("2026-11-30T23:58:00+07:00")
    rina.taps("📥 Masukkan peserta dari daftar").taps(f"{DECREE}, 1 Nov 2026").shows("Rp100.800")
    town.is_now("2026-12-01T00:02:00+07:00")
    rina.taps("✅ Masukkan yang baru").sees("Dicatat")
    town.works_on_ledger()
    assert town.rows("SELECT rupiah, people FROM ledger_entries") == [(100_800, 2)]
    rina.says("/program").taps("📅 Bulan ke depan").shows("Desember 2026: 🟩 2").shows("Februari 2027: ⬜ 2")


def test_a_village_that_pays_is_for_its_own_people(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    reads_in(rina, dewi, SITI, DEWI)
    rina.says("/program").taps("📝 Program baru").taps("🏘 Desa (APBDes)").says("Desa 2027")
    rina.says("Januari 2027").says("6").taps("Lewati").says("celaka + kematian").taps("Tambah data")
    rina.taps("Tempat").says("entah berantah").sees("tidak saya kenal").says("Semitau Hilir").sees(
        "Periksa dulu"
    )
    rina.taps("Tambah data").taps("Umur data").taps("12 bulan").taps("Kirim").sees(
        "Hanya tempat: Semitau Hilir, Semitau"
    )
    rina.taps("👥 Calon peserta").shows("Cocok: 1").shows("tinggal di tempat lain: 1")


def test_two_taps_take_a_list_once(town: Town, rina: Conversation, dewi: Conversation) -> None:
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    enters(rina)
    rina.taps("📥 Masukkan peserta dari daftar").taps(f"{DECREE}, 1 Nov 2026").shows("Peserta baru: 2")
    rina.taps("✅ Masukkan yang baru").taps("✅ Masukkan yang baru").shows("sedang dimasukkan ke program")
    town.works_on_ledger()
    rina.taps("✅ Masukkan yang baru").shows("Peserta baru: 0")
    assert town.rows("SELECT count(*) FROM ledger_entries") == [(1,)]


def told(one: Conversation) -> int:
    return sum("dibayar pemerintah kabupaten sampai" in message.text for message in one.chat)


def test_who_loses_cover_is_told_three_times_and_not_more(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    worker = town.person(1001)
    worker.registers()
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    enters(rina)
    takes(rina, town)
    for day, times in (
        ("2027-03-20", 0), ("2027-04-05", 1), ("2027-04-06", 1), ("2027-06-01", 2), ("2027-06-24", 3),
        ("2027-07-02", 3),
    ):  # fmt: skip
        town.is_now(f"{day}T09:00:00+07:00")
        town.speaks_unasked()
        assert told(worker) == times, day


def test_whom_another_programme_takes_over_need_do_nothing(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    worker = town.person(1001)
    worker.registers()
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    enters(rina)
    takes(rina, town)
    village = ("--name", "Desa", "--kind", "village", "--from", "2027-07", "--months", "6")
    town.payung("program", "add", *village)
    town.payung("program", "take", 2, "--list", DECREE)
    worker.says("/status").sees(
        "Desember 2026 sampai Juni 2027", "dibayar desa: Juli 2027 sampai Desember 2027"
    )
    town.is_now("2027-06-24T09:00:00+07:00")
    town.speaks_unasked()
    worker.sees("Mulai Juli 2027 dibayar desa. Anda tidak perlu berbuat apa-apa")
    rina.says("/program").taps("⏳ Yang segera selesai").shows("0 orang tanpa pembayar, 2 diteruskan")


def test_a_locked_phone_is_told_nothing_of_cover(town: Town, rina: Conversation, dewi: Conversation) -> None:
    worker = town.person(1001)
    worker.registers()
    reads_in(rina, dewi, SITI, DEWI, agency=DECREE)
    enters(rina)
    takes(rina, town)
    worker.says("/kunci").sees("Kunci").taps("Ya, kunci")
    town.is_now("2027-06-24T09:00:00+07:00")
    town.speaks_unasked()
    assert told(worker) == 0


def test_after_the_end_a_programme_tells_who_went_on(town: Town, funded: Conversation) -> None:
    village = ("--name", "Desa", "--kind", "village", "--from", "2027-07", "--months", "6")
    town.payung("program", "add", *village, "--villages", "61.06.10.2008")
    town.is_now("2027-07-05T09:00:00+07:00")
    funded.says("/program").taps("Program 1").shows("0 orang tetap terlindung, untuk 2 orang belum ada")
    town.payung("program", "take", 2, "--list", DECREE)
    funded.says("/program").taps("Program 1").shows("2 orang tetap terlindung, untuk 0 orang belum ada")


# -- many of them


def test_more_programmes_than_a_screen_takes_stand_on_pages_the_newest_first(
    town: Town, rina: Conversation
) -> None:
    with town.unit() as tx:
        for number in range(1, 131):
            FundingProgrammes(tx).add(
                Terms(f"Program {number}", FundKind.APBD_REGENCY, 24_324, 24_330), "", 0
            )
    rina.says("/program").sees("Program 130", "Program 125").lacks("Program 124")
    rina.taps("Berikutnya").shows("Program 124").taps("Sebelumnya").shows("Program 130")
    for page in range(1, 22):
        rina.taps("Berikutnya").shows(f"Program {130 - 6 * page}")
    rina.lacks("Program 5").taps("Program 1").shows("Peserta")


def test_the_people_may_come_out_of_any_of_many_lists_the_newest_first(
    town: Town, rina: Conversation
) -> None:
    with town.unit() as tx:
        for number in range(40):
            list_of(tx, f"Desa {number}")
    enters(rina).taps("📥 Masukkan peserta dari daftar").shows("dari daftar mana")
    assert rina.seen.buttons[0] == "Desa 39, 1 Nov 2026"
    for _ in range(3):
        rina.taps("Berikutnya")
    rina.taps("Desa 0, ").shows("Peserta baru")
