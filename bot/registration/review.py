"""What the office should look at in a registration: by name, never a reason to refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.people.dates import age_on
from bot.people.nik import read_nik
from bot.registration.born import born_on
from bot.registration.steps.readers import DIFFERS, is_for_other
from bot.scheme.contributions import Payer, Sector
from bot.scheme.eligibility import too_old
from bot.terms.occupations import sector_of
from bot.terms.payers import payer_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from bot.resources import Resources

TOO_OLD = "age_limit"  # mark: has reached the age at which nobody can begin any more
OTHER_THAN_CARD = "birth_or_sex_differs"  # mark: the card says another birth date or sex than the NIK
BY_HELPER = "by_helper"  # mark: somebody else has filled it in
HOPES_FOR_HELP = "hopes_for_help"  # mark: somebody else than the family is to pay
BOATMAN = "boatman"  # mark: whether this is transport, the office decides


def marks_of(answers: Mapping[str, str], resources: Resources, now: datetime) -> tuple[str, ...]:
    """Return the marks of what was answered."""
    today = office_day(now)
    warnings = [str(one) for one in read_nik(answers["nik"], today, resources.divisions).warnings]
    return (*warnings, *_marks(answers, resources, today))


def _marks(answers: Mapping[str, str], resources: Resources, today: date) -> Iterator[str]:
    born = born_on(answers, today)
    if born and too_old(age_on(born, today), resources.facts, today):
        yield TOO_OLD
    if answers.get("as_card") == DIFFERS:
        yield OTHER_THAN_CARD
    if is_for_other(answers):
        yield BY_HELPER
    if payer_of(answers) not in {Payer.SELF, Payer.FAMILY}:
        yield HOPES_FOR_HELP
    if sector_of(answers.get("occupation", "other")) is Sector.RIVER:
        yield BOATMAN
