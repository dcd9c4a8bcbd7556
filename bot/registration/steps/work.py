"""The questions of the enrolment about work, income and protection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.form import Step, StepKind
from bot.dialogue.options import Options
from bot.registration.steps import additions
from bot.registration.steps.costs import PAYS_ALONE, Costs
from bot.registration.steps.income import IncomeReader
from bot.registration.steps.person import wording
from bot.terms.occupations import LABELS, WORDS, Occupation
from bot.terms.payers import PAYERS, payer_of
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.resources import Resources

ELSEWHERE = "other"
OCCUPATIONS = Options(LABELS, WORDS, unless=key("words.of_others"), strange=2)
_WORKPLACES = Options(
    {
        "field": key("workplace.field"),
        "forest": key("workplace.forest"),
        "river": key("workplace.river"),
        "market": key("workplace.market"),
        "road": key("workplace.road"),
        "site": key("workplace.site"),
        "home": key("workplace.home"),
        "around": key("workplace.around"),
        ELSEWHERE: key("workplace.other"),
    },
    {
        "field": key("words.field"),
        "forest": key("words.forest"),
        "river": key("words.river"),
        "market": key("words.market"),
        "road": key("words.road"),
        "site": key("words.site"),
        "home": key("words.home"),
        "around": key("words.around"),
        ELSEWHERE: key("words.elsewhere"),
    },
    unless=key("words.of_others"),
    strange=2,
)


def _works_elsewhere(answers: Mapping[str, str]) -> bool:
    return answers.get("workplace") == ELSEWHERE


def _works_otherwise(answers: Mapping[str, str]) -> bool:
    return answers.get("occupation") == Occupation.OTHER


def _pays_alone(answers: Mapping[str, str]) -> bool:
    return payer_of(answers) in PAYS_ALONE


def work_steps(resources: Resources) -> tuple[Step, ...]:
    """Return the steps, in the order of asking."""
    return (*_work(resources), *_protection(resources))


def occupation_step() -> Step:
    """Return the question for the kind of work."""
    return Step(
        id="occupation",
        kind=StepKind.CHOICE,
        question=wording(key("occupation.question"), key("occupation.question_other")),
        label=key("occupation.label"),
        read=OCCUPATIONS.read,
        choices=OCCUPATIONS.choices,
        show=OCCUPATIONS.show,
        sealed=False,
    )


def income_step(resources: Resources) -> Step:
    """Return the question for the income of a month."""
    income = IncomeReader(resources.form.incomes, resources.facts)
    return Step(
        id="income",
        kind=StepKind.MONEY,
        question=wording(key("income.question"), key("income.question_other")),
        label=key("income.label"),
        read=income.read,
        choices=income.choices,
        read_back=income.read_back,
        show=income.show,
        mask=income.mask,
    )


def _work(resources: Resources) -> tuple[Step, ...]:
    return (
        occupation_step(),
        Step(
            id="job",
            kind=StepKind.TEXT,
            question=wording(key("job.question"), key("job.question_other")),
            label=key("job.label"),
            read=additions.read_note,
            mask=additions.mask_text,
            applies=_works_otherwise,
            free_text=True,
        ),
        Step(
            id="workplace",
            kind=StepKind.CHOICE,
            question=wording(key("workplace.question"), key("workplace.question_other")),
            label=key("workplace.label"),
            read=_WORKPLACES.read,
            choices=_WORKPLACES.choices,
            show=_WORKPLACES.show,
        ),
        Step(
            id="place",
            kind=StepKind.TEXT,
            question=wording(key("place.question"), key("place.question_other")),
            label=key("place.label"),
            read=additions.read_note,
            mask=additions.mask_text,
            applies=_works_elsewhere,
            depends_on=frozenset({"workplace"}),
            free_text=True,
        ),
        income_step(resources),
    )


def _protection(resources: Resources) -> tuple[Step, ...]:
    costs = Costs(resources.tariff, resources.office_days)
    return (
        Step(
            id="payer",
            kind=StepKind.CHOICE,
            question=key("payer.question"),
            label=key("payer.label"),
            read=PAYERS.read,
            choices=PAYERS.choices,
            show=PAYERS.show,
            sealed=False,
            width=1,
        ),
        Step(
            id="programs",
            kind=StepKind.CHOICE,
            question=key("programs.question"),
            label=key("programs.label"),
            read=costs.read_programs,
            fill=costs.fill_programs,
            choices=costs.program_choices,
            show=costs.show_programs,
            sealed=False,
            width=1,
        ),
        Step(
            id="months",
            kind=StepKind.CHOICE,
            question=key("months.question"),
            label=key("months.label"),
            read=costs.read_months,
            fill=costs.fill_months,
            choices=costs.month_choices,
            show=costs.show_months,
            applies=_pays_alone,
            width=1,
        ),
    )
