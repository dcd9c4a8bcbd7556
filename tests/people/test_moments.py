"""Times to come as staff type them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.people.moments import MomentError, OpenDay, read_moment

NOW = datetime.fromisoformat("2026-11-22T14:30:00+07:00")  # a Sunday


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("besok 09.00", "2026-11-23T09:00"),
        ("besok jam 9", "2026-11-23T09:00"),
        ("Besok, pukul 9:30 WIB", "2026-11-23T09:30"),
        ("BESOK PKL 9", "2026-11-23T09:00"),
        ("tomorrow at 9", "2026-11-23T09:00"),
        ("  besok    09.05  ", "2026-11-23T09:05"),
        ("lusa 7", "2026-11-24T07:00"),
        ("hari ini 16.00", "2026-11-22T16:00"),
        ("today 16:00", "2026-11-22T16:00"),
        ("hari ini 8.00", "2026-11-22T08:00"),
        ("16.00", "2026-11-22T16:00"),
        ("jam 16", "2026-11-22T16:00"),
        ("14.31", "2026-11-22T14:31"),
        ("14.30", "2026-11-23T14:30"),
        ("8.30", "2026-11-23T08:30"),
        ("00.00", "2026-11-23T00:00"),
        ("25/11/2026 8.30", "2026-11-25T08:30"),
        ("25-11-2026 08:30", "2026-11-25T08:30"),
        ("25.11.2026 8.30", "2026-11-25T08:30"),
        ("25/11/26 8.30", "2026-11-25T08:30"),
        ("25/11 8.30", "2026-11-25T08:30"),
        ("1/1 8.30", "2027-01-01T08:30"),
        ("21/11 8.30", "2027-11-21T08:30"),
        ("22/11 8.30", "2026-11-22T08:30"),
        ("3 Desember jam 10", "2026-12-03T10:00"),
        ("3 desember 10.15", "2026-12-03T10:15"),
        ("3 des 10", "2026-12-03T10:00"),
        ("3 December 2027 10", "2027-12-03T10:00"),
        ("3 desmber 10", "2026-12-03T10:00"),
        ("29 februari 2028 10", "2028-02-29T10:00"),
    ],
)
def test_a_time_is_read_at_the_clock_of_the_office(text: str, moment: str) -> None:
    assert read_moment(text, NOW) == datetime.fromisoformat(f"{moment}+07:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nanti",
        "nanti kalau sempat",
        "entah kapan",
        "minggu depan",
        "minggu ini jam 9",
        "besok jam sembilanan",
        "besok setengah 0",
        "besok pagi jam 4 sore",
        "besok jam 2 malam",
        "besok jam 14 pagi",
        "sore",
        "tanggal 31 jam 9",
        "besok 24.00",
        "besok 9.60",
        "31/11 8.30",
        "29 februari 2027 10",
        "0/12 9",
        "12/13 9",
        "32 desember 9",
        "kemarin 9",
        "3 ju 9",
        "99",
        "jam",
        "besok 9 lusa",
        "25/11/2026 25/11/2026 9",
        "3/12/0 9",
        "²/³ 9",
    ],
)
def test_what_cannot_be_told_is_no_time(text: str) -> None:
    with pytest.raises(MomentError) as error:
        read_moment(text, NOW)
    assert error.value.day is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("besok", OpenDay(date(2026, 11, 23))),
        ("Besok pagi", OpenDay(date(2026, 11, 23), "pagi")),
        ("nanti sore", OpenDay(date(2026, 11, 22), "sore")),
        ("malam ini", OpenDay(date(2026, 11, 22), "malam")),
        ("hari ini", OpenDay(date(2026, 11, 22))),
        ("tomorrow morning", OpenDay(date(2026, 11, 23), "pagi")),
        ("Jumat", OpenDay(date(2026, 11, 27))),
        ("Jum'at", OpenDay(date(2026, 11, 27))),
        ("Jum’at", OpenDay(date(2026, 11, 27))),
        ("hari Jumat", OpenDay(date(2026, 11, 27))),
        ("3 desember", OpenDay(date(2026, 12, 3))),
        ("2 Desember", OpenDay(date(2026, 12, 2))),
        ("Rabu, 2 Desember 2026", OpenDay(date(2026, 12, 2))),
        ("2 Desember 2026 pagi", OpenDay(date(2026, 12, 2), "pagi")),
        ("tanggal 2", OpenDay(date(2026, 12, 2))),
        ("tgl 25 pagi", OpenDay(date(2026, 11, 25), "pagi")),
        ("25/11/2026", OpenDay(date(2026, 11, 25))),
        ("25/11 pagi", OpenDay(date(2026, 11, 25), "pagi")),
        ("2026-12-02", OpenDay(date(2026, 12, 2))),
    ],
)
def test_a_day_without_an_hour_leaves_the_hour_open(text: str, day: OpenDay) -> None:
    assert read_moment(text, NOW) == day


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9", "2026-12-02T09:00"),
        ("jam 9", "2026-12-02T09:00"),
        ("09.30", "2026-12-02T09:30"),
        ("4 sore", "2026-12-02T16:00"),
        ("besok jam 9", "2026-11-23T09:00"),
    ],
)
def test_an_hour_belongs_to_the_day_that_was_told_before(text: str, meant: str) -> None:
    kept = OpenDay(date(2026, 12, 2))
    assert read_moment(text, NOW, kept) == datetime.fromisoformat(f"{meant}+07:00")


def test_the_part_of_the_day_that_was_told_before_says_which_hour_is_meant() -> None:
    kept = OpenDay(date(2026, 12, 2), "sore")
    assert read_moment("4", NOW, kept) == datetime.fromisoformat("2026-12-02T16:00+07:00")
    assert read_moment("9 pagi", NOW, kept) == datetime.fromisoformat("2026-12-02T09:00+07:00")
    assert read_moment("lusa jam 9", NOW, kept) == datetime.fromisoformat("2026-11-24T09:00+07:00")
    assert read_moment("pagi", NOW, kept) == OpenDay(date(2026, 12, 2), "pagi")
    assert read_moment("lusa", NOW, kept) == OpenDay(date(2026, 11, 24))


@pytest.mark.parametrize(
    "text", ["Kamis, 2 Desember 2026 pukul 08.00", "Senin 2 Desember", "2/12/2026 Senin 9"]
)
def test_a_weekday_that_does_not_fit_the_date_is_not_guessed(text: str) -> None:
    with pytest.raises(MomentError) as error:
        read_moment(text, NOW)
    assert error.value.day == date(2026, 12, 2)


def test_the_day_is_the_offices_where_it_is_another_one_elsewhere() -> None:
    late = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # the 23rd, 01.00, at the office
    assert read_moment("hari ini 9", late) == datetime.fromisoformat("2026-11-23T09:00+07:00")
    assert read_moment("besok 9", late) == datetime.fromisoformat("2026-11-24T09:00+07:00")
    assert read_moment("9", late) == datetime.fromisoformat("2026-11-23T09:00+07:00")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("besok jam 9 pagi", "2026-11-24T09:00"),
        ("jam 9 malam", "2026-11-23T21:00"),
        ("besok 9 malam", "2026-11-24T21:00"),
        ("tomorrow 9 am", "2026-11-24T09:00"),
        ("besok jam 3 siang", "2026-11-24T15:00"),
        ("besok jam 11 siang", "2026-11-24T11:00"),
        ("Senin 09.00", "2026-11-30T09:00"),
        ("Senin 23.00", "2026-11-23T23:00"),
        ("hari Rabu jam 10", "2026-11-25T10:00"),
        ("2026-12-03 10:30", "2026-12-03T10:30"),
        ("10.30 besok", "2026-11-24T10:30"),
        ("25.11 09.00", "2026-11-25T09:00"),
        ("tanggal 3 Desember pukul 10.30 WIB", "2026-12-03T10:30"),
        ("Rabu, 2 Desember 2026 pukul 08.00", "2026-12-02T08:00"),
        ("2 Desember 2026 Rabu 08.00", "2026-12-02T08:00"),
        ("Jumat depan jam 9", "2026-12-04T09:00"),
        ("Jumat minggu depan jam 9", "2026-12-04T09:00"),
        ("next friday at 9", "2026-12-04T09:00"),
        ("Jumat ini jam 9", "2026-11-27T09:00"),
        ("lusa pukul 14.30", "2026-11-25T14:30"),
        ("nanti sore jam 4", "2026-11-23T16:00"),
        ("nanti jam 4 sore", "2026-11-23T16:00"),
        ("sore ini jam 4", "2026-11-23T16:00"),
        ("besok pagi jam 9", "2026-11-24T09:00"),
        ("besok jam sembilan", "2026-11-24T09:00"),
        ("lusa jam dua belas siang", "2026-11-25T12:00"),
        ("besok setengah 9", "2026-11-24T08:30"),
        ("besok jam setengah sembilan pagi", "2026-11-24T08:30"),
        ("besok setengah satu siang", "2026-11-24T12:30"),
        ("9 pagi besok", "2026-11-24T09:00"),
        ("tanggal 2 jam 9", "2026-12-02T09:00"),
        ("tanggal 25 jam 9 pagi", "2026-11-25T09:00"),
        ("besok jam 12 siang", "2026-11-24T12:00"),
    ],
)
def test_parts_of_the_day_and_names_of_days_are_understood(text: str, meant: str) -> None:
    monday = datetime.fromisoformat("2026-11-23T15:00:00+07:00")
    assert read_moment(text, monday) == datetime.fromisoformat(f"{meant}+07:00")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("jam 9 pagi", 9), ("jam 4 sore", 16), ("jam 8 malam", 20), ("4 pm", 16), ("9 am", 9),
        ("jam 12 siang", 12), ("12 pm", 12), ("12 am", 0), ("jam 2 siang", 14), ("jam 11 siang", 11),
        ("jam 16 sore", 16), ("jam 20 malam", 20),
    ],
)  # fmt: skip
def test_the_part_of_the_day_says_which_hour_is_meant(text: str, hour: int) -> None:
    moment = read_moment(f"besok {text}", NOW)
    assert isinstance(moment, datetime)
    assert (moment.hour, moment.minute) == (hour, 0)


@pytest.mark.parametrize("text", ["jam 12 malam", "besok jam 12 malam", "besok jam 12 pagi"])
def test_twelve_at_night_may_be_either_day_and_is_not_guessed(text: str) -> None:
    with pytest.raises(MomentError):
        read_moment(text, NOW)
