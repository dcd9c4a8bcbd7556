"""What is said to somebody in danger: what to do now, whom to call, and only then the insurance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.danger.judge import Danger
from bot.scheme.benefits import NoFactError
from bot.texts import Html, key

if TYPE_CHECKING:
    from bot.answers.figures import Figures
    from bot.office_settings import Emergency


@dataclass(frozen=True, slots=True)
class Help:
    """What a button calls the danger; the first thought; what comes after the numbers to call.

    `calls` are the numbers, `next` the kinds of questions that people ask then.
    """

    label: str
    first: str
    then: str
    calls: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


HELP = {  # in the order of the buttons
    Danger.ACCIDENT: Help(
        key("danger.kind_accident"), key("danger.accident"), key("danger.accident_then"), ("ambulance",),
        ("klaim_jkk", "rumah_sakit_plkk"),
    ),
    Danger.MISSING: Help(
        key("danger.kind_missing"), key("danger.missing"), key("danger.missing_then"), ("rescue", "police")
    ),
    Danger.DEATH: Help(
        key("danger.kind_death"), key("danger.death"), key("danger.death_then"),
        next=("klaim_jkm_dokumen", "ahli_waris"),
    ),
    Danger.VIOLENCE: Help(
        key("danger.kind_violence"), key("danger.violence"), key("danger.violence_then"), ("police",)
    ),
    Danger.FRAUD: Help(
        key("danger.kind_fraud"), key("danger.fraud"), key("danger.fraud_then"), next=("keamanan_penipuan",)
    ),
    Danger.SELF_HARM: Help(
        key("danger.kind_self_harm"), key("danger.self_harm"), key("danger.self_harm_then"), ("helpline",)
    ),
}  # fmt: skip
_LINES = {
    "ambulance": key("danger.call_ambulance"),
    "rescue": key("danger.call_rescue"),
    "police": key("danger.call_police"),
    "helpline": key("danger.call_helpline"),
}


def help_in(danger: Danger, figures: Figures, emergency: Emergency) -> Html:
    """Return what is said; a number that is not known is not shown, nor what rests on a figure of no law."""
    told, texts = HELP[danger], figures.texts
    known = [(name, getattr(emergency, name).number.strip()) for name in told.calls]
    lines = [texts(_LINES[name], number=number) for name, number in known if number]
    parts = [texts(told.first), Html("\n".join(lines))]
    try:
        parts.append(figures.worded(told.then))
    except NoFactError:
        parts.append(texts(key("danger.then_call")))
    return Html("\n\n".join(part for part in parts if part))
