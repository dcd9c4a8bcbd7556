"""From a text to a kind of question, with a small library of the tests' own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.matching.matcher import Decision, Matcher, Thresholds
from bot.matching.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    spelling=(("brp", "berapa"), ("gmn", "bagaimana"), ("jt", "juta"), ("sy", "saya")),
    meaning=(("bayar", "pay"), ("iuran", "contribution"), ("daftar", "register"), ("kecelakaan", "accident")),
    fillers=frozenset({"pak", "ya", "halo"}),
)
PRICE, JOINING, HURT, FOREIGN = "price", "joining", "hurt", "foreign"
EXAMPLES = [
    *[(f"berapa iuran {rest}", PRICE) for rest in ("sebulan", "saya", "petani", "dua juta", "paling murah")],
    *[(f"bayar berapa {rest}", PRICE) for rest in ("sebulan", "saya", "tiap bulan", "dua juta", "petani")],
    *[(f"cara daftar {rest}", JOINING) for rest in ("bagaimana", "saya", "sekarang", "petani", "online")],
    *[(f"mau mendaftar {rest}", JOINING) for rest in ("di kantor", "saya", "peserta", "suami", "online")],
    *[(f"kecelakaan {rest}", HURT) for rest in ("di kebun", "di jalan", "saya", "kerja", "waktu kerja")],
    *[(f"jatuh dari {rest}", HURT) for rest in ("pohon", "motor", "atap", "pohon karet", "perahu")],
    *[(f"resep {rest}", FOREIGN) for rest in ("rendang", "sayur", "ikan", "kue", "sambal")],
    *[(f"siapa juara {rest}", FOREIGN) for rest in ("bola", "dunia", "liga", "voli", "piala")],
]  # fmt: skip
THRESHOLDS = Thresholds(answer=0.4, refuse=0.4, choose=0.2)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.learn(EXAMPLES, VOCABULARY, THRESHOLDS, FOREIGN)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("berapa iuran sebulan", PRICE),
        ("Brp iuran sy pak?", PRICE),
        ("berapaaaa iurannnn ya", PRICE),
        ("bayarnya brp", PRICE),
        ("gmn cara daftar", JOINING),
        ("pendaftaran peserta", JOINING),
        ("mendaftarkan suami", JOINING),
        ("kecelakaan2 kerja", HURT),
        ("jatuh dari pohon durian", HURT),
    ],
)
def test_a_question_is_known_however_it_is_spelt(matcher: Matcher, typed: str, kind: str) -> None:
    match = matcher.judge(typed)
    assert match.label == match.choices[0] == kind
    assert match.decision is not Decision.REFUSE
    assert THRESHOLDS.answer <= match.score <= 1


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("berapa iuran sebulan", Decision.ANSWER),
        ("brp iurannnn sy pak", Decision.ANSWER),
        ("berapa iuran zorro", Decision.ANSWER),
        ("berapa zorro", Decision.CHOOSE),
        ("berapa iuran zorro bernardo", Decision.CHOOSE),
    ],
)
def test_a_text_is_answered_as_long_as_most_of_its_words_are_known(
    matcher: Matcher, typed: str, outcome: Decision
) -> None:
    match = matcher.judge(typed)
    assert (match.decision, match.label) == (outcome, PRICE)


@pytest.mark.parametrize(
    "typed", ["kecelakan kerja", "kecelakaaan di kebun", "kecelkaan waktu kerja", "kecealkaan"]
)
def test_a_slip_in_a_long_word_is_put_right(matcher: Matcher, typed: str) -> None:
    assert matcher.judge(typed).label == HURT


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mendafta", "mendaftar"),  # one slip from six letters on
        ("mandaftra", "mandaftra"),  # two are too many for nine
        ("kecalakan", "kecalakan"),
        ("kecelakuaan", "kecelakaan"),  # two from ten on
        ("kecelaknuaan", "kecelakaan"),
        ("kecxlaknuaan", "kecxlaknuaan"),
        ("pohn", "pohn"),  # none in a short word
        ("12345678", "12345678"),  # nor in a number
    ],
)
def test_slips_are_put_right_by_the_length_of_the_word(matcher: Matcher, typed: str, meant: str) -> None:
    assert matcher._put_right(typed) == meant


@pytest.mark.parametrize("typed", ["resep rendang", "siapa juara bola", "resep ikan dong"])
def test_what_is_not_ours_is_refused_and_never_among_the_choices(matcher: Matcher, typed: str) -> None:
    match = matcher.judge(typed)
    assert (match.decision, match.label) == (Decision.REFUSE, FOREIGN)
    assert match.score >= THRESHOLDS.refuse
    assert sorted(match.choices) == [HURT, JOINING, PRICE]


@pytest.mark.parametrize("typed", ["", "   ", "🙏", "pak", "xqzt wvbn", "9999"])
def test_a_text_without_a_known_word_is_refused_for_certain(matcher: Matcher, typed: str) -> None:
    match = matcher.judge(typed)
    assert (match.decision, match.label, match.score) == (Decision.REFUSE, FOREIGN, 1.0)


@pytest.mark.parametrize(
    ("typed", "changed", "outcome", "label"),
    [
        ("berapa iuran", {"answer": 0.01}, Decision.ANSWER, PRICE),
        ("berapa iuran", {"answer": 1.01}, Decision.CHOOSE, PRICE),
        ("berapa iuran", {"answer": 1.01, "choose": 1.01}, Decision.REFUSE, FOREIGN),
        ("resep ikan", {"refuse": 0.01}, Decision.REFUSE, FOREIGN),
        ("resep ikan", {"refuse": 1.01, "choose": 1.01}, Decision.REFUSE, FOREIGN),
    ],
)
def test_the_thresholds_decide(
    matcher: Matcher, typed: str, changed: dict[str, float], outcome: Decision, label: str
) -> None:
    match = replace(matcher, thresholds=replace(THRESHOLDS, **changed)).judge(typed)
    assert (match.decision, match.label) == (outcome, label)


def test_what_is_perhaps_not_ours_is_offered_as_the_likeliest_of_ours(matcher: Matcher) -> None:
    unsure = replace(matcher, thresholds=Thresholds(answer=0.6, refuse=1.01, choose=0.0))
    match = unsure.judge("resep ikan")
    assert match.decision is Decision.CHOOSE
    assert match.label == match.choices[0] != FOREIGN
    assert match.score < 0.5


@pytest.mark.parametrize(
    "typed", ["berapa iuran sebulan", "Brp iurannn sebulan ya?", "berapa iuran paling murah"]
)
def test_the_wording_of_an_example_is_certain(matcher: Matcher, typed: str) -> None:
    strict = replace(matcher, thresholds=Thresholds(answer=1.0, refuse=1.0, choose=0.9))
    match = strict.judge(typed)
    assert (match.decision, match.label, match.score) == (Decision.ANSWER, PRICE, 1.0)
    assert match.choices[0] == PRICE
    assert len(match.choices) == len(set(match.choices)) == 3


def test_an_example_of_what_is_not_ours_is_refused_for_certain(matcher: Matcher) -> None:
    match = matcher.judge("resep rendang")
    assert (match.decision, match.score) == (Decision.REFUSE, 1.0)


def test_the_wording_of_two_kinds_is_not_certain() -> None:
    twice = Matcher.learn([*EXAMPLES, ("berapa iuran sebulan", JOINING)], VOCABULARY, THRESHOLDS, FOREIGN)
    assert twice.judge("berapa iuran sebulan").score < 1
    assert "berapa iuran sebulan" not in twice.exact


@pytest.mark.parametrize(
    ("typed", "word", "strange"),
    [
        ("daftar", "daftar", False),
        ("pohonn", "pohon", True),  # put right in a short word: it may be a name
        ("mendaft", "mendaftar", True),
        ("mendafta", "mendaftar", False),  # from eight letters on it is surely meant
        ("zorro", "zorro", True),
    ],
)
def test_a_word_put_right_is_strange_only_where_it_is_short(
    matcher: Matcher, typed: str, word: str, *, strange: bool
) -> None:
    assert matcher._is_strange(typed, word) is strange


def test_there_are_never_more_than_three_choices_and_each_is_there_once() -> None:
    many = [
        (f"{word} {place}", word) for word in ("satu", "dua", "tiga", "empat", "lima") for place in "abcd"
    ]
    match = Matcher.learn(many, VOCABULARY, THRESHOLDS, "lima").judge("satu dua tiga empat")
    assert len(match.choices) == len(set(match.choices)) == 3
    assert "lima" not in match.choices


def test_to_learn_twice_gives_the_same_verdicts(matcher: Matcher) -> None:
    again = Matcher.learn(EXAMPLES, VOCABULARY, THRESHOLDS, FOREIGN)
    typed = [text for text, _ in EXAMPLES] + ["kerja", "saya", "bayar di kantor", "jatuh daftar"]
    assert [matcher.judge(text) for text in typed] == [again.judge(text) for text in typed]
