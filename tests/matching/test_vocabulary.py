"""Words as they are meant: the vocabulary of the tests is small and their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.vocabulary import Vocabulary

SMALL = Vocabulary(
    spelling=(("brp", "berapa"), ("gk", "tidak"), ("jt", "juta"), ("ortu", "orang tua")),
    meaning=(("bayar", "pay"), ("bayarnya", "its price"), ("meninggal", "die"), ("daftar", "register")),
    fillers=frozenset({"pak", "ya"}),
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Brp BAYARNYA?", ["berapa", "bayarnya"]),
        ("brp ya pak", ["berapa"]),
        ("ortu gk bisa", ["orang", "tua", "tidak", "bisa"]),
        ("bayaaaar brppp", ["bayar", "berapa"]),
        ("saat gugur", ["saat", "gugur"]),
        ("siapa2 boleh", ["siapa", "boleh"]),
        ("siapa² boleh", ["siapa", "boleh"]),
        ("3jt", ["3", "juta"]),
        ("2jt", ["2", "juta"]),
        ("jkk2026", ["jkk", "2026"]),
        ("Rp16.800,-", ["rp", "16800"]),
        ("1,5jt", ["15", "juta"]),
        ("1.000.000 2,5", ["1000000", "25"]),
        ("café ＡＢＣ", ["cafe", "abc"]),
        ("a_b-c/d", ["a", "b", "c", "d"]),
        ("🙏 ... ?!", []),
        ("", []),
    ],
)
def test_words_are_brought_into_one_spelling(typed: str, words: list[str]) -> None:
    assert SMALL.words(typed) == words


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("bayar", "pay"),
        ("bayarnya", "its price"),  # as it stands it comes before what is left of it
        ("membayar", "pay"),
        ("bayarkah", "pay"),
        ("dibayarkan", "pay"),
        ("mendaftarkannya", "register"),
        ("pendaftaran", "register"),
        ("meninggalnya", "die"),
        ("dia", "dia"),  # nothing is cut to less than three letters
        ("kursi", "kursi"),
    ],
)
def test_a_word_is_looked_up_without_its_beginnings_and_endings(word: str, meaning: str) -> None:
    assert SMALL.meaning_of(word) == meaning


def test_only_the_front_of_a_long_text_is_looked_at() -> None:
    assert SMALL.words("bayar " + "x" * 500 + " daftar")[0] == "bayar"
    assert "daftar" not in SMALL.words("bayar " + "x y " * 200 + " daftar")


@given(st.text(max_size=300))
def test_any_text_gives_words_without_fillers_blanks_or_capitals(text: str) -> None:
    words = SMALL.words(text)
    assert not set(words) & SMALL.fillers
    assert all(word and not any(char.isspace() for char in word) for word in words)
    assert all(map(SMALL.meaning_of, words))


def test_a_word_of_endless_endings_is_looked_up_as_it_is() -> None:
    assert SMALL.meaning_of("di" * 100 + "bayar" + "nya" * 50).startswith("didi")
