"""The months of one person: who pays each, and what nobody pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.cover.pricing import Pricing
from bot.cover.totals import Sums
from bot.dialogue.screen import Screen
from bot.front.ways import OpenPerson
from bot.funding.counting import months_of
from bot.funding.reading import CoverReading
from bot.funding.screens import month_name
from bot.ledger.programmes import FundingProgrammes
from bot.months import month_of
from bot.residents.words import Values
from bot.terms.funds import STATE_NAMES
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cover.pricing import PersonMonth
    from bot.front.ways import PersonMonths
    from bot.turns.turn import Turn

_BEFORE: Final = 3  # months that lie behind
_SHOWN: Final = 15


def show(turn: Turn, data: PersonMonths) -> None:
    """Show them; that is in the audit trail."""
    one = CoverReading(turn.tx, turn.resources).one(data.person)
    if one is None or one.person is None:
        turn.show(turn.texts("person.gone"))
        return
    turn.tx.audit(f"chat:{turn.chat_id}", "open months", f"person:{data.person}")
    texts, first = turn.texts, month_of(office_day(turn.now)) - _BEFORE
    programmes = {each.id: each.terms.name for each in FundingProgrammes(turn.tx).all()}
    pricing, sums = Pricing(turn.resources.tariff), Sums()
    lines = []
    for month in months_of(one, pricing, first, first + _SHOWN - 1):
        sums.add(month)
        lines.append(_line(turn, month, programmes))
    text = texts(
        "person_months.screen",
        name=Values.of(turn).name(one.person),
        lines=Html("\n".join(lines)) or texts("person_months.none"),
        price=texts.money(sums.price),
        paid=texts.money(sums.paid),
        promised=texts.money(sums.promised),
        own=texts.money(sums.own),
        open=texts.money(sums.open),
    )
    stays = turn.resources.limits.review_minutes * 60
    back = ((turn.button("person_months.back", OpenPerson(data.person)),),)
    turn.acts.append(Screen(text, back, vanishes_after=stays))


def _line(turn: Turn, month: PersonMonth, programmes: Mapping[int, str]) -> Html:
    texts = turn.texts
    line = texts(
        "person_months.line",
        month=month_name(texts, month.month),
        state=texts(STATE_NAMES[month.state]),
        price=texts.money(month.price),
        payers=", ".join(programmes.get(one, "–") for one in month.programmes) or "–",
    )
    marks = [texts("person_months.confirmed")] if month.confirmed else []
    marks += [texts("person_months.double", sum=texts.money(month.over))] if month.over else []
    return Html(" ".join([line, *marks]))
