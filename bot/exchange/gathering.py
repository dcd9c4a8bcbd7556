"""What registrations say, as statements beside those of lists: found among them in the same way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from bot.clock import stamp
from bot.exchange.nearby import near
from bot.exchange.planning import Planner, Row
from bot.exchange.sealing import Sealing
from bot.people.nik import birth_date_in
from bot.register.content import Content, Place
from bot.register.links import new_id
from bot.register.pairs import Pairs
from bot.register.statements import NewRow, Statements
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.exchange.planning import Pair
    from bot.registration.registration import Registration
    from bot.store.transaction import Transaction

AT_ONCE: Final = 2_000  # registrations


def gather(tx: Transaction, today: date) -> tuple[list[NewRow], list[Pair]]:
    """Return what registrations say that is not known yet, as rows to be written, and unsure pairs."""
    statements, registrations, sealing = Statements(tx), Registrations(tx), Sealing(tx.keys)
    found: list[tuple[Registration, Row]] = []
    for number, one in enumerate(statements.ungathered(AT_ONCE)):
        registration = registrations.get(one)
        if registration:
            found.append((registration, _row(registrations, registration, sealing, number, today)))
    if not found:
        return [], []
    rows = [row for _, row in found]
    planner = Planner(near(statements, rows, frozenset()), (), Pairs(tx).apart(), statements.said)
    plan = planner.plan(rows)
    written = [
        sealing.new_row(row, registration_id=one.id, said_at=stamp(one.touched_at)) for one, row in found
    ]
    return written, plan.pairs


def _row(
    registrations: Registrations, registration: Registration, sealing: Sealing, number: int, today: date
) -> Row:
    answers = registrations.answers(registration.id)
    content, place = content_of_answers(answers, today, registration.recorded.kpj), place_of(answers)
    return Row(number, content, place, sealing.digest(registration.id, content, place), new_id())


def content_of_answers(answers: Mapping[str, str], today: date, kpj: str = "") -> Content:
    """Return what somebody said of themselves, or a helper of them."""
    born = answers.get("birth_date") or str(birth_date_in(answers.get("nik", ""), today) or "")
    return Content(
        name=answers.get("name", ""),
        nik=answers.get("nik", ""),
        sex=answers.get("sex", ""),
        born=date.fromisoformat(born) if born else None,
        birth_place=answers.get("birthplace", ""),
        occupation=answers.get("job", ""),
        work=answers.get("occupation", ""),
        phone=answers.get("phone", ""),
        address=", ".join(filter(None, (answers.get("card_address"), answers.get("hamlet")))),
        income=answers.get("income", ""),
        payer=answers.get("payer", ""),
        kpj=kpj,
    )


def place_of(answers: Mapping[str, str]) -> Place:
    """Return where somebody says to live."""
    return Place(answers.get("district", ""), answers.get("village", ""))
