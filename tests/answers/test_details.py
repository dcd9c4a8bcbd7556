"""What a question tells beside its topic."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins
from msgspec.structs import replace

from bot.answers.details import Details, read_details
from bot.answers.talks import Talk
from bot.documents import DocumentError, converted, restored, stored
from bot.scheme.contributions import Payer, Program, Sector

if TYPE_CHECKING:
    from bot.resources import Resources

TODAY = dt.date(2026, 11, 22)
TWO, THREE = (Program.JKK, Program.JKM), (Program.JKK, Program.JKM, Program.JHT)
some_details = st.builds(
    Details,
    amount=st.none() | st.integers(0, 10**12),
    income=st.none() | st.integers(0, 10**12),
    months=st.none() | st.integers(1, 600),
    unpaid=st.none() | st.integers(1, 600),
    paid=st.none() | st.integers(1, 600),
    age=st.none() | st.integers(5, 110),
    sector=st.none() | st.sampled_from(Sector),
    payer=st.none() | st.sampled_from(Payer),
    programs=st.none() | st.sampled_from([TWO, THREE, (Program.JHT,)]),
    month=st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
)


def read(resources: Resources, text: str, today: dt.date = TODAY) -> Details:
    return read_details(text, resources.catalogues, today)


@pytest.mark.parametrize(
    ("text", "amount", "income"),
    [
        ("gaji 2 juta iurannya brp", 2_000_000, 2_000_000),
        ("penghasilan 1,5 jt", 1_500_000, 1_500_000),
        ("Penghasilan saya sejuta setengah", 1_500_000, 1_500_000),
        ("pendapatan dua juta setengah", 2_500_000, 2_500_000),
        ("penghasilan tiga juta", 3_000_000, 3_000_000),
        ("penghasilannya 800rb", 800_000, 800_000),
        ("hasil 800 ribu sebulan", 800_000, 800_000),
        ("upah 2500000", 2_500_000, 2_500_000),
        ("my income is 3 million", 3_000_000, 3_000_000),
        ("I earn 2.5 million a month", 2_500_000, 2_500_000),
        ("3jt brp", 3_000_000, None),
        ("kalau 3 juta?", 3_000_000, None),
        ("Rp 2.500.000 bayar berapa", 2_500_000, None),
        ("Rp. 1.200.000", 1_200_000, None),
        ("sepuluh juta", 10_000_000, None),
        ("penghasilan tidak tentu", None, None),
        ("16800 dapat apa", None, None),
        ("satu orang lima anak", None, None),
        ("bayar 12 bulan", None, None),
        ("", None, None),
        # what comes by the day, the week or the year is no income of a month
        ("sehari dapat 150 ribu ngojek", None, None),
        ("hasil 700 ribu seminggu", None, None),
        ("penghasilan 200 ribu per hari", None, None),
        ("penghasilan 36 juta setahun", None, None),
        ("gaji 100rb/hari", None, None),
        # nor is what is paid or received
        ("iuran 36.800 untuk apa", None, None),
        ("bayar 16.800 sebulan kalau meninggal dapat berapa", None, None),
        ("diminta 500 ribu oleh calo", None, None),
        ("santunan 42 juta kapan cair", None, None),
        ("saya bayar 16.800, penghasilan 2 juta", 2_000_000, 2_000_000),
        ("pendapatan ojol 4 jutaan", 4_000_000, 4_000_000),
        ("sebulan dapat 800 ribuan", 800_000, None),
    ],
)
def test_a_sum_is_an_income_where_it_is_called_one(
    resources: Resources, text: str, amount: int | None, income: int | None
) -> None:
    details = read(resources, text)
    assert (details.amount, details.income) == (amount, income)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("bayar 3 bulan", 3), ("12 bln sekaligus", 12), ("1 thn", 12), ("2 tahun", 24),
        ("bayar setahun sekaligus", 12), ("langsung setahun", 12), ("bayar sebulan", None),
        ("tiga bulan", 3), ("enam bulan", 6), ("six months", 6), ("one year", 12), ("120 bulan", 120),
        ("0 bulan", None), ("700 bulan", None), ("usia 3 bulan", None), ("bulan depan", None), ("", None),
    ],
)  # fmt: skip
def test_months_and_years_are_counted_in_months(resources: Resources, text: str, months: int | None) -> None:
    assert read(resources, text).months == months


@pytest.mark.parametrize(
    ("text", "months", "unpaid", "paid"),
    [
        ("nunggak 4 bulan", None, 4, None),
        ("sudah 5 bulan tidak bayar", None, 5, None),
        ("4 bulan belum bayar, masih aktif?", None, 4, None),
        ("I am 2 months late", None, 2, None),
        ("baru 2 bulan daftar, lalu meninggal", None, None, 2),
        ("sudah bayar 3 bulan", None, None, 3),
        ("peserta 2 tahun", None, None, 24),
        ("paid 5 months", None, None, 5),
        ("sudah 8 bulan jadi peserta, sekarang nunggak 4 bulan", None, 4, 8),
        ("nunggak 2 bulan, mau bayar 6 bulan sekaligus", 6, 2, None),
        ("nunggak 2 bulan, eh nunggak 3 bulan", None, None, None),
        ("kontrak kerja 6 bulan", None, None, None),
        ("sakit 3 bulan, dapat apa", None, None, None),
        ("masa kerja 10 tahun", None, None, None),
        ("penghasilan 3 juta sebulan, santunan kematian berapa", None, None, None),
        ("bayar 16.800 sebulan kalau meninggal dapat berapa", None, None, None),
        ("bapak 45 tahun meninggal, syarat santunan apa", None, None, None),
        ("saya 40 tahun mau bayar", None, None, None),
    ],
)
def test_the_words_beside_a_span_say_what_it_is_about(
    resources: Resources, text: str, months: int | None, unpaid: int | None, paid: int | None
) -> None:
    details = read(resources, text)
    assert (details.months, details.unpaid, details.paid) == (months, unpaid, paid)


def test_a_bare_span_that_goes_on_may_be_any_that_was_spoken_of() -> None:
    assert Details(months=4).going_on() == Details(months=4, unpaid=4, paid=4)
    assert Details(months=4, unpaid=2).going_on() == Details(months=4, unpaid=2, paid=4)
    assert Details(paid=2, age=40).going_on() == Details(paid=2, age=40)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("usia 66", 66), ("umur 64 tahun masih bisa?", 64), ("umur saya 40", 40),
        ("usia ibu sudah 66", 66), ("I am 66 years old", 66), ("can I join at age 70", 70), ("aged 40", 40),
        ("umur 5", 5), ("umur 110", 110), ("umur 4", None), ("usia 300", None), ("umur berapa", None),
        ("bayar 30 bulan", None), ("usia saya sekarang sudah 66", 66),
        # thirteen and more, of people
        ("bapak sy 67 tahun masih noreh, bisa daftar?", 67), ("saya 70 tahun boleh daftar", 70),
        ("anak 17 tahun mau ikut", 17), ("saya 13 tahun", 13), ("saya 12 tahun", None),
        # but not of spans
        ("saya peserta 20 tahun", None), ("saya kerja 20 tahun", None), ("20 tahun", None),
        ("saya nunggak 14 tahun", None),
    ],
)  # fmt: skip
def test_an_age_is_read_where_a_text_speaks_of_one(resources: Resources, text: str, age: int | None) -> None:
    assert read(resources, text).age == age


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("saya petani karet", Sector.FARMER),
        ("tiap hari noreh", Sector.FARMER),
        ("peternak ayam", Sector.FARMER),
        ("iuran nelayan", Sector.FISHER),
        ("pedagang sayur di pasar", Sector.TRADER),
        ("ojek online", Sector.TRANSPORT),
        ("I am a driver", Sector.TRANSPORT),
        ("motoris speedboat", Sector.RIVER),
        ("tukang bangunan", Sector.OTHER),
        ("berapa iuran saya", None),
        ("", None),
        ("saya ojek sungai", Sector.RIVER),
        ("ojek dan motoris speedboat", Sector.RIVER),
        ("petani dan nelayan", Sector.FISHER),  # contributions do not differ by these
        ("kadang noreh, kadang ojek", None),  # but they do by these
        ("rumah dekat pasar", None),  # things tell the work only of somebody who works
    ],
)
def test_work_is_known_by_its_words(resources: Resources, text: str, sector: Sector | None) -> None:
    assert read(resources, text).sector == sector


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("iuran dibayar pemda", Payer.APBD),
        ("kalau dibayari pemerintah", Payer.APBD),
        ("dibayar oleh kabupaten", Payer.APBD),
        ("paid by the regency", Payer.APBD),
        ("ditanggung APBN", Payer.APBN),
        ("dibiayai dari pusat", Payer.APBN),
        ("dibayar desa", Payer.VILLAGE),
        ("dibayarkan perusahaan sawit", Payer.COMPANY),
        ("paid by the company", Payer.COMPANY),
        ("saya di desa, bayar sendiri", None),
        ("kantor pemerintah", None),
        ("pemda yang bayar iuran saya", Payer.APBD),
        ("yang bayar iuran desa", Payer.VILLAGE),
        ("gratis dari pemerintah", Payer.APBD),
        ("the company pays", Payer.COMPANY),
        ("negara menanggung iuran saya", Payer.APBN),
        # who asks whether somebody pays does not say so
        ("apakah dibayar pemerintah", None),
        ("bisa dibayar desa?", None),
        ("dibayar pemda atau sendiri?", None),
        ("siapa yang bayar, desa?", None),
        ("ditanggung pemda ga", None),
        ("is it paid by the government", None),
    ],
)
def test_who_pays_is_known_by_who_is_said_to_pay(
    resources: Resources, text: str, payer: Payer | None
) -> None:
    assert read(resources, text).payer == payer


@pytest.mark.parametrize(
    ("text", "programs"),
    [
        ("2 program", TWO), ("ambil 3 program", THREE), ("jkk + jkm", TWO), ("JKM dan JKK", TWO),
        ("jht jkk jkm", THREE), ("3 programmes", THREE), ("jkk saja", None), ("jkk dan jht", None),
        ("5 program", None), ("", None), ("dua program berapa", TWO), ("tiga program", THREE),
    ],
)  # fmt: skip
def test_programmes_are_two_or_three(
    resources: Resources, text: str, programs: tuple[Program, ...] | None
) -> None:
    assert read(resources, text).programs == programs


@pytest.mark.parametrize(
    ("text", "today", "month"),
    [
        ("iuran desember 2026", TODAY, (2026, 12)),
        ("iuran bulan Desember", TODAY, (2026, 12)),
        ("iuran november", TODAY, (2026, 11)),
        ("iuran januari", TODAY, (2027, 1)),
        ("iuran oktober", TODAY, (2027, 10)),
        ("iuran oktober 2026", TODAY, (2026, 10)),
        ("March 2027", TODAY, (2027, 3)),
        ("iuran des", TODAY, (2026, 12)),
        ("bulan depan", TODAY, (2026, 12)),
        ("bln depan", dt.date(2026, 12, 31), (2027, 1)),
        ("next month", dt.date(2027, 1, 31), (2027, 2)),
        ("bulan depan", dt.date(2028, 2, 29), (2028, 3)),
        ("tahun depan", TODAY, (2027, 1)),
        ("next year", TODAY, (2027, 1)),
        ("pada 2027", TODAY, None),
        ("bulan 3", TODAY, None),
        ("iuran saya", TODAY, None),
        ("bulan mei", TODAY, (2027, 5)),
        ("maret 2027", TODAY, (2027, 3)),
        # short names that are words or people too
        ("may I join", TODAY, None),
        ("how much may I pay with 2 million", TODAY, None),
        ("Pak Agus mau daftar", TODAY, None),
    ],
)
def test_a_month_is_read_by_name_or_as_the_next(
    resources: Resources, text: str, today: dt.date, month: tuple[int, int] | None
) -> None:
    assert read(resources, text, today).month == (dt.date(*month, 1) if month else None)


def test_a_whole_question_tells_everything_at_once(resources: Resources) -> None:
    text = (
        "Saya tukang ojek, penghasilan 2,5 juta, ambil 3 program, dibayar desa, 6 bulan mulai Januari 2027?"
    )
    assert read(resources, text) == Details(
        amount=2_500_000,
        income=2_500_000,
        months=6,
        sector=Sector.TRANSPORT,
        payer=Payer.VILLAGE,
        programs=THREE,
        month=dt.date(2027, 1, 1),
    )


def test_what_is_told_comes_before_what_was_known() -> None:
    told, known = Details(income=3, months=2), Details(income=1, age=40, sector=Sector.TRADER)
    assert told.over(known) == Details(income=3, months=2, age=40, sector=Sector.TRADER)
    assert Details().over(known) == known


def test_a_new_amount_leaves_no_old_income() -> None:
    before = Details(amount=2, income=2, age=40)
    assert Details(amount=3).over(before) == Details(amount=3, age=40)
    assert Details(amount=3, income=3).over(before) == Details(amount=3, income=3, age=40)
    assert Details(sector=Sector.TRADER).over(before).income == 2


@given(some_details)
def test_what_is_kept_is_read_again(details: Details) -> None:
    assert restored(stored(details), Details) == details


@given(some_details, some_details)
def test_nothing_known_is_lost_when_more_is_told(told: Details, known: Details) -> None:
    kept = known if told.amount is None else replace(known, income=None)
    assert to_builtins(told.over(known)) == to_builtins(kept) | to_builtins(told)


@pytest.mark.parametrize(
    "values", [{"income": "much"}, {"sector": "miner"}, {"programs": ""}, {"month": "2026-13-01"}]
)
def test_what_was_not_kept_by_us_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(DocumentError):
        converted(values, Details, strict=False)


def test_details_that_the_version_before_kept_as_texts_are_read() -> None:
    before = {"income": "2500000", "sector": "farmer", "programs": "jkk,jkm", "month": "2026-12-01"}
    talk = Talk.restored(json.dumps({"label": "iuran_hitung", "details": before, "misses": 1}))
    assert talk == Talk(
        "iuran_hitung",
        Details(income=2_500_000, sector=Sector.FARMER, programs=TWO, month=dt.date(2026, 12, 1)),
        misses=1,
    )
