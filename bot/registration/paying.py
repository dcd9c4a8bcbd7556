"""What is told of a registration's contribution: what the office recorded, and how one pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.front.ways import AskAnything, Enrol, HowToPay, RemindMe, SaidPaid, Status
from bot.registration.receipt import masked_number
from bot.registration.steps.costs import PAYS_ALONE, Costs
from bot.registration.steps.readers import is_for_other
from bot.registration.store import Registrations
from bot.registration.whose import name_of_other, whose
from bot.terms.payers import payer_of
from bot.terms.stages import NEWS, NEWS_OF_OTHER, Stage
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.texts import Texts
    from bot.turns.turn import Turn

PAYABLE = frozenset({Stage.REGISTERED, Stage.ACTIVE, Stage.LAPSED})
_CHANNELS = {  # by the rule of the law that says so
    "pay_where": key("pay.where"),
    "pay_bank_kalbar": key("pay.bank_kalbar"),
}
_HIDDEN, _SHOWN_DIGITS = "•" * 7, 4  # of the number of an insurance card


def stage_text(
    texts: Texts, resources: Resources, registration: Registration, answers: Mapping[str, str], day: date
) -> Html:
    """Return what a stage means, in words for the person or for their helper, and what is to be paid."""
    name = name_of_other(texts, answers)
    news = texts(NEWS_OF_OTHER[registration.stage], name=name) if name else texts(NEWS[registration.stage])
    return Html("\n".join([news, *_lines(texts, resources, registration, answers, day)]))


def _lines(
    texts: Texts, resources: Resources, registration: Registration, answers: Mapping[str, str], day: date
) -> Iterator[Html]:
    unknown = registration.stage is Stage.REGISTERED and registration.recorded.sum is None
    if unknown and (rupiah := estimate(resources, answers, day)):
        yield texts.counted("pay.estimate", count=int(answers["months"]), sum=texts.money(rupiah))
    elif registration.stage is Stage.REGISTERED and not unknown and "months" in answers:
        yield texts.counted("pay.months", count=int(answers["months"]))
    yield from recorded_lines(texts, registration)


def recorded_lines(texts: Texts, registration: Registration, *, whole: bool = False) -> Iterator[Html]:
    """Give a line for each thing that the office recorded; the number of the card masked, unless `whole`."""
    recorded, again = registration.recorded, registration.stage is Stage.ACTIVE
    if recorded.protected_until:
        yield texts("pay.protected", day=texts.date(recorded.protected_until))
    if recorded.sum is not None:
        yield texts("pay.sum", sum=texts.money(recorded.sum))
    if recorded.pay_until:
        until = texts.date(recorded.pay_until)
        yield texts("pay.again_until", day=until) if again else texts("pay.until", day=until)
    if recorded.grace_until:
        yield texts("pay.grace", day=texts.date(recorded.grace_until))
    if recorded.kpj:
        masked = _HIDDEN + recorded.kpj[-_SHOWN_DIGITS:]
        yield texts("pay.card", number=recorded.kpj if whole else masked)


def estimate(resources: Resources, answers: Mapping[str, str], day: date) -> int:
    """Return what the first payment comes to in rupiah; 0 where somebody else pays, or for no time."""
    if payer_of(answers) not in PAYS_ALONE or "months" not in answers:
        return 0
    months, programs = int(answers["months"]), answers.get("programs", "jkk_jkm")
    costs = Costs(resources.tariff, resources.office_days)
    return costs.price(answers, programs, payer_of(answers), costs.first_month(day), months).total


def show_how_to_pay(turn: Turn, data: HowToPay | None = None) -> None:
    """Show how much is to be paid for a registration, until when, and where; of several, offer which."""
    registrations, texts = Registrations(turn.tx), turn.texts
    payable = {one.id: one for one in registrations.shown_in(turn.chat_id) if one.stage in PAYABLE}
    if data and data.registration in payable:
        _show_one(turn, payable[data.registration])
    elif len(payable) == 1:
        _show_one(turn, *payable.values())
    elif payable:
        rows = [(turn.labelled(_label(turn, one), HowToPay(one.id)),) for one in payable.values()]
        turn.show(texts("pay.which"), *rows)
    else:
        _show_none(turn)


def _show_none(turn: Turn) -> None:
    """Say that there is nothing to pay yet: for oneself, for others, or because nobody is enrolled here."""
    registrations, texts = Registrations(turn.tx), turn.texts
    sent = [one for one in registrations.shown_in(turn.chat_id) if one.stage is not Stage.DRAFT]
    if not sent:
        turn.show(texts("pay.none"), (turn.button("menu.enrol", Enrol()),))
        return
    others = all(is_for_other(registrations.answers(one.id)) for one in sent)
    when = texts("pay.not_yet_other") if others else texts("pay.not_yet")
    later = texts("pay.later_at", channels=_channels(turn))
    turn.show(Html(f"{when}\n\n{later}"), (turn.button("menu.status", Status()),))


def _label(turn: Turn, registration: Registration) -> str:
    answers = Registrations(turn.tx).answers(registration.id)
    return f"{whose(turn.texts, answers)} {masked_number(registration)}"


def _show_one(turn: Turn, registration: Registration) -> None:
    texts, day = turn.texts, office_day(turn.now)
    answers = Registrations(turn.tx).answers(registration.id)
    name = name_of_other(texts, answers)
    heading = texts("pay.heading_of", name=name) if name else texts("pay.heading")
    lines = list(_lines(texts, turn.resources, registration, answers, day)) or [texts("pay.unknown")]
    nik = texts("pay.nik_of", name=name) if name else texts("pay.nik")
    until = registration.recorded.pay_until
    paid = [(turn.button("due.paid", SaidPaid(until.isoformat())),)] if until else []
    turn.show(
        texts("pay.how", heading=heading, lines=Html("\n".join(lines)), nik=nik, channels=_channels(turn)),
        *paid,
        (turn.button("pay.remind", RemindMe()),),
        (turn.button("menu.status", Status()), turn.button("menu.ask", AskAnything())),
    )


def _channels(turn: Turn) -> Html:
    """Return where one can pay, as far as a rule that holds today says so."""
    facts, day = turn.resources.facts, office_day(turn.now)
    return Html("\n".join(turn.texts(text) for rule, text in _CHANNELS.items() if facts.ground(rule, day)))
