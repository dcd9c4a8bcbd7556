"""Sums of money as staff type them: "500 juta", "1,2 M", "Rp 840.000", "570326400"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from bot.people.money import amount_in

MOST: Final = 10**13  # a budget of a regency has fewer rupiah
_BARE = re.compile(
    r"(?:rp\.?\s*)?(\d{4,14}|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)(?:,(?:00|-))?", re.IGNORECASE
)
_WITH_UNIT = re.compile(
    r"(?:rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,3}))?\s*(juta|jt|miliar|milyar|m|triliun|trilyun|t)\b\.?",
    re.IGNORECASE,
)
_UNITS: Final = {"j": 10**6, "m": 10**9, "t": 10**12}
_NEGATIVE = re.compile(r"\s*(?:rp\.?\s*)?[-\u2212\u2013]\s*(?:rp\.?\s*)?\d", re.IGNORECASE)


def read_rupiah(text: str) -> int:
    """Return the one sum that a text tells, in whole rupiah, from 1 to MOST. Raise ValueError."""
    typed = text.strip()
    amount = 0 if is_negative(typed) else _bare(typed) or _with_unit(typed) or amount_in(typed)
    if not amount or amount > MOST:
        raise ValueError("no sum of money")
    return amount


def is_negative(text: str) -> bool:
    """Tell whether a text begins with a number below zero."""
    return _NEGATIVE.match(text) is not None


def _bare(typed: str) -> int | None:
    found = _BARE.fullmatch(typed)
    return int(re.sub(r"\D", "", found[1])) if found else None


def _with_unit(typed: str) -> int | None:
    """Return what a number with its unit comes to; a comma parts the fraction, as it does in Indonesian."""
    found = _WITH_UNIT.fullmatch(typed)
    if not found:
        return None
    whole = int(found[1].replace(".", ""))
    part = Fraction(int(found[2]), 10 ** len(found[2])) if found[2] else Fraction(0)
    return int((whole + part) * _UNITS[found[3][0].lower()])
