"""What an officer enters when a registration is moved on: the sum, the days, the number of the card."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, Form, RefusedError, Rule, Step, StepKind, never
from bot.months import last_day, month_of
from bot.registration.steps.readers import read_coming_day, show_date
from bot.reminders.moving import KPJ, MOST_RUPIAH
from bot.terms.stages import Stage
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking

STAGE_FORM = "stage"
PREFIX = "st_"  # of the ids of its steps, in front of the field that each fills
# What is known before anything is asked.
OF, TO, ESTIMATE, MONTHS, WHAT = "of", "to", "estimate", "paid_months", "moved"
WITH_FIELDS = frozenset({Stage.REGISTERED, Stage.ACTIVE})
_SUM = re.compile(r"(?:rp\.?\s*)?(\d{1,3}(?:[.,]\d{3})+|\d{4,9})(?:,00)?", re.IGNORECASE)
_SOON = (7, 14)  # days, on buttons


def stage_form() -> Form:
    """Return the questions, of which each may be left open; their ids are PREFIX and the field they fill."""
    return Form(
        id=STAGE_FORM,
        summary=key("st.summary"),
        is_draft=False,
        takes_questions=False,
        steps=(_what(), _sum(), _kpj(), _protected_until(), _pay_until(), _grace_until()),
    )


def _what() -> Step:
    """Return what says on the summary which registration is moved, and where to; it is not asked."""
    return Step(
        id=WHAT,
        kind=StepKind.TEXT,
        question=key("st.what"),
        label=key("st.what"),
        read=lambda text, _: text,
        comes_with=WHAT,
    )


def given(answers: Mapping[str, str]) -> dict[str, object]:
    """Return what was entered, by field; what was left open is missing."""
    entered = {step: value for step, value in answers.items() if step.startswith(PREFIX) and value}
    values = {step.removeprefix(PREFIX): value for step, value in entered.items()}
    return {field: _typed(field, value) for field, value in values.items()}


def _typed(field: str, value: str) -> object:
    if field == "sum":
        return int(value)
    return value if field == "kpj" else date.fromisoformat(value)


def _moved_to(*stages: Stage) -> Rule:
    return lambda answers: answers.get(TO) in stages


def _sum() -> Step:
    return Step(
        id="st_sum",
        kind=StepKind.MONEY,
        question=key("st.sum"),
        label=key("st.sum_label"),
        read=_read_sum,
        choices=_estimated,
        show=lambda value, asking: asking.texts.money(int(value)),
        applies=_moved_to(Stage.REGISTERED),
        required=never,
    )


def _kpj() -> Step:
    return Step(
        id="st_kpj",
        kind=StepKind.NUMBER,
        question=key("st.kpj"),
        label=key("st.kpj_label"),
        read=_read_kpj,
        applies=_moved_to(Stage.ACTIVE),
        required=never,
    )


def _protected_until() -> Step:
    return Step(
        id="st_protected_until",
        kind=StepKind.DATE,
        question=key("st.protected"),
        label=key("st.protected_label"),
        read=read_coming_day,
        reads_first=True,  # "besok" means later elsewhere
        choices=_ends_of_months,
        show=show_date,
        applies=_moved_to(Stage.ACTIVE),
        required=never,
        width=1,
    )


def _pay_until() -> Step:
    return Step(
        id="st_pay_until",
        kind=StepKind.DATE,
        question=key("st.pay_until"),
        label=key("st.pay_until_label"),
        read=read_coming_day,
        reads_first=True,  # "besok" means later elsewhere
        choices=_soon,
        show=show_date,
        required=never,
        width=1,
    )


def _grace_until() -> Step:
    return Step(
        id="st_grace_until",
        kind=StepKind.DATE,
        question=key("st.grace"),
        label=key("st.grace_label"),
        read=read_coming_day,
        reads_first=True,  # "besok" means later elsewhere
        show=show_date,
        applies=_moved_to(Stage.ACTIVE),
        required=never,
    )


# -- from what was typed to the value, and back


def _read_sum(text: str, _: Asking) -> str:
    found = _SUM.fullmatch(text.strip())
    rupiah = int(re.sub(r"\D", "", found[1])) if found else 0
    if not 0 < rupiah < MOST_RUPIAH:
        raise RefusedError(key("st.refused_sum"))
    return str(rupiah)


def _read_kpj(text: str, _: Asking) -> str:
    digits = re.sub(r"[\s.\-]", "", text)
    if not re.fullmatch(KPJ, digits):
        raise RefusedError(key("st.refused_kpj"))
    return digits


# -- what stands on buttons


def _estimated(asking: Asking) -> Sequence[Choice]:
    """Return the sum that was told to the worker, where there was one."""
    rupiah = asking.answers.get(ESTIMATE, "")
    return [Choice(rupiah, asking.texts.money(int(rupiah)))] if rupiah else []


def _soon(asking: Asking) -> Sequence[Choice]:
    return [_on_button(asking, asking.today + timedelta(days=days)) for days in _SOON]


def _ends_of_months(asking: Asking) -> Sequence[Choice]:
    """Return the last day of this month, and of the last one that is paid for."""
    months = int(asking.answers.get(MONTHS) or 1)
    this = month_of(asking.today)
    return [_on_button(asking, last_day(this + count - 1)) for count in sorted({1, months})]


def _on_button(asking: Asking, day: date) -> Choice:
    return Choice(day.isoformat(), asking.texts.date(day))
