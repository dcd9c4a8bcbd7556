"""What the cheapest protection costs in a given month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.scheme.facts import Facts

_HUNDRED_PERCENT = 100


@dataclass(frozen=True, slots=True)
class LowestContribution:
    """The monthly contribution for JKK and JKM in the first tier, in rupiah.

    `now` is due for the month asked for, `full` without any discount; `discount_until` is the last day of
    the last month with the discount, None where there is none.
    """

    now: int
    full: int
    discount_until: date | None


def lowest_contribution(facts: Facts, day: date) -> LowestContribution:
    """Return the lowest contribution for the month of `day`, paid by the worker, outside transport.

    Sources: PP 44/2015 Lampiran II (tariff), PP 50/2025 art. 4 (discount). Raises LookupError where a
    tariff is missing for that day.
    """
    amounts = [facts.on(name, day) for name in ("jkk_first_tier", "jkm")]
    if None in amounts:
        raise LookupError("no tariff is valid on that day")
    full = sum(fact.value for fact in amounts if fact)
    discount = facts.on("discount_other_sectors", day)
    if discount is None:
        return LowestContribution(full, full, None)
    now = full * (_HUNDRED_PERCENT - discount.value) // _HUNDRED_PERCENT
    return LowestContribution(now, full, discount.valid_until)
