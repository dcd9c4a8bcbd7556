"""Statements of invented people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from bot.linkage.commonness import Commonness
from bot.linkage.judge import judge
from bot.linkage.profile import Profile
from bot.people.nik import Sex

if TYPE_CHECKING:
    from bot.linkage.judge import Judgement
    from bot.linkage.reasons import Reason

IDS = count(1)
SITI = Profile(
    id=0,
    name="Siti Rohana",
    nik="6106015708809001",
    birth_date=date(1980, 8, 17),
    sex=Sex.FEMALE,
    district="61.06.01",
    village="61.06.01.2004",
)
FEW = Commonness(0, {})


def said(**changes: object) -> Profile:
    """Return what a list says of Siti, with changes, as a statement of its own."""
    return replace(SITI, id=next(IDS), **changes)  # type: ignore[arg-type]


def judged(new: Profile, *known: Profile) -> Judgement:
    """Judge a statement, each known one being another person's where it does not say whose."""
    persons = [one if one.person is not None else replace(one, person=one.id) for one in known]
    return judge([new], persons, commonness=FEW)


def reasons(new: Profile, known: Profile) -> set[Reason]:
    """Return all reasons that are given for two statements, joined or asked."""
    found = judged(new, known)
    return {*found.verdicts[0].reasons, *(reason for pair in found.pairs for reason in pair.reasons)}


def joins(new: Profile, *known: Profile) -> bool:
    """Tell whether a statement joins a known person by itself."""
    return judged(new, *known).verdicts[0].person is not None


def asks(new: Profile, *known: Profile) -> bool:
    """Tell whether an officer is asked about a statement that joined nobody."""
    found = judged(new, *known)
    return found.verdicts[0].person is None and bool(found.pairs)
