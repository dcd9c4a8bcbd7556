from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.dates import DateError, DateReason, age_on, read_birth_date

TODAY = date(2026, 11, 22)
MONTHS = ["januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober"]
MONTHS += ["november", "desember"]


def reason_for(text: str) -> DateReason:
    with pytest.raises(DateError) as caught:
        read_birth_date(text, TODAY)
    return caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "17-8-80",
        "17-08-1980",
        "17/08/1980",
        "17.8.1980",
        "17 8 1980",
        "17,8,1980",
        "17 - 8 - 1980",
        "17–8–1980",
        "17 agustus 1980",
        "17 Agustus '80",
        "17agustus1980",
        "17-agustus-1980",
        "17081980",
        "170880",
        "19800817",
        "1980-08-17",
        "1980/8/17",
        "17 agts 80",
        "17 agt 1980",
        "17 ags. 1980",
        "17 agst 80",
        "17 agus 1980",
        "17 agust 1980",
        "17 agustsu 1980",
        "17 augustus 1980",
        "17 agutus 1980",
        "17-VIII-1980",
        "17-aug-80",
        "17th of August 1980",
        "August 17, 1980",
        "tgl 17 bln 8 thn 1980",
        "tanggal 17 bulan agustus tahun 1980",
        "bln 8 tgl 17 thn 1980",
        "17 agustus tahun 80",
        "tgl lahir: 17-8-1980",
        "TTL: Nanga Kalis, 17 Agustus 1980",
        "putussibau, 17-08-1980",
        "Putussibau/17-08-1980",
        "putussibau 17 agustus 1980",
        "saya lahir di Putussibau pada tanggal 17 agustus 1980",
        "senin, 17 agustus 1980",
        "17-08-1980 ya kak",
        "１７-８-１９８０",
    ],
)
def test_every_way_to_type_it_is_the_seventeenth_of_august_1980(text: str) -> None:
    assert read_birth_date(text, TODAY) == date(1980, 8, 17)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", DateReason.EMPTY),
        ("saya lupa", DateReason.FORMAT),
        ("tidak tahu", DateReason.FORMAT),
        ("putussibau", DateReason.INCOMPLETE),
        ("17 agustus", DateReason.INCOMPLETE),
        ("agustus 1980", DateReason.INCOMPLETE),
        ("1980", DateReason.INCOMPLETE),
        ("17/8", DateReason.INCOMPLETE),
        ("umur 46 tahun", DateReason.INCOMPLETE),
        ("31 april 1980", DateReason.IMPOSSIBLE),
        ("29-2-2001", DateReason.IMPOSSIBLE),
        ("17-13-1980", DateReason.IMPOSSIBLE),
        ("08/17/1980", DateReason.IMPOSSIBLE),
        ("80-08-17", DateReason.IMPOSSIBLE),
        ("1980-17-08", DateReason.IMPOSSIBLE),
        ("570880", DateReason.IMPOSSIBLE),
        ("17 jumi 1980", DateReason.FORMAT),
        ("17 ber 1980", DateReason.FORMAT),
        ("l7-8-1980", DateReason.FORMAT),
        ("17-O8-1980", DateReason.FORMAT),
        ("17-8-1980 atau 18-8-1980", DateReason.FORMAT),
        ("bukan 17-8-1980", DateReason.FORMAT),
        ("anak saya 17-8-1980", DateReason.FORMAT),
        ("mulai kerja 17-8-2005", DateReason.FORMAT),
        ("17-8-1980?", DateReason.FORMAT),
        ("17-8-1980 10:30", DateReason.FORMAT),
        ("17 agustus 18 1980", DateReason.FORMAT),
        ("17 agustus september 1980", DateReason.FORMAT),
        ("081234567890", DateReason.FORMAT),
        ("6106011708809001", DateReason.FORMAT),
        ("017-08-1980", DateReason.FORMAT),
        ("tgl 5 tgl 6 bln 8 thn 1980", DateReason.FORMAT),
        ("17 agustus bulan 9 tahun 1980", DateReason.FORMAT),
        ("bln 8 bln 9 1980", DateReason.INCOMPLETE),
        ("17-8-5", DateReason.YEAR),
        ("17-8-15", DateReason.YEAR),
        ("17-8-980", DateReason.YEAR),
        ("17-8-2030", DateReason.FUTURE),
        ("17-8-1890", DateReason.TOO_OLD),
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused_with_its_reason(text: str, reason: DateReason) -> None:
    assert reason_for(text) is reason


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("22-11-11", date(2011, 11, 22)),
        ("1-1-27", date(1927, 1, 1)),
        ("1-1-00", date(2000, 1, 1)),
        ("29 feb 04", date(2004, 2, 29)),
        ("29-2-28", date(1928, 2, 29)),
    ],
)
def test_a_year_of_two_digits_makes_a_person_of_fifteen_to_a_hundred(text: str, born: date) -> None:
    assert read_birth_date(text, TODAY) == born


