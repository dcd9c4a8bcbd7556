"""/iuran: what protection costs, month by month, and why; the answers can be taken along into enrolment.

The income is asked last, so that it is never stored: with it the calculation is shown and the form closed.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.clock import office_day
from bot.dialogue.form import Form, RefusedError, Step, StepKind
from bot.dialogue.reaction import ASIDE, Outcome, Reaction
from bot.front.ways import Calculate, Enrol
from bot.registration.steps.costs import PROGRAM_NAMES, PROGRAM_SETS, Costs, amount
from bot.registration.steps.work import income_step, occupation_step
from bot.registration.store import Registrations
from bot.registration.taps import PriceLaws, TakeAlong
from bot.scheme.contributions import Caution
from bot.scheme.laws import without_asides
from bot.terms.payers import payer_of
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.dialogue.event import Event
    from bot.dialogue.screen import Rows
    from bot.registration.enrolment import Enrolment
    from bot.resources import Resources
    from bot.scheme.contributions import Calculation, Month
    from bot.texts import Texts
    from bot.turns.turn import Turn

CALCULATOR = "calculator"
_TAKEN_ALONG = ("occupation", "programs", "months", "income")

_CAUTIONS = {
    Caution.BELOW_FLOOR: key("caution.below_floor"),
    Caution.UNSETTLED: key("caution.unsettled"),
    Caution.DISPUTED_TIER: key("caution.disputed_tier"),
    Caution.DISCOUNT_ENDS: key("caution.discount_ends"),
    Caution.DISCOUNT_BEGINS: key("caution.discount_begins"),
}


def calculator(resources: Resources) -> Form:
    """Return the questions of the calculator; their ids are those of the enrolment."""
    costs = Costs(resources.tariff, resources.office_days)
    programs = Step(
        id="programs",
        kind=StepKind.CHOICE,
        question=key("calculator.programs"),
        label=key("programs.label"),
        read=PROGRAM_SETS.read,
        choices=PROGRAM_SETS.choices,
        show=PROGRAM_SETS.show,
        width=1,
    )
    months = Step(
        id="months",
        kind=StepKind.CHOICE,
        question=key("calculator.months"),
        label=key("months.label"),
        read=costs.read_months,
        choices=costs.bare_month_choices,
        show=costs.show_bare_months,
    )
    steps = (occupation_step(), programs, months, income_step(resources))
    return Form(id=CALCULATOR, steps=steps, is_draft=False)


class Calculator:
    """The conversation of the calculator."""

    def __init__(self, resources: Resources, enrolment: Enrolment) -> None:
        self._form, self._costs = calculator(resources), Costs(resources.tariff, resources.office_days)
        self._tariff, self._enrolment = resources.tariff, enrolment

    def open(self, turn: Turn) -> None:
        """Begin a calculation."""
        turn.leave_form()
        turn.position = replace(turn.position, form=CALCULATOR)
        turn.play(self._form, {}, None)

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def cancel(self, turn: Turn) -> None:
        """Leave the calculator; nothing of it is kept."""
        turn.leave_form()
        turn.show(
            turn.texts("calculator.closed"), *self._ways_on(turn), (turn.button("menu.enrol", Enrol()),)
        )

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one event."""
        reaction = turn.play(self._form, turn.position.scratch, event)
        answers = {**turn.position.scratch, **reaction.saved}
        given = {step: value for step, value in answers.items() if value is not None}
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._show(turn, given)
            return reaction
        turn.position = replace(turn.position, scratch=given)
        if reaction.outcome and reaction.outcome not in ASIDE:
            self.cancel(turn)
        return reaction

    def take_along(self, turn: Turn, data: TakeAlong) -> None:
        """Begin, or go on, enrolling with the answers that a button carries."""
        answers = self._carried(turn, data.answers)
        if answers:
            self._enrolment.begin_with(turn, answers)
        else:
            self.open(turn)

    def show_laws(self, turn: Turn, data: PriceLaws) -> None:
        """Tell what the price of the answers that a button carries rests on."""
        answers = self._carried(turn, data.answers)
        if not answers:
            self.open(turn)
            return
        laws = Html("\n".join(f"• {law}" for law in _laws(turn.texts, self._price(turn, answers))))
        turn.show(turn.texts("answer.source", laws=laws, day=turn.texts.date(office_day(turn.now))))

    def _carried(self, turn: Turn, joined: str) -> dict[str, str]:
        """Return the answers that a button carries; none where they cannot be read."""
        values = dict(zip(_TAKEN_ALONG, joined.split("."), strict=False))
        try:
            return {step.id: step.read(values[step.id], turn.asking(values)) for step in self._form.steps}
        except (KeyError, RefusedError):
            return {}

    def _price(self, turn: Turn, answers: Mapping[str, str]) -> Calculation:
        first = self._costs.first_month(office_day(turn.now))
        months = int(answers["months"])
        return self._costs.price(answers, answers["programs"], payer_of(answers), first, months)

    @staticmethod
    def _ways_on(turn: Turn) -> Rows:
        again = (turn.button("calculator.again", Calculate()),)
        drafts = Registrations(turn.tx).drafts_of(turn.chat_id)
        return (again, (turn.button("enrolment.go_on", Enrol()),)) if drafts else (again,)

    # -- the result

    def _show(self, turn: Turn, answers: Mapping[str, str]) -> None:
        texts, asking = turn.texts, turn.asking(answers)
        given, priced = ".".join(answers[one] for one in _TAKEN_ALONG), self._price(turn, answers)
        months = len(priced.months)
        after = self._after(turn, answers, priced)
        cautions = [texts(_CAUTIONS[one]) for one in priced.warnings if one in _CAUTIONS]
        steps = self._form.by_id
        turn.show(
            texts(
                "calculator.result",
                work=steps["occupation"].show(answers["occupation"], asking),
                income=steps["income"].show(answers["income"], asking),
                table=Html("\n\n".join(_periods(texts, priced.months))),
                total=texts.counted("calculator.total", count=months, total=texts.money(priced.total)),
                after=after,
                cautions=Html("".join(f"\n{caution}" for caution in cautions)),
            ),
            (turn.button("calculator.take_along", TakeAlong(given)),),
            *self._ways_on(turn),
            (turn.button("answer.laws", PriceLaws(given)),),
        )

    def _after(self, turn: Turn, answers: Mapping[str, str], priced: Calculation) -> str:
        """Return what the month after the period costs."""
        later = self._costs.price(
            answers, answers["programs"], payer_of(answers), priced.months[0].month, len(priced.months) + 1
        )
        following = later.months[-1]
        texts = turn.texts
        return texts(
            "calculator.after", month=texts.month(following.month), total=texts.money(following.total)
        )


