"""Finding the name in what somebody types."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.folders import ROOT
from bot.people.names import NameReason, PersonNameError
from bot.people.naming import load_names

if TYPE_CHECKING:
    from bot.resources import Resources


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("nama saya Siti Aminah", "Siti Aminah"),
        ("Nama: Siti Aminah", "Siti Aminah"),
        ("Perkenalkan, nama saya Siti Aminah", "Siti Aminah"),
        ("my name is Siti Aminah", "Siti Aminah"),
        ("saya bernama Siti Aminah.", "Siti Aminah"),
        ("maaf siti aminah", "Siti Aminah"),
        ("oh ya, panggil aja siti aminah bang", "Siti Aminah"),
        ("di ktp siti aminah", "Siti Aminah"),
        ("sesuai ktp siti aminah", "Siti Aminah"),
        ("bu siti aminah", "Siti Aminah"),
        ("Markus Lunsa..", "Markus Lunsa"),
        ('"Salmah Yanti"', "Salmah Yanti"),
        ("Siti Aminah 🙏", "Siti Aminah"),
        ("Hj. Dayang Rohana", "Hj. Dayang Rohana"),
        ("budi santoso, se", "Budi Santoso, SE"),
        ("Sy Abdullah", "Sy Abdullah"),
        ("U", "U"),
        ("nama saya I", "I"),
        ("Yohanes Bujang", "Yohanes Bujang"),
        ("agustinus bin ahmad", "Agustinus Bin Ahmad"),
        ("Ngumbang", "Ngumbang"),
        ("Mawar", "Mawar"),
    ],
)
def test_what_looks_like_a_name_is_one(resources: Resources, text: str, name: str) -> None:
    found = resources.names.find(text)
    assert (found.value, found.is_sure, found.rest) == (name, True, "")


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Siti Aminah\nPutussibau", "Siti Aminah", "Putussibau"),
        ("Siti aminah.  Putussibau", "Siti aminah", "Putussibau"),
        ("siti aminah, petani", "Siti Aminah", "petani"),
    ],
)
def test_two_answers_are_a_name_and_the_rest(resources: Resources, text: str, name: str, rest: str) -> None:
    found = resources.names.find(text)
    assert (found.value, found.is_sure, found.rest) == (name, True, rest)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("siti aminah dari sibau hulu", "Siti Aminah"),
        ("sy siti aminah lahir di putussibau", "Siti Aminah"),
        ("siti aminah petani", "Siti Aminah"),
        ("siti aminah perempuan", "Siti Aminah"),
        ("berisik", "Berisik"),
        ("asdf", "Asdf"),
    ],
)
def test_a_name_beside_other_words_is_not_sure(resources: Resources, text: str, name: str) -> None:
    with suppress(PersonNameError):
        found = resources.names.find(text)
        assert (found.value, found.is_sure) == (name, False)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nama saya", NameReason.EMPTY),
        ("😀", NameReason.EMPTY),
        ("lihat ktp", NameReason.NO_NAME),
        ("hujan deras disini", NameReason.NO_NAME),
        ("sinyal jelek", NameReason.NO_NAME),
        ("sjkdhfkjsh", NameReason.NO_NAME),
        ("Lukas dan Lusia", NameReason.SEVERAL),
        ("12345", NameReason.DIGITS),
        ("/start", NameReason.COMMAND),
    ],
)
def test_what_holds_no_name_is_refused_with_its_reason(
    resources: Resources, text: str, reason: NameReason
) -> None:
    with pytest.raises(PersonNameError) as caught:
        resources.names.find(text)
    assert caught.value.reason is reason


@pytest.mark.parametrize("group", ["dayak", "malay", "chinese", "christian", "indonesia", "faker"])
def test_the_names_of_every_list_are_taken(resources: Resources, group: str) -> None:
    lines = (ROOT / "config" / "names" / f"{group}.txt").read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if not line.startswith("#") for name in line.split()]
    names = [name for name in names if name.casefold() not in resources.names.words.links]
    sure = [name for name in names if resources.names.find(f"Maria {name}").is_sure]
    assert len(names) > 200
    assert len(sure) >= 0.99 * len(names)


@given(st.text(max_size=80))
def test_any_text_holds_a_name_or_is_a_name_error(resources: Resources, text: str) -> None:
    with suppress(PersonNameError):
        assert resources.names.find(text).value


def test_every_name_is_there_once() -> None:
    names = load_names(ROOT / "config")
    assert len(names) == len(set(names)) > 2500