@pytest.mark.parametrize("text", ["20001231", "31122000"])
def test_eight_digits_are_read_from_either_end(text: str) -> None:
    assert read_birth_date(text, TODAY) == date(2000, 12, 31)


def test_the_day_after_fifteen_years_ago_fits_neither_century() -> None:
    assert reason_for("23-11-11") is DateReason.YEAR


def test_labels_outweigh_the_order() -> None:
    for text in ("bln 8 tgl 5 thn 1980", "8 tgl 5 1980", "thn 1980 bln 8 tgl 5", "5 bulan 8 tahun 80"):
        assert read_birth_date(text, TODAY) == date(1980, 8, 5)


def test_a_typo_between_june_and_july_is_asked_again() -> None:
    assert read_birth_date("1 junni 1980", TODAY).month == 6
    assert read_birth_date("1 jully 1980", TODAY).month == 7
    assert reason_for("1 jumi 1980") is DateReason.FORMAT


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 2, 29), date(2025, 2, 28), 16),
        (date(2008, 2, 29), date(2025, 3, 1), 17),
        (date(1980, 8, 17), date(2026, 8, 16), 45),
        (date(1980, 8, 17), date(2026, 8, 17), 46),
    ],
)
def test_age_changes_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


births = st.dates(TODAY - timedelta(days=99 * 366), TODAY - timedelta(days=16 * 366))
NUMERIC = ["{d}-{m}-{y}", "{d:02}/{m:02}/{y}", "{d:02}{m:02}{y}", "{y}-{m:02}-{d:02}", "{d}.{m}.{yy:02}"]
WORDED = [
    "{d} {name} {y}",
    "{d}{name:.3}{y}",
    "{d} {name:.3} {yy:02}",
    "tgl {d} bln {m} thn {y}",
    "Bika, {d}/{m}/{y}",
]
forms = st.sampled_from([*NUMERIC, *WORDED, "{d:02}{m:02}{yy:02}"])


@given(births, forms)
def test_every_date_is_read_in_every_form(born: date, form: str) -> None:
    text = form.format(d=born.day, m=born.month, y=born.year, yy=born.year % 100, name=MONTHS[born.month - 1])
    assert read_birth_date(text, TODAY) == born


@given(births, st.data())
def test_a_slip_in_the_month_never_gives_another_date(born: date, data: st.DataObject) -> None:
    name = MONTHS[born.month - 1]
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from([*"aeioukrstnm", ""]))
    typed = name[:place] + letter + name[place + 1 :]
    try:
        read = read_birth_date(f"{born.day} {typed} {born.year}", TODAY)
    except DateError:
        return
    assert read == born or typed in MONTHS


@given(st.text(max_size=40) | st.text("0123456789-/. agustjn", max_size=20))
def test_any_text_is_a_believable_date_or_a_date_error(text: str) -> None:
    with suppress(DateError):
        assert 15 <= age_on(read_birth_date(text, TODAY), TODAY) <= 100