def _periods(texts: Texts, months: Sequence[Month]) -> Iterable[str]:
    """Return a paragraph for each run of months that cost the same."""
    for _, run in groupby(months, lambda month: month.lines):
        same = list(run)
        first, last = texts.month(same[0].month), texts.month(same[-1].month)
        heading = texts("calculator.month", month=first)
        if len(same) > 1:
            heading = texts.counted("calculator.months_between", count=len(same), first=first, last=last)
        lines = [
            texts("programs.line", name=texts(PROGRAM_NAMES[line.program]), price=amount(texts, line))
            for line in same[0].lines
        ]
        yield "\n".join([heading, *lines, texts("calculator.monthly", total=texts.money(same[0].total))])


def _laws(texts: Texts, priced: Calculation) -> Iterable[str]:
    """Return the law behind the lines of each programme, each once."""
    found: dict[str, dict[str, None]] = {}
    for month in priced.months:
        for line in month.lines:
            found.setdefault(line.program, {}).update(dict.fromkeys(line.law.split("; ")))
    for program, laws in found.items():
        yield f"{program.upper()}: " + ", ".join(_law(texts, law) for law in laws)


def _law(texts: Texts, law: str) -> str:
    article, row = texts("law.article"), texts("law.row")
    return without_asides(law).replace(" art. ", f" {article} ").replace(" row ", f" {row} ")
