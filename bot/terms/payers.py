"""Who is to pay the contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.options import Options
from bot.scheme.contributions import Payer
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping

PAYERS = Options(
    {
        Payer.SELF: key("payer.self"),
        Payer.FAMILY: key("payer.family"),
        Payer.APBD: key("payer.apbd"),
        Payer.VILLAGE: key("payer.village"),
        Payer.COMPANY: key("payer.company"),
    },
    {
        Payer.SELF: key("words.pays_self"),
        Payer.FAMILY: key("words.family"),
        Payer.APBD: key("words.government"),
        Payer.VILLAGE: key("words.village"),
        Payer.COMPANY: key("words.company"),
    },
)


def payer_of(answers: Mapping[str, str]) -> Payer:
    """Return who pays; the worker where that was not asked."""
    return Payer(answers.get("payer", Payer.SELF))
