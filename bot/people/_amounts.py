"""Amounts of rupiah within the tokens of a sentence: "1jt500", "dua setengah juta", "1.500.000"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.people._income_words import NUMERALS, Token, TokenKind

_SURE_FROM: Final = 10_000  # a bare number below is short for something: "500", "1.500", "2"
_LONGEST: Final = 12  # digits; more are some other number
MOST_GUESSED: Final = 20_000_000  # rupiah a month, where the unit is missing
_THOUSAND: Final = 1000
_MILLION: Final = 1_000_000

_GROUP: Final = "(?:(?:[NU]H|S)?(?:[NU]P[NU]?|[NU]B|[NU])|[NU]H|S)"
_WITH_HALF: Final = f"(?:{_GROUP}[hq]?|[hq])"
# What follows neither belongs to the amount nor counts days or months: "1 juta 20 hari".
_END: Final = f"(?![{NUMERALS}mdwys])"
_AMOUNT = re.compile(
    f"(?P<billions>{_WITH_HALF})M"
    f"|(?:(?P<millions>{_WITH_HALF})J|(?P<million>j))"
    f"(?:(?P<half>[hq]){_END}"
    f"|(?:(?P<thousands>{_GROUP})R|(?P<thousand>r))?(?:(?P<rest>{_GROUP}){_END})?)"
    f"|(?:(?P<only_thousands>{_GROUP}|[hq])R|(?P<only_thousand>r))(?:(?P<units>{_GROUP}){_END})?"
    f"|(?P<bare>{_WITH_HALF})(?![BPHRJMhq])"
)
_WHOLE = re.compile(r"0|[1-9]\d*")
_DECIMAL = re.compile(r"(?:0|[1-9]\d*)[.,]\d{1,2}|0[.,]\d{3}")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+)")
_CENTS = re.compile(
    r"([1-9]\d{0,2}(?:\.\d{3})+),\d{1,2}|([1-9]\d{0,2}(?:,\d{3})+)\.\d{1,2}|([1-9]\d{4,})[.,]\d\d"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What one amount may mean, in rupiah.

    `value` is None where that is not sure; then `readings` are what it may mean, and `number` is a bare
    number that lacks its unit, such as the 2 of "2-3 juta".
    """

    value: int | None
    readings: tuple[int, ...] = ()
    number: Fraction | None = None


_UNCLEAR: Final = Amount(None)
_Parts = Mapping[str, Sequence[Token]]


def find_amounts(found: Sequence[Token]) -> tuple[str, tuple[Amount, ...]]:
    """Return the amounts, and before them the kinds of the tokens with each amount as one letter.

    The letter is "A", or "a" where the unit is missing.
    """
    kinds = "".join(token.kind for token in found)
    amounts = tuple(_amount(match, found) for match in _AMOUNT.finditer(kinds))
    letters = iter("a" if amount.value is None and amount.number else "A" for amount in amounts)
    return _AMOUNT.sub(lambda _: next(letters), kinds), amounts


def _amount(match: re.Match[str], found: Sequence[Token]) -> Amount:
    parts = {name: found[slice(*match.span(name))] for name, text in match.groupdict().items() if text}
    if "bare" in parts:
        return _bare(parts["bare"])
    if "billions" in parts:
        return _sure(parts, _number(parts["billions"]), _THOUSAND * _MILLION)
    return _millions(parts) if parts.keys() & {"million", "millions"} else _thousands(parts)


def _thousands(parts: _Parts) -> Amount:
    if doubled := _twice_said(parts.get("only_thousands", ()), _SURE_FROM):
        return doubled
    head = _number(parts["only_thousands"], grouped=True) if "only_thousands" in parts else Fraction(1)
    units = _number(parts["units"]) if "units" in parts else Fraction(0)
    return _UNCLEAR if units is None or units >= _THOUSAND else _sure(parts, head, _THOUSAND, units)


