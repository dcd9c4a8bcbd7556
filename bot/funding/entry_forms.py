"""What is asked before something is entered into the ledger: what was paid, and who is paid for no longer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.dialogue.form import Choice, Form, RefusedError, Step, StepKind
from bot.funding.programme_readers import (
    read_line,
    read_month_step,
    read_months,
    read_rupiah_step,
    show_month,
    show_rupiah,
)
from bot.months import month_in, month_of, written
from bot.people.dates import DateError, read_day
from bot.people.moments import MomentError, read_day_to_come
from bot.people.registration_number import NumberError, read_number
from bot.registration.steps.readers import show_date
from bot.terms.funds import LEAVINGS
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.form import Asking

PAY_MONTHS, PAY_SUM, LEAVE = "pay_months", "pay_sum", "leave"
# What is known before anything is asked: the programme, the first month it may be, and what is due.
OF, FIRST, LAST, DUE, WHAT = "of", "first", "last", "due", "what"
_NIK_DIGITS: Final = 16
_APART = re.compile(r"[\s.\-]")


def pay_months_form() -> Form:
    """Return the questions which months were paid."""
    first = Step(
        id="py_first", kind=StepKind.TEXT, question=key("payment.first"), label=key("payment.first_label"),
        read=_read_month_of_programme, reads_first=True, choices=_months_of_programme, show=show_month,
        width=2,
    )  # fmt: skip
    months = Step(
        id="py_months", kind=StepKind.NUMBER, question=key("payment.months"),
        label=key("payment.months_label"), read=_read_count, reads_first=True, choices=_counts,
        show=lambda value, asking: asking.texts.counted("programme.months_shown", count=int(value)),
    )  # fmt: skip
    return Form(id=PAY_MONTHS, steps=(first, months), is_draft=False, takes_questions=False)


def pay_sum_form() -> Form:
    """Return the questions how much was paid, by which proof, when."""
    rupiah = Step(
        id="py_sum", kind=StepKind.MONEY, question=key("payment.sum"), label=key("payment.sum_label"),
        read=_read_paid, reads_first=True, choices=_due, show=show_rupiah, width=1,
        fill=lambda asking: {"what": asking.answers.get(WHAT, "")},
    )  # fmt: skip
    document = Step(
        id="py_document", kind=StepKind.TEXT, question=key("payment.document"),
        label=key("payment.document_label"), read=read_line, reads_first=True,
    )  # fmt: skip
    day = Step(
        id="py_day", kind=StepKind.DATE, question=key("payment.day"), label=key("payment.day_label"),
        read=_read_paid_day, reads_first=True, choices=_lately, show=show_date, width=1,
    )  # fmt: skip
    bill = Step(
        id=WHAT, kind=StepKind.TEXT, question=key("payment.bill_label"), label=key("payment.bill_label"),
        read=lambda text, _: text, comes_with=WHAT,
    )  # fmt: skip
    return Form(
        id=PAY_SUM, summary=key("payment.summary"), steps=(bill, rupiah, document, day), is_draft=False,
        takes_questions=False,
    )  # fmt: skip


def leave_form() -> Form:
    """Return the questions who is paid for no longer, why, and from when."""
    who = Step(
        id="lv_who", kind=StepKind.TEXT, question=key("parting.who"), label=key("parting.who_label"),
        read=_read_who, reads_first=True, vanishes=True, show=_masked,
    )  # fmt: skip
    reason = Step(
        id="lv_reason", kind=StepKind.CHOICE, question=key("parting.why"), label=key("parting.why_label"),
        read=LEAVINGS.read, choices=LEAVINGS.choices, show=LEAVINGS.show, width=1,
    )  # fmt: skip
    month = Step(
        id="lv_from", kind=StepKind.TEXT, question=key("parting.from"), label=key("parting.from_label"),
        read=_read_month_of_programme, reads_first=True, choices=_around_now, show=show_month, width=1,
    )  # fmt: skip
    return Form(
        id=LEAVE, summary=key("parting.summary"), steps=(who, reason, month), is_draft=False,
        takes_questions=False,
    )  # fmt: skip


def _months_of_programme(asking: Asking) -> Sequence[Choice]:
    first, last = int(asking.answers[FIRST]), int(asking.answers[LAST])
    return [Choice(written(month), show_month(written(month), asking)) for month in range(first, last + 1)][
        :12
    ]


def _counts(asking: Asking) -> Sequence[Choice]:
    """Return one month, and all until the end of the programme."""
    left = int(asking.answers[LAST]) - month_in(asking.answers["py_first"]) + 1
    counts = sorted({1, max(1, left)})
    return [
        Choice(str(count), asking.texts.counted("programme.months_shown", count=count)) for count in counts
    ]


def _due(asking: Asking) -> Sequence[Choice]:
    rupiah = asking.answers.get(DUE, "")
    return [Choice(rupiah, asking.texts.money(int(rupiah)))] if int(rupiah or 0) else []


def _read_paid(text: str, asking: Asking) -> str:
    """Return a sum that is not above what is due."""
    rupiah, due = read_rupiah_step(text, asking), int(asking.answers.get(DUE) or 0)
    if int(rupiah) > due:
        raise RefusedError(key("payment.refused_above"), meant=True, sum=asking.texts.money(due))
    return rupiah


def _read_month_of_programme(text: str, asking: Asking) -> str:
    """Return a month in which the programme pays."""
    value = read_month_step(text, asking)
    first, last = int(asking.answers[FIRST]), int(asking.answers[LAST])
    if not first <= month_in(value) <= last:
        names = (show_month(written(first), asking), show_month(written(last), asking))
        months = asking.texts("cover.months", first=names[0], last=names[1])
        raise RefusedError(key("payment.refused_month"), meant=True, months=months)
    return value


def _read_count(text: str, asking: Asking) -> str:
    """Return a number of months that does not lead beyond the programme."""
    count, left = (
        read_months(text, asking),
        int(asking.answers[LAST]) - month_in(asking.answers["py_first"]) + 1,
    )
    if int(count) > left:
        raise RefusedError(key("programme.refused_months"), meant=True, most=left)
    return count


def _read_paid_day(text: str, asking: Asking) -> str:
    """Return a day until today, as YYYY-MM-DD."""
    try:
        day = read_day(text)
    except DateError:
        try:
            day = read_day_to_come(text, asking.today)
        except MomentError:
            raise RefusedError(key("payment.refused_day")) from None
    if day > asking.today:
        raise RefusedError(key("payment.refused_to_come"), meant=True)
    return day.isoformat()


def _lately(asking: Asking) -> Sequence[Choice]:
    days = (asking.today, asking.today - timedelta(days=1))
    return [Choice(day.isoformat(), asking.texts.date(day)) for day in days]


def _around_now(asking: Asking) -> Sequence[Choice]:
    first, last = int(asking.answers[FIRST]), int(asking.answers[LAST])
    now = min(max(month_of(asking.today), first), last)
    months = [month for month in (now, now + 1) if month <= last]
    return [Choice(written(month), show_month(written(month), asking)) for month in months]


def _read_who(text: str, _: Asking) -> str:
    """Return a whole NIK, or the number of a registration."""
    digits = _APART.sub("", text)
    if len(digits) == _NIK_DIGITS and digits.isdecimal():
        return digits
    try:
        return read_number(text).value
    except NumberError:
        raise RefusedError(key("parting.refused_who")) from None


def _masked(value: str, _: Asking) -> str:
    return f"•••• {value[-4:]}" if len(value) == _NIK_DIGITS else f"•••-•••-{value[-3:]}"
