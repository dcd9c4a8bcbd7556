"""Sums of money as staff type them: "500 juta", "1,2 miliar", "Rp 840.000", "570326400"."""

from __future__ import annotations

import re
from typing import Final

from bot.people.money import amount_in

MOST: Final = 10**13  # a budget of a regency has fewer rupiah
_BARE = re.compile(r"(?:rp\.?\s*)?(\d{4,14}|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)", re.IGNORECASE)


def read_rupiah(text: str) -> int:
    """Return the one sum that a text tells, in whole rupiah, from 1 to MOST. Raise ValueError."""
    typed = text.strip()
    found = _BARE.fullmatch(typed)
    amount = int(re.sub(r"\D", "", found[1])) if found else amount_in(typed)
    if not amount or amount > MOST:
        raise ValueError("no sum of money")
    return amount
