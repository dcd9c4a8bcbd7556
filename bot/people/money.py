"""The monthly income of a person, in rupiah, as people type it: 1,5 jt, 800rb, sejuta setengah, Rp 800.000,-.

Most who enrol have no wage: they earn by the day, by the harvest, now more, now less. What is not clearly
one amount a month is refused with what it may mean, to be offered on buttons: a wrong amount taken costs more
than a question.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from bot.people._answers import DENIAL, says_nothing, says_unknown
from bot.people._income_words import TokenKind, tidy
from bot.people._sentence import Sentence, rounded

LEAST: Final = 100_000  # rupiah a month; bounds of belief, not of law
MOST: Final = 1_000_000_000
DAYS_A_MONTH: Final = (15, 20, 25)
WEEKS_A_MONTH: Final = 4
_MONTHS_A_YEAR: Final = 12
_MOST_USUAL: Final = 100_000_000  # above, "juta" is more often a slip for "ribu"
_LONGEST: Final = 200
_LEAST_A_DAY: Final = 10_000
_MOST_A_DAY: Final = 1_000_000
_MOST_WAGE: Final = 500_000  # of a day, beside the days of work

_UNSTEADY = re.compile(
    rf"{DENIAL}(?:\s+(?:\w+\s+){{0,3}}?)?"
    r"(?:me|ter|ke)?(?:tentu|tntu|nentu|tetap|ttp|pasti|psti|stabil|rutin|sama|atur|ngitung|hitung|dihitung)"
    r"|\b(?:ter|tr|te|t|ke)?gant[uo]?n[gk]\b"
    r"|\b(?:kadang\w*|kdg|kdang|musiman|serabutan|srabutan|seadanya|sedapatnya|bervariasi|variasi|berubah|depends)\b"
    r"|\b(?:naik[ -]turun|beda\w*|macam)\b|\bpas[ -]?pasan\b|\bcukup\w* (?:untuk |buat )?makan\b"
)
_WORKED_DAYS = re.compile(r"\b([5-9]|[12]\d|3[01])\s*(?:hari|hr|days?)\b")
_NOW = re.compile(r"\b(?:sekarang|skrg|skrang|skg|kini|now)\b")
_READ = re.compile(r"[.me]*[aA][.me]*")
_DATE = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)")


class IncomeReason(StrEnum):
    """Why a text is not one amount a month. Where amounts are said to be offered, there may still be none."""

    EMPTY = "empty"
    FORMAT = "format"  # not understood; offers the amount in it
    AMBIGUOUS = "ambiguous"  # a number without its unit, or to be read in two ways; offers the readings
    RANGE = "range"  # from one amount to another; offers low, middle, high
    BOUND = "bound"  # more or less than an amount, or not that amount; offers it
    SEVERAL = "several"  # more than one amount; offers the sum and each
    WORKED = "worked"  # a day's wage and the days of work; offers what they come to
    DAILY = "daily"  # by the day, said or likely; offers a month of each of DAYS_A_MONTH
    WEEKLY = "weekly"  # offers a month of WEEKS_A_MONTH
    YEARLY = "yearly"  # offers a twelfth
    SEASONAL = "seasonal"  # by the harvest, the season, the job, or for several days or months at once
    UNCERTAIN = "uncertain"  # the person does not know, or it changes; offers an amount in it
    NONE = "none"  # no income
    FOREIGN = "foreign"  # another currency
    TOO_SMALL = "too_small"  # under LEAST a month
    TOO_LARGE = "too_large"  # over MOST a month


_TIMES: Final = MappingProxyType(
    {
        TokenKind.DAY: IncomeReason.DAILY,
        TokenKind.WEEK: IncomeReason.WEEKLY,
        TokenKind.YEAR: IncomeReason.YEARLY,
        TokenKind.SEASON: IncomeReason.SEASONAL,
    }
)


class IncomeError(ValueError):
    """The text is not one monthly income; `reason` says why. The text itself is not kept.

    `amounts` are rupiah a month to offer, each of which `read_income` reads; for DAILY one for each of
    DAYS_A_MONTH, in that order, or none.
    """

    def __init__(self, reason: IncomeReason, amounts: Iterable[int] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.amounts = tuple(amounts)


def read_income(text: str) -> int:
    """Return a monthly income of LEAST to MOST rupiah from typed text; raises IncomeError."""
    if not text.strip():
        raise IncomeError(IncomeReason.EMPTY)
    if len(text) > _LONGEST:
        raise IncomeError(IncomeReason.FORMAT)
    if worked := earned_by_days(text):
        raise IncomeError(IncomeReason.WORKED, _offered((worked,)))
    said = Sentence.of(text)
    for refuse in (
        _foreign,
        _no_amount,
        _of_another_time,
        _unsteady,
        _bound,
        _of_a_day,
        _more_than_one,
        _unread,
    ):
        if error := refuse(said):
            raise error
    return _believable(said)


def earned_by_days(text: str) -> int | None:
    """Return what a wage and the days of work in a month come to: "75rb kerja 20 hari"; None elsewhere."""
    typed = tidy(text)
    days = _WORKED_DAYS.search(typed)
    if not days:
        return None
    wage = Sentence.of(typed[: days.start()] + typed[days.end() :])
    if len(wage.amounts) != 1 or not wage.sure or not _LEAST_A_DAY <= wage.sure[0] <= _MOST_WAGE:
        return None
    return wage.sure[0] * int(days[1])


def _foreign(said: Sentence) -> IncomeError | None:
    return IncomeError(IncomeReason.FOREIGN) if said.has(TokenKind.FOREIGN) else None


def _no_amount(said: Sentence) -> IncomeError | None:
    if any(amount.value != 0 for amount in said.amounts):
        return None
    if _changes(said):
        return IncomeError(IncomeReason.UNCERTAIN)
    if said.amounts or says_nothing(said.typed):
        return IncomeError(IncomeReason.NONE)
    times = [reason for time, reason in _TIMES.items() if said.has(time)]
    return IncomeError(times[0] if times else IncomeReason.FORMAT)


def _of_another_time(said: Sentence) -> IncomeError | None:
    """Refuse what is earned in another time than a month, or in several days or months at once."""
    if re.search(r"a[mdwys]", said.pattern):
        return IncomeError(IncomeReason.SEASONAL if len(said.amounts) > 1 else IncomeReason.FORMAT)
    times = [reason for time, reason in _TIMES.items() if said.has(time)]
    if not times and said.has(TokenKind.EACH_TIME) and not said.has(TokenKind.MONTH):
        times = [IncomeReason.DAILY if said.middle <= _MOST_A_DAY else IncomeReason.SEASONAL]
    if times and (len(times) > 1 or said.has(TokenKind.MONTH)):
        return IncomeError(IncomeReason.AMBIGUOUS, _offered(said.sure))
    return IncomeError(times[0], _a_month(times[0], said)) if times else None


def _unsteady(said: Sentence) -> IncomeError | None:
    return IncomeError(IncomeReason.UNCERTAIN, _offered(said.mentioned)) if _changes(said) else None


def _bound(said: Sentence) -> IncomeError | None:
    dangling = len(said.amounts) == 1 and said.has(TokenKind.OR, TokenKind.AND)
    return (
        IncomeError(IncomeReason.BOUND, _offered(said.mentioned))
        if said.has(TokenKind.BOUND) or dangling
        else None
    )


def _of_a_day(said: Sentence) -> IncomeError | None:
    """Refuse 50rb, which nobody earns in a month but many do in a day."""
    if (
        not said.sure
        or said.has(TokenKind.MONTH, TokenKind.UNKNOWN)
        or not _LEAST_A_DAY <= said.middle < LEAST
    ):
        return None
    return IncomeError(IncomeReason.DAILY, _a_month(IncomeReason.DAILY, said))


def _more_than_one(said: Sentence) -> IncomeError | None:
    if len(said.amounts) == 1:
        return None
    if said.ends:
        return IncomeError(IncomeReason.RANGE, _offered(said.figures))
    # In "sejuta setengah ribu" the second is no amount of its own.
    if said.garbled or min(said.sure, default=0) < _LEAST_A_DAY:
        return IncomeError(IncomeReason.FORMAT)
    now = _NOW.search(said.typed)
    if now and (earned := Sentence.of(said.typed[now.end() :]).sure):
        return IncomeError(IncomeReason.SEVERAL, _offered((*earned, *said.sure)))
    return IncomeError(IncomeReason.SEVERAL, _offered(said.figures))


def _unread(said: Sentence) -> IncomeError | None:
    if _READ.fullmatch(re.sub(r"/[.]*(?=m)", "", said.pattern)):
        return None
    return IncomeError(IncomeReason.FORMAT, () if said.garbled else _offered(said.sure))


def _believable(said: Sentence) -> int:
    amount = said.amounts[0]
    if amount.value is None:
        unclear = amount.readings or amount.number
        raise IncomeError(
            IncomeReason.AMBIGUOUS if unclear else IncomeReason.FORMAT, _offered(amount.readings)
        )
    if amount.value > MOST:
        raise IncomeError(IncomeReason.TOO_LARGE)
    if amount.value > _MOST_USUAL and not said.typed.isdecimal():
        raise IncomeError(IncomeReason.AMBIGUOUS, _offered((amount.value // 1000, amount.value)))
    if amount.value < LEAST:
        raise IncomeError(IncomeReason.TOO_SMALL if said.has(TokenKind.MONTH) else IncomeReason.AMBIGUOUS)
    if not _usual(amount.value):
        raise IncomeError(IncomeReason.AMBIGUOUS, _offered((rounded(Fraction(amount.value)),)))
    return amount.value


def _changes(said: Sentence) -> bool:
    return bool(_UNSTEADY.search(said.typed)) or says_unknown(said.typed)


def _a_month(time: IncomeReason, said: Sentence) -> tuple[int, ...]:
    """Return what an amount for a day, a week or a year comes to in a month; all of it or nothing."""
    shares = {
        IncomeReason.DAILY: DAYS_A_MONTH,
        IncomeReason.WEEKLY: (WEEKS_A_MONTH,),
        IncomeReason.YEARLY: (Fraction(1, _MONTHS_A_YEAR),),
    }.get(time, ())
    is_a_year = time is IncomeReason.YEARLY and not said.sure  # "tahun 2024"
    if is_a_year or (time is IncomeReason.DAILY and said.middle > _MOST_A_DAY):
        return ()
    months = tuple(rounded(Fraction(said.middle) * share) for share in shares)
    return months if _offered(months) == months else ()


def _offered(amounts: Iterable[int]) -> tuple[int, ...]:
    """Return those that would be read, each once, in their order."""
    return tuple(amount for amount in dict.fromkeys(amounts) if LEAST <= amount <= MOST and _usual(amount))


def _usual(amount: int) -> bool:
    """Tell whether an amount ends as incomes do; 17082000 is a date, 1234567 a number struck at random."""
    return amount % 100 == 0 and not _is_date(str(amount))


def _is_date(digits: str) -> bool:
    parts = _DATE.fullmatch(digits)
    try:
        return parts is not None and bool(date(int(parts[3]), int(parts[2]), int(parts[1])))
    except ValueError:
        return False


def amount_in(text: str) -> int | None:
    """Return the one amount of rupiah that a text tells for sure, of any size; None where there is none."""
    if len(text) > _LONGEST:
        return None
    sure = Sentence.of(text).sure
    return sure[0] if len(sure) == 1 and sure[0] > 0 else None