def _twice_said(group: Sequence[Token], most: int) -> Amount | None:
    """Offer 500,000 for "500.000 ribu", whose unit is said once too often; None for a number below `most`."""
    text = group[0].text if len(group) == 1 and group[0].kind is TokenKind.DIGITS else ""
    if len(text) > _LONGEST or not (_WHOLE.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    number = Fraction(re.sub(r"[.,]", "", text))
    return _offer((number, number * _THOUSAND), None) if number >= most else None


def _millions(parts: _Parts) -> Amount:
    if doubled := _twice_said(parts.get("millions", ()), _THOUSAND):
        return doubled
    head = _number(parts["millions"]) if "millions" in parts else Fraction(1)
    thousands = _number(parts["thousands"]) if "thousands" in parts else Fraction("thousand" in parts)
    tail = parts.keys() & {"half", "thousands", "thousand", "rest"}
    if head is None or thousands is None or thousands >= _THOUSAND or (tail and head.denominator > 1):
        return _UNCLEAR
    if "half" in parts:
        return _sure(parts, head + Fraction(1, 2), _MILLION)
    before = head * _MILLION
    if 0 < thousands < 10 and "rest" not in parts:  # noqa: PLR2004 - "1 jt 5 rb" is hardly meant
        return Amount(None, tuple(int(before + thousands * unit) for unit in (_THOUSAND, 100_000)))
    return _with_rest(parts, before + thousands * _THOUSAND)


def _with_rest(parts: _Parts, before: Fraction) -> Amount:
    """Add what follows the last multiplier: 1jt500 means 1,500,000, but 1jt5 and 1jt50 leave a doubt."""
    if "rest" not in parts:
        return _sure(parts, before)
    rest = _number(parts["rest"], grouped=True)
    if rest is None or rest.denominator > 1 or not 0 < rest < _MILLION:
        return _UNCLEAR
    if parts.keys() & {"thousands", "thousand"}:
        return _sure(parts, before, 1, rest) if rest < _THOUSAND else _UNCLEAR
    if rest < 100:  # noqa: PLR2004
        units = (100_000,) if rest < 10 else (1000, 10_000)  # noqa: PLR2004 - one digit
        return Amount(None, tuple(int(before + rest * unit) for unit in units))
    if _THOUSAND <= rest < _SURE_FROM:
        return _UNCLEAR
    return _sure(parts, before, 1, rest if rest >= _SURE_FROM else rest * _THOUSAND)


def _sure(parts: _Parts, number: Fraction | None, unit: int = 1, plus: Fraction = Fraction(0)) -> Amount:
    if number is None:
        return _UNCLEAR
    value = int(number * unit + plus)
    if any(token.kind is TokenKind.HALF_OR_TWO for part in parts.values() for token in part):
        return Amount(None, (value,))
    return Amount(value)


def _number(group: Sequence[Token], *, grouped: bool = False) -> Fraction | None:
    """Return the number that a group of tokens says, or None where they do not fit together.

    With `grouped`, 1.500 is taken for fifteen hundred.
    """
    if len(group) == 1 and group[0].kind is TokenKind.DIGITS:
        return _literal(group[0].text, grouped=grouped)
    done, unit, place = Fraction(0), Fraction(0), 1000
    for token in group:
        if token.kind in {TokenKind.TEENS, TokenKind.TENS, TokenKind.HUNDREDS}:
            if not 1 <= unit <= 9:  # noqa: PLR2004 - a digit
                return None
            unit = unit + 10 if token.kind is TokenKind.TEENS else unit * token.value
            place = token.value
        else:
            done, unit = done + unit, _unit(token, place)
            if unit >= place:
                return None
            place = 100 if token.kind is TokenKind.HUNDRED else place
    return done + unit


def _unit(token: Token, place: int) -> Fraction:
    """Return what a digit or a word adds; `place`, which is too much, where it is no such number."""
    if token.kind in {TokenKind.HALF, TokenKind.HALF_OR_TWO}:
        return Fraction(1, 2)
    if token.kind is not TokenKind.DIGITS:
        return Fraction(token.value)
    return Fraction(token.text) if re.fullmatch(r"[1-9]\d{0,2}", token.text) else Fraction(place)


def _literal(text: str, *, grouped: bool) -> Fraction | None:
    if len(text) > _LONGEST:
        return None
    if grouped and _ONE_GROUP.fullmatch(text):
        return Fraction(re.sub(r"[.,]", "", text))
    return _fraction(text) if _WHOLE.fullmatch(text) or _DECIMAL.fullmatch(text) else None


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _bare(group: Sequence[Token]) -> Amount:
    """Read a number without a multiplier."""
    if len(group) > 1 or group[0].kind is not TokenKind.DIGITS:
        number = _number(group)
        return _UNCLEAR if number is None else _guess(number)
    text = group[0].text
    joined = re.sub(r"[.,]", "", text)
    if len(joined) > _LONGEST or re.match(r"0\d", text):
        return _UNCLEAR
    if _WHOLE.fullmatch(text):
        # 78711 is a postal code, 17081980 a date: nobody earns an amount that ends so.
        return _UNCLEAR if int(text) >= _SURE_FROM and int(text) % 100 else _guess(Fraction(text))
    if _GROUPED.fullmatch(text):
        return _guess(Fraction(joined))
    if cents := _CENTS.fullmatch(text):
        return _guess(Fraction(re.sub(r"[.,]", "", cents[1] or cents[2] or cents[3])))
    return _misplaced(text, int(joined))


def _misplaced(text: str, joined: int) -> Amount:
    """Offer what a number may mean whose dot or comma says little: "1,5", "1.50", "1.50.000"."""
    if not _DECIMAL.fullmatch(text):
        return _offer([Fraction(joined * 10, cut) for cut in (1, 10, 100, 1000, 10_000)], None)
    number = _fraction(text)
    as_whole = _guess(Fraction(joined)).readings if re.search(r"\d\d$", text) else ()
    return _offer((*_guess(number).readings, *as_whole), number)


def _guess(number: Fraction) -> Amount:
    if not number or number >= _SURE_FROM:
        return Amount(int(number), number=number)
    if number < 10:  # noqa: PLR2004 - millions
        return _offer((number * _MILLION,), number)
    return _offer((number * 1000, *((number * _MILLION,) if number < 100 else ())), number)  # noqa: PLR2004


def _offer(readings: Sequence[Fraction | int], number: Fraction | None) -> Amount:
    round_ones = {int(reading) for reading in readings if reading % 1000 == 0}
    return Amount(None, tuple(sorted(one for one in round_ones if one <= MOST_GUESSED)), number)
