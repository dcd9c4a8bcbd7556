import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.people._income_words import _TABLE
from bot.people.money import DAYS_A_MONTH, LEAST, MOST, IncomeError, IncomeReason, read_income

TYPED = [*csv.DictReader((Path(__file__).parent / "incomes.csv").read_text("utf-8").splitlines())]
UNITS = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def refusal(text: str) -> IncomeError:
    with pytest.raises(IncomeError) as caught:
        read_income(text)
    return caught.value


def outcome(text: str) -> tuple[str, list[int]]:
    """Return the reason for refusing a text, or "", and the amounts read or offered."""
    try:
        return "", [read_income(text)]
    except IncomeError as error:
        return error.reason.value, [*error.amounts]


def spoken(number: int) -> str:
    """Return a number below a thousand as it is said."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    said = [] if not hundreds else ["seratus"] if hundreds == 1 else [UNITS[hundreds], "ratus"]
    if tens == 1:
        said += [{0: "sepuluh", 1: "sebelas"}.get(units, f"{UNITS[units]} belas")]
    else:
        said += [UNITS[tens], "puluh", UNITS[units]] if tens else [UNITS[units]]
    return " ".join(filter(None, said))


def in_words(amount: int) -> str:
    """Return a multiple of a thousand as it is said, with sejuta for one million."""
    millions, thousands = divmod(amount // 1000, 1000)
    said = "sejuta" if millions == 1 else f"{spoken(millions)} juta" if millions else ""
    return f"{said} {spoken(thousands)} ribu".strip() if thousands else said


def decimal(amount: int, mark: str) -> str:
    """Return a multiple of ten thousand in millions, such as 1,25."""
    return f"{amount / 1_000_000:.2f}".replace(".", mark)


@pytest.mark.parametrize("row", TYPED, ids=lambda row: row["typed"])
def test_what_people_type_comes_out_as_expected(row: dict[str, str]) -> None:
    assert outcome(row["typed"]) == (row["refused"], [*map(int, row["rupiah"].split())])


def test_the_table_holds_every_reason_and_many_ways_to_say_it() -> None:
    counted = Counter(row["refused"] for row in TYPED)
    assert counted[""] >= 120
    assert {*IncomeReason} - {IncomeReason.EMPTY} <= {*counted}


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_typed_is_no_income(text: str) -> None:
    assert refusal(text).reason is IncomeReason.EMPTY


def test_a_long_story_is_not_searched_for_an_amount() -> None:
    assert refusal("2 juta " + "ya " * 80).reason is IncomeReason.FORMAT


def test_the_pay_of_a_day_is_offered_for_each_number_of_days() -> None:
    assert refusal("50rb sehari").amounts == tuple(50_000 * days for days in DAYS_A_MONTH)


def test_an_amount_too_small_for_a_month_is_taken_for_that_of_a_day_unless_a_month_is_said() -> None:
    assert refusal("50 ribu").reason is IncomeReason.DAILY
    assert refusal("50 ribu sebulan").reason is IncomeReason.TOO_SMALL


def test_a_number_that_ends_like_a_date_is_no_income_however_it_is_written() -> None:
    for text in ("17081980", "17.081.980", "17082000", "Rp 17.082.000", "170880"):
        error = refusal(text)
        assert error.reason in {IncomeReason.FORMAT, IncomeReason.AMBIGUOUS}
        assert not error.amounts


def test_neither_the_error_nor_its_repr_shows_what_was_typed() -> None:
    error = refusal("utang 2 juta pada budi")
    assert "budi" not in str(error) + repr(error)


amounts = st.integers(LEAST // 1000, 99_999).map(lambda thousands: thousands * 1000)
round_amounts = st.integers(10, 9999).map(lambda tens: tens * 10_000)
around = st.sampled_from(["{}", "Rp {}", "gaji {} sebulan", "kira-kira {} pak", "sekitar {}/bln", " {}! "])


@given(amounts, around)
def test_every_amount_is_read_with_dots_commas_and_words(amount: int, words: str) -> None:
    assume(not str(amount).endswith("2000") or len(str(amount)) != 8)
    dotted = f"{amount:,}".replace(",", ".")
    for text in (f"{amount}", f"{amount:,}", dotted, f"{dotted},-", f"{dotted},00", f"{amount:,}.00"):
        assert read_income(words.format(text)) == amount


@given(amounts, around)
def test_every_amount_is_read_in_thousands_and_in_number_words(amount: int, words: str) -> None:
    millions, thousands = divmod(amount // 1000, 1000)
    assume(not millions or not 0 < thousands < 10)
    assume(not str(amount).endswith("2000") or len(str(amount)) != 8)
    assert read_income(words.format(in_words(amount))) == amount
    if millions and thousands:
        for text in (f"{millions} juta {thousands} ribu", f"{millions}jt{thousands}rb"):
            assert read_income(words.format(text)) == amount
    if amount < 10_000_000:
        assert read_income(words.format(f"{amount // 1000}rb")) == amount


@given(round_amounts, around, st.sampled_from(",."), st.sampled_from(["jt", " jt", "juta", " juta", " Juta"]))
def test_every_round_amount_is_read_in_millions(amount: int, words: str, mark: str, unit: str) -> None:
    assert read_income(words.format(decimal(amount, mark) + unit)) == amount


@given(round_amounts, round_amounts, st.sampled_from(["{}-{}", "{} sampai {}", "{} atau {}", "{} s/d {}"]))
def test_of_two_ends_neither_is_taken(one: int, other: int, words: str) -> None:
    low, high = sorted((one, other))
    error = refusal(words.format(f"{decimal(low, ',')} jt", f"{decimal(high, ',')} jt"))
    assert error.reason is IncomeReason.RANGE
    assert (error.amounts[0], error.amounts[-1]) == (low, high)


@given(amounts, st.sampled_from(["bukan {}", "kurang dari {}", "di atas {}", "tidak sampai {}", "{} lebih"]))
def test_a_bound_is_not_taken_for_the_amount(amount: int, words: str) -> None:
    assume(not str(amount).endswith("2000") or len(str(amount)) != 8)
    error = refusal(words.format(f"Rp {amount:,}"))
    assert (error.reason, error.amounts) == (IncomeReason.BOUND, (amount,))


@given(
    st.from_regex(
        r"0[0-9]{6,12}|[1-9][0-9]{15}|(0[1-9]|1[0-9])(0[1-9]|1[0-2])(19|20)[0-9]{2}", fullmatch=True
    )
)
def test_a_telephone_number_a_nik_or_a_date_is_no_income(digits: str) -> None:
    assert not refusal(digits).amounts


pieces = [
    *_TABLE,
    "juta",
    "jt",
    "rb",
    "1.500",
    "1,5",
    "2",
    "500",
    "50000",
    "1.500.000",
    "0812",
    "koma",
    "kebun",
]
sentences = st.lists(st.sampled_from(pieces), min_size=1, max_size=6)
typed = (
    st.text(max_size=60)
    | st.text("0123456789., -/+jtrbuaispehg", max_size=25)
    | sentences.map(" ".join)
    | sentences.map("".join)
)


@given(typed)
def test_any_text_is_a_believable_income_or_an_income_error(text: str) -> None:
    reason, found = outcome(text)
    assert len({*found}) == len(found)
    assert all(LEAST <= amount <= MOST and read_income(str(amount)) == amount for amount in found)
    assert reason != IncomeReason.DAILY or len(found) in {0, len(DAYS_A_MONTH)}


@pytest.mark.parametrize(
    ("text", "income"),
    [
        ("1jt 500rb 200", 1_500_200),
        ("1 juta 200 ribu 500", 1_200_500),
        ("1jt 15000", 1_015_000),
        ("1jt 150000", 1_150_000),
        ("30022000", 30_022_000),  # no day of any year
    ],
)
def test_what_follows_a_multiplier_is_added_where_it_can_mean_one_thing_only(text: str, income: int) -> None:
    assert read_income(text) == income


@pytest.mark.parametrize(
    "text",
    [
        "1 jt 0", "1jt 0,5", "1jt 1000000", "1jt 500rb 2000", "1jt 5000", "1jt 1234.5", "belas juta",
        "dua puluh belas juta", "12345678901234567890", "1234567890123456 ribu",
    ],
)  # fmt: skip
def test_numbers_that_do_not_fit_together_are_refused_and_nothing_is_offered(text: str) -> None:
    assert outcome(text) == ("format", [])
