from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.birthplaces import LONGEST, SHORTEST, BirthplaceError, BirthplaceReason, read_birthplace

PLACES = ["Putussibau", "Nanga Kalis", "Semitau", "Kota Baru", "Tua' Abang", "Sungai Uluk-Palin", "Kuching"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("putussibau", "Putussibau"),
        ("NANGA KALIS", "Nanga Kalis"),
        ("tua’ abang", "Tua' Abang"),
        ("Nanga  Kalis.", "Nanga Kalis"),
        ("lahir di putussibau", "Putussibau"),
        ("di semitau", "Semitau"),
        ("tempat lahir saya Semitau", "Semitau"),
        ("saya lahir di nanga kalis", "Nanga Kalis"),
        ("kelahiran sintang", "Sintang"),
        ("TTL: Putussibau, 17 Agustus 1980", "Putussibau"),
        ("Tempat/Tanggal Lahir: Putussibau, 17-08-1980", "Putussibau"),
        ("putussibau, 17-08-1980", "Putussibau"),
        ("Putussibau/17081980", "Putussibau"),
        ("putussibau 17 agustus 1980", "Putussibau"),
        ("putussibau tgl 17 bln 8 thn 1980", "Putussibau"),
        ("putussibau 1980", "Putussibau"),
        ("putussibau ya pak", "Putussibau"),
        ("ng. kalis", "Nanga Kalis"),
        ("Ng.Kalis", "Nanga Kalis"),
        ("s.uluk", "Sungai Uluk"),
        ("Dili", "Dili"),
        ("Kota Baru", "Kota Baru"),
        ("St. John", "St. John"),
    ],
)
def test_a_place_is_kept_as_on_the_card(text: str, place: str) -> None:
    assert read_birthplace(text) == place


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", BirthplaceReason.EMPTY),
        ("lahir di", BirthplaceReason.EMPTY),
        ("-", BirthplaceReason.EMPTY),
        ("x", BirthplaceReason.SHORT),
        ("tidak tahu", BirthplaceReason.UNKNOWN),
        ("lupa", BirthplaceReason.UNKNOWN),
        ("gatau pak", BirthplaceReason.UNKNOWN),
        ("tidak ada", BirthplaceReason.UNKNOWN),
        ("di rumah", BirthplaceReason.UNKNOWN),
        ("rumah sakit pontianak", BirthplaceReason.UNKNOWN),
        ("sama", BirthplaceReason.UNKNOWN),
        ("di mana?", BirthplaceReason.QUESTION),
        ("apa maksudnya", BirthplaceReason.QUESTION),
        ("17-08-1980", BirthplaceReason.DIGITS),
        ("6106011708809001", BirthplaceReason.DIGITS),
        ("Blok 5 Sintang", BirthplaceReason.DIGITS),
        ("SP 2", BirthplaceReason.DIGITS),
        ("Putussibau 😀", BirthplaceReason.SYMBOLS),
        ("https://contoh.id/x", BirthplaceReason.LINK),
        ("بوتوسيباو", BirthplaceReason.SCRIPT),
        ("putussibau, kapuas hulu", BirthplaceReason.SEVERAL),
        ("putussibau/sintang", BirthplaceReason.SEVERAL),
        ("lahir dan besar di putussibau", BirthplaceReason.SEVERAL),
        ("a" * 41, BirthplaceReason.LONG),
        ("satu dua tiga empat lima enam", BirthplaceReason.LONG),
    ],
)
def test_what_is_no_place_is_refused_with_its_reason(text: str, reason: BirthplaceReason) -> None:
    with pytest.raises(BirthplaceError) as caught:
        read_birthplace(text)
    assert caught.value.reason is reason
    assert str(caught.value) == reason.value


@given(
    st.sampled_from(PLACES),
    st.sampled_from(["{}", " {} ", "di {}", "lahir di {}", "{}, 17-08-1980", "{} 17 agustus 1980", "{} pak"]),
    st.sampled_from([str, str.lower, str.upper]),
)
def test_every_place_is_read_in_every_form(place: str, form: str, case: Callable[[str], str]) -> None:
    assert read_birthplace(form.format(case(place))) == place


@given(st.text(max_size=60) | st.text("pts ng.lahirdi,-'170819", max_size=30))
def test_any_text_is_a_place_that_reads_as_itself_or_an_error(text: str) -> None:
    try:
        place = read_birthplace(text)
    except BirthplaceError:
        return
    assert SHORTEST <= len(place) <= LONGEST
    assert read_birthplace(place) == place
