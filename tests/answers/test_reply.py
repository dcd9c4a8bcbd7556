"""Answers with their figures, against numbers worked out by hand from the tables of the regulations."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from bot.answers.details import Details
from bot.answers.reply import LONGEST, named_laws, reply
from bot.matching.library import Entry, Variant
from bot.preview.library import askers
from bot.scheme.benefits import NoFactError
from bot.scheme.contributions import Payer, Sector

if TYPE_CHECKING:
    from bot.answers.reply import Reply
    from bot.resources import Resources

GLANCE = 350  # characters
DECEMBER, JANUARY, APRIL = dt.date(2026, 12, 15), dt.date(2027, 1, 15), dt.date(2027, 4, 15)
M = 1_000_000
# Row 9 of the tariff: base 2,600,000, JKK 26,000, JHT 52,000; JKM is 6,800 in every row.
FARMER = Details(income=2_500_000, sector=Sector.FARMER, payer=Payer.SELF)
# Row 10: base 2,950,000, JKK 29,500, JHT 59,000.
OJEK = Details(income=3_000_000, sector=Sector.TRANSPORT)
# Row 1: base 1,000,000, JKK 10,000, JHT 20,000.
PAID_FOR = Details(income=1_000_000, payer=Payer.APBD)
CASES = {"farmer": FARMER, "ojek": OJEK, "paid_for": PAID_FOR}
DAYS = {"december": DECEMBER, "january": JANUARY, "april": APRIL}
ALWAYS = ("december", "january", "april")
# Label, case, months of the answer, and the amounts in the order in which they stand.
AMOUNTS = [
    ("iuran_minimum", "farmer", ("december",), (2_500_000, 16_400, 68_400, 32_800, 84_800, 16_800)),
    ("iuran_minimum", "farmer", ("january", "april"), (2_500_000, 32_800, 84_800, 16_800)),
    ("iuran_minimum", "ojek", ("december", "january"), (3 * M, 18_150, 77_150, 36_300, 95_300, 16_800)),
    ("iuran_minimum", "ojek", ("april",), (3 * M, 36_300, 95_300, 16_800)),
    # The state pays for two programmes: 10,000 and 6,800.
    ("iuran_minimum", "paid_for", ALWAYS, (16_800,)),
    ("iuran_hitung", "farmer", ("december",), (2_500_000, 16_400, 68_400, 32_800, 84_800, 2_600_000)),
    ("iuran_hitung", "farmer", ("january", "april"), (2_500_000, 32_800, 84_800, 2_600_000)),
    ("iuran_hitung", "ojek", ("december", "january"), (3 * M, 18_150, 77_150, 36_300, 95_300, 2_950_000)),
    ("iuran_hitung", "ojek", ("april",), (3 * M, 36_300, 95_300, 2_950_000)),
    ("iuran_hitung", "paid_for", ALWAYS, (16_800,)),
    ("ubah_penghasilan", "farmer", ("december",), (2_500_000, 16_400, 68_400, 32_800, 84_800)),
    ("ubah_penghasilan", "ojek", ("april",), (3 * M, 36_300, 95_300)),
    ("ubah_penghasilan", "paid_for", ALWAYS, (16_800,)),
    ("diskon_2026", "farmer", ("december",), (16_400, 32_800)),
    ("diskon_2026", "farmer", ("january", "april"), (32_800,)),
    ("diskon_2026", "ojek", ("december", "january"), (18_150, 36_300)),
    ("diskon_2026", "ojek", ("april",), (36_300,)),
    ("diskon_2026", "paid_for", ALWAYS, (16_800,)),
    # Six months at once, each at its own price: 16,400 + 5 x 32,800 and 68,400 + 5 x 84,800.
    ("bayar_dimuka", "farmer", ("december",), (2_500_000, 180_400, 492_400, 16_400, 32_800)),
    ("bayar_dimuka", "farmer", ("january", "april"), (2_500_000, 196_800, 508_800)),
    # 4 x 18,150 + 2 x 36,300 and 4 x 77,150 + 2 x 95,300; a month later 3 and 3.
    ("bayar_dimuka", "ojek", ("december",), (3_000_000, 145_200, 499_200, 18_150, 36_300)),
    ("bayar_dimuka", "ojek", ("january",), (3_000_000, 163_350, 517_350, 18_150, 36_300)),
    ("bayar_dimuka", "ojek", ("april",), (3_000_000, 217_800, 571_800)),
    ("bayar_dimuka", "paid_for", ALWAYS, (16_800,)),
    ("stmb_cacat", "farmer", ALWAYS, (2_600_000, 157_600_000, 2_500_000, M)),
    ("stmb_cacat", "ojek", ALWAYS, (2_950_000, 177_200_000, 2_500_000, M)),
    ("stmb_cacat", "paid_for", ALWAYS, (M, 68 * M, 2_500_000, M)),
    # The parts, the sum of too few months, death at work, and the base for which that holds.
    ("manfaat_jkm", "farmer", ALWAYS, (42 * M, 20 * M, 12 * M, 10 * M, 10 * M, 146_800_000, 2_600_000)),
    ("manfaat_jkm", "ojek", ALWAYS, (42 * M, 20 * M, 12 * M, 10 * M, 10 * M, 163_600_000, 2_950_000)),
    ("manfaat_jkm", "paid_for", ALWAYS, (42 * M, 20 * M, 12 * M, 10 * M, 10 * M, 70 * M, M)),
    # 8 x 1.5 + 3 x 2 + 3 x 3 + 5 x 12 million for a child, so 174 million for two.
    ("beasiswa", "farmer", ALWAYS, (87 * M, 1_500_000, 2 * M, 3 * M, 12 * M)),
    ("beasiswa", "paid_for", ALWAYS, (87 * M, 1_500_000, 2 * M, 3 * M, 12 * M)),
    ("syarat_jkm", "ojek", ALWAYS, (42 * M,)),
    ("syarat_jkm", "paid_for", ALWAYS, (42 * M,)),
    ("batas_usia", "farmer", ALWAYS, ()),
]  # fmt: skip


def answer(resources: Resources, label: str, details: Details, day: dt.date, language: str = "id") -> Reply:
    entry = resources.library.entries[label]
    return reply(entry, resources.tariff, resources.catalogues[language], day, details)


def amounts(text: str) -> tuple[int, ...]:
    return tuple(int(re.sub(r"\D", "", found)) for found in re.findall(r"Rp[\d.,]*\d", text))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("label", "case", "days", "expected"), AMOUNTS)
def test_every_amount_is_that_of_the_regulations(
    resources: Resources,
    label: str,
    case: str,
    days: tuple[str, ...],
    expected: tuple[int, ...],
    language: str,
) -> None:
    details = replace(CASES[case], months=6, paid=6)
    found = {day: amounts(answer(resources, label, details, DAYS[day], language).plain) for day in days}
    assert found == dict.fromkeys(days, expected)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("case", "expected"),
    [
        # Transport by land, sea, air; a month; 56 x base + 12 million; 48 x base + 22 million; the base.
        ("farmer", (5 * M, 2 * M, 10 * M, 2_600_000, 157_600_000, 146_800_000, 2_600_000)),
        ("ojek", (5 * M, 2 * M, 10 * M, 2_950_000, 177_200_000, 163_600_000, 2_950_000)),
        ("paid_for", (5 * M, 2 * M, 10 * M, M, 68 * M, 70 * M, M)),
    ],
)
def test_what_jkk_pays_is_that_of_the_regulations(
    resources: Resources, case: str, expected: tuple[int, ...], language: str
) -> None:
    for day in DAYS.values():
        assert amounts(answer(resources, "manfaat_jkk", CASES[case], day, language).plain) == expected


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("label", "details", "expected"),
    [
        ("manfaat_jkm", Details(paid=2), (10 * M, 42 * M)),
        ("manfaat_jkm", Details(paid=3), (42 * M, 20 * M, 12 * M, 10 * M, 10 * M, 70 * M, M)),
        ("manfaat_jkm", Details(months=2), (42 * M, 20 * M, 12 * M, 10 * M, 10 * M, 70 * M, M)),
        ("syarat_jkm", Details(paid=2), (10 * M, 42 * M)),
        ("syarat_jkm", Details(paid=3), (42 * M,)),
        ("syarat_jkm", Details(months=2), (10 * M, 42 * M)),
        ("syarat_jkm", Details(), (10 * M, 42 * M)),
        ("manfaat_jkk", Details(), (5 * M, 2 * M, 10 * M, M, 68 * M, 70 * M, M)),
        ("stmb_cacat", Details(), (M, 68 * M, 2_500_000, M, M)),
        ("iuran_minimum", Details(), (8_400, 28_400, 16_800, 36_800)),
        ("iuran_hitung", Details(), (8_400, 28_400, 16_800, 36_800)),
        ("iuran_hitung", Details(amount=1_000_000), (M, 8_400, 28_400, 16_800, 36_800, M)),
        ("iuran_hitung", Details(income=500_000, sector=Sector.FARMER),
         (500_000, 8_400, 28_400, 16_800, 36_800, M)),
        ("iuran_hitung", replace(FARMER, month=dt.date(2027, 1, 1)), (2_500_000, 32_800, 84_800, 2_600_000)),
        ("diskon_2026", Details(), (8_400, 16_800)),
        ("bayar_dimuka", Details(sector=Sector.TRADER), (193_200, 433_200, 8_400, 16_800)),
        ("bayar_dimuka", Details(sector=Sector.TRADER, months=36), (193_200, 433_200, 8_400, 16_800)),
        # Row 31: 96,900 + 11 x 193,800 and 470,900 + 11 x 567,800.
        ("bayar_dimuka", Details(income=18_500_000, sector=Sector.FARMER),
         (18_500_000, 2_228_700, 6_716_700, 96_900, 193_800)),
    ],
)  # fmt: skip
def test_what_is_not_known_is_priced_by_the_lowest_tier_or_by_kind_of_work(
    resources: Resources, label: str, details: Details, expected: tuple[int, ...], language: str
) -> None:
    assert amounts(answer(resources, label, details, DECEMBER, language).plain) == expected


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("details", "day", "expected"),
    [
        # Full, and half of JKK and JKM, if the office decides so.
        (Details(sector=Sector.RIVER), DECEMBER, (8_400, 28_400, 16_800, 36_800)),
        (Details(sector=Sector.DOMESTIC), DECEMBER, (16_800, 36_800, 8_400, 28_400)),
        (Details(sector=Sector.EMPLOYER), DECEMBER, (16_800, 36_800, 8_400, 28_400)),
        (Details(sector=Sector.RIVER), JANUARY, (16_800, 36_800, 8_400, 28_400)),
        (Details(sector=Sector.RIVER), APRIL, (16_800, 36_800)),
        (Details(sector=Sector.FARMER, payer=Payer.VILLAGE), DECEMBER, (16_800, 36_800, 8_400, 28_400)),
        (Details(sector=Sector.FARMER, payer=Payer.COMPANY), DECEMBER, (16_800, 36_800, 8_400, 28_400)),
        (Details(sector=Sector.TRANSPORT, payer=Payer.DONOR), JANUARY, (16_800, 36_800, 8_400, 28_400)),
        (Details(sector=Sector.FARMER, payer=Payer.DONOR), JANUARY, (16_800, 36_800)),
        (Details(sector=Sector.RIVER, payer=Payer.APBN), DECEMBER, (16_800,)),
        (Details(sector=Sector.FARMER, payer=Payer.FAMILY), DECEMBER, (8_400, 28_400, 16_800, 36_800)),
    ],
)
def test_where_the_discount_is_not_settled_both_prices_are_given(
    resources: Resources, details: Details, day: dt.date, expected: tuple[int, ...], language: str
) -> None:
    assert amounts(answer(resources, "iuran_minimum", details, day, language).plain) == expected


@pytest.mark.parametrize(
    "label",
    [
        "iuran_hitung",
        "iuran_minimum",
        "bayar_dimuka",
        "manfaat_jkk",
        "stmb_cacat",
        "manfaat_jkm",
        "diskon_2026",
    ],
)
@pytest.mark.parametrize(
    ("language", "said"), [("id", "kantor yang memastikan"), ("en", "the office confirms them")]
)
def test_an_answer_for_a_tier_about_which_sources_disagree_says_so_once(
    resources: Resources, label: str, language: str, said: str
) -> None:
    for income, times in ((18_500_000, 1), (20_000_000, 1), (18_100_000, 0), (20_500_000, 0)):
        details = Details(income=income, sector=Sector.FARMER)
        assert answer(resources, label, details, DECEMBER, language).plain.count(said) == times


def test_a_discount_that_has_ended_is_not_offered_where_sources_disagree(resources: Resources) -> None:
    details = Details(income=18_500_000, sector=Sector.FARMER)
    assert "potongan berlaku" not in answer(resources, "iuran_hitung", details, JANUARY).plain


@pytest.mark.parametrize("label", ["iuran_hitung", "ubah_penghasilan", "bayar_dimuka"])
@pytest.mark.parametrize(
    ("language", "said"), [("id", "pemerintah yang menentukan program"), ("en", "it decides on programmes")]
)
@pytest.mark.parametrize("payer", [Payer.APBN, Payer.APBD])
def test_where_the_state_pays_it_decides(
    resources: Resources, label: str, language: str, said: str, payer: Payer
) -> None:
    made = answer(resources, label, Details(payer=payer, months=3), DECEMBER, language)
    assert said in made.plain
    assert "PP 50/2025 art. 3" in made.laws


@pytest.mark.parametrize("label", ["manfaat_jkm", "syarat_jkm"])
def test_one_month_is_no_plural(resources: Resources, label: str) -> None:
    assert "1 months" not in answer(resources, label, Details(paid=1), DECEMBER, "en").plain


@pytest.mark.parametrize(
    ("age", "limits"), [(None, ["65"]), (64, ["64", "65"]), (65, ["65", "65"]), (70, ["70", "65"])]
)
def test_the_age_limit_is_65(resources: Resources, age: int | None, limits: list[str]) -> None:
    for language, passed in (("id", "sudah lewat batas"), ("en", "the limit has passed")):
        body = answer(resources, "batas_usia", Details(age=age), DECEMBER, language).plain.split("\n\n")[0]
        assert re.findall(r"\d+", body) == limits
        assert (passed in body) is (age is not None and age >= 65)


# -- every answer of every kind

GRID = [
    Details(income=income, sector=sector, payer=payer, months=months, age=age, unpaid=months, paid=paid)
    for paid, (income, sector, payer, months, age) in enumerate(
        [
            (None, None, None, None, None),
            (700_000, Sector.FISHER, Payer.VILLAGE, 2, 17),
            (2_500_000, Sector.FARMER, Payer.SELF, 6, 40),
            (1_000_000, Sector.RIVER, None, 1, 64),
            (18_500_000, Sector.RIVER, Payer.DONOR, 14, None),
            (25_000_000, Sector.TRANSPORT, None, 5, 70),
            (25_000_000, None, None, 5, None),
            (None, None, Payer.APBD, 3, 65),
            (20_500_000, Sector.TRADER, Payer.APBN, 36, 110),
            (None, Sector.OTHER, Payer.FAMILY, 12, 5),
            (None, None, Payer.COMPANY, 4, None),
        ],
        start=1,
    )
]


@pytest.mark.parametrize("day", [dt.date(2026, 3, 1), dt.date(2026, 11, 22), *DAYS.values()])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_answer_is_short_rests_on_a_law_and_is_filled(
    resources: Resources, language: str, day: dt.date
) -> None:
    for label, details in product(resources.library.entries, GRID):
        made = answer(resources, label, details, day, language)
        case = (label, details, made.plain)
        assert len(made.plain) <= LONGEST == 450, case
        assert made.laws, case
        assert not re.search(r"[{}]|None", made.text), case
        assert "<" not in re.sub(r"</?(b|i)>", "", made.text), case


def test_nine_of_ten_answers_are_read_at_a_glance(resources: Resources) -> None:
    longest: dict[str, int] = defaultdict(int)
    for language, day, details in product(["id", "en"], [DECEMBER], [*askers(), *GRID]):
        for label in resources.library.entries:
            made = answer(resources, label, details, day, language)
            longest[label] = max(longest[label], len(made.plain))
    long = sorted(label for label, length in longest.items() if length > GLANCE)
    assert len(long) <= len(longest) / 10, long


# -- the parts of an answer


def entry_of(*variants: Variant, rests_on: tuple[str, ...] = (), amount_is_income: bool = False) -> Entry:
    ask = {"id": "?", "en": "?"}
    return Entry("x", ask, (), rests_on, amount_is_income, {"id": variants, "en": variants})


def made_of(resources: Resources, entry: Entry, details: Details, language: str = "id") -> Reply:
    return reply(entry, resources.tariff, resources.catalogues[language], DECEMBER, details)


def test_the_first_variant_that_fits_is_taken(resources: Resources) -> None:
    entry = entry_of(
        Variant("old", ("age", "income")), Variant("rich", ("income",), "sector"), Variant("any", (), "age")
    )
    found = [
        made_of(resources, entry, details)
        for details in (Details(age=3, income=9), Details(income=9), Details(age=3))
    ]
    assert [(made.plain.split()[0], made.ask_for) for made in found] == [
        ("old", ""), ("rich", "sector"), ("any", "age"),
    ]  # fmt: skip


def test_a_sum_is_the_income_only_where_the_question_is_about_prices(resources: Resources) -> None:
    variants = Variant("{income}", ("income",)), Variant("none")
    details = Details(amount=2_000_000)
    assert made_of(resources, entry_of(*variants), details).plain.startswith("none")
    priced = entry_of(*variants, amount_is_income=True)
    assert made_of(resources, priced, details).plain.startswith("Rp2.000.000")
    both = Details(amount=2_000_000, income=3_000_000)
    assert made_of(resources, priced, both).plain.startswith("Rp3.000.000")


def test_rules_that_only_one_variant_states_are_named_with_that_one_alone(resources: Resources) -> None:
    variants = Variant("a", ("age",), rests_on=("plkk",)), Variant("b")
    entry = entry_of(*variants, rests_on=("heirs",))
    assert made_of(resources, entry, Details(age=30), "en").laws == (
        "PP 44/2015 art. 37",
        "BPJS Ketenagakerjaan",
    )
    assert made_of(resources, entry, Details(), "en").laws == ("PP 44/2015 art. 37",)


@pytest.mark.parametrize("name", ["no_such_fact", "plkk", "age", "income"])
def test_a_figure_that_is_not_there_is_an_error_and_not_a_hole(resources: Resources, name: str) -> None:
    with pytest.raises(NoFactError):
        made_of(resources, entry_of(Variant(f"{{{name}}}")), Details())


@pytest.mark.parametrize(
    ("laws", "shown"),
    [
        (["PP 44/2015 art. 37"], ["PP 44/2015 pasal 37"]),
        (["PP 44/2015 Lampiran II row 9"], ["PP 44/2015 Lampiran II"]),
        (["PP 44/2015", "PP 44/2015 Lampiran II row 9"], ["PP 44/2015 Lampiran II"]),
        (["PP 44/2015 art. 37", "PP 44/2015 art. 40"], ["PP 44/2015"]),
        (["PP 82/2019 art. 34; PP 82/2019 Lampiran III"], ["PP 82/2019"]),
        (["UU 24/2011 art. 14 (1)"], ["UU 24/2011 pasal 14"]),
        (["PP 50/2025 art. 4", "Brosur BPU 2026"], ["PP 50/2025 pasal 4", "Brosur BPU 2026"]),
        (["PP 1/2020 art. 1", "PP 2/2020 art. 2"], ["PP 1/2020 pasal 1", "PP 2/2020 pasal 2"]),
    ],
)
def test_laws_are_named_once_with_the_article_where_only_one_is_meant(
    resources: Resources, laws: list[str], shown: list[str]
) -> None:
    told = named_laws(laws, resources.catalogues["id"], DECEMBER)
    lines = "\n".join(f"• {law}" for law in shown)
    assert told == f"📜 <b>Dasar hukum</b>\n{lines}\nBerlaku 15 Desember 2026."
