"""When somebody was born, as far as their answers say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.people.nik import birth_date_in

if TYPE_CHECKING:
    from collections.abc import Mapping


def born_on(answers: Mapping[str, str], today: date) -> date | None:
    """Return the birth date: the card's, where it differs from that in the NIK; None where neither is."""
    if "birth_date" in answers:
        return date.fromisoformat(answers["birth_date"])
    return birth_date_in(answers["nik"], today) if "nik" in answers else None
