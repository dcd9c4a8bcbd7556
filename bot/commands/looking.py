"""Commands that change nothing about anybody: check, form, nik, export."""

from __future__ import annotations

import asyncio
import csv
import json
import sys
from itertools import product
from typing import TYPE_CHECKING

from bot.answers import checking
from bot.dialogue.form import Asking, RefusedError
from bot.people.nik import read_nik
from bot.registration.calculator import calculator
from bot.registration.form import enrolment, proof
from bot.registration.store import Registration, Registrations
from bot.scheme.facts import SchemeError
from bot.settings import Environment
from bot.store.audit import AuditTrail
from bot.store.connection import look
from bot.store.opening import transaction
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.clock import Clock
    from bot.dialogue.form import Form, Step
    from bot.resources import Resources
    from bot.store.transaction import Transaction
from bot.commands.common import existing_store, resources_of, say, warn

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def check(audit_head: str | None) -> int:
    """Validate config, facts, catalogues and, where there is one, the audit trail; 1 if anything is wrong.

    A figure that ends soon or was checked long ago, or an answer that a language lacks, is only warned of.
    """
    environment = Environment()
    try:
        resources = resources_of(environment)
    except SchemeError as error:  # a figure without its law is what was asked about, not wrong use
        warn(error)
        return 1
    for ageing in resources.tariff.warnings(environment.clock().today()):
        warn(f"warning: config/scheme/{ageing}")
    for missing in checking.missing(resources):
        warn(f"warning: config/answers/{missing}")
    faults = [f"config/scheme/{fault}" for fault in resources.tariff.faults()]
    faults += [f"locales: {fault}" for fault in resources.catalogues.faults()]
    faults += _example_faults(resources, environment.clock())
    faults += [f"config/answers/{fault}" for fault in checking.faults(resources, environment.clock().today())]
    database = environment.database()
    if database.exists():
        with transaction(database, environment.keys(), environment.clock()) as tx:
            faults += _audit_faults(tx, audit_head)
    elif audit_head:
        faults.append(f"audit: there is no store at {database}")
    for fault in faults:
        warn(fault)
    if not faults:
        say("everything is in order")
    return 1 if faults else 0


def _example_faults(resources: Resources, clock: Clock) -> Iterator[str]:
    """Walk the forms with their own examples: each must be accepted."""
    forms = (enrolment(resources), proof(resources), calculator(resources))
    for form, language in product(forms, resources.catalogues.languages):
        try:
            for _ in _walk(form, resources, clock.today(), language):
                pass
        except RefusedError as error:
            yield f"config/payung.toml: examples: {language}: {form.id}: {error.reason}"


def _audit_faults(tx: Transaction, audit_head: str | None) -> list[str]:
    trail = AuditTrail(tx)
    if broken := trail.first_broken():
        return [f"audit: entry {broken} does not follow from the one before"]
    if missing := trail.missing_from():
        return [f"audit: the trail ends before entry {missing}: entries are missing"]
    if audit_head and not trail.holds(audit_head):
        return ["audit: the trail does not contain that hash: entries are missing"]
    return []


def _walk(
    form: Form, resources: Resources, today: date, language: str = DEFAULT_LANGUAGE
) -> Iterator[tuple[Step, Asking]]:
    """Go through the form, answering each step with its example in that language."""
    answers: dict[str, str] = {}
    catalogues = resources.catalogues
    for step in form.steps:
        asking = Asking(catalogues[language], catalogues, today, answers)
        yield step, asking
        answers[step.id] = step.read(asking.texts.example(step.id, step.example), asking)


def show_form() -> None:
    """Print the enrolment form as JSON; choices are those that follow from the examples before them."""
    environment = Environment()
    resources = resources_of(environment)
    steps = [
        _described(step, asking)
        for step, asking in _walk(enrolment(resources), resources, environment.clock().today())
    ]
    say(json.dumps(steps, ensure_ascii=False, indent=2))


def _described(step: Step, asking: Asking) -> dict[str, object]:
    english = Asking(asking.catalogues["en"], asking.catalogues, asking.today, asking.answers)
    pairs = zip(step.choices(asking), step.choices(english), strict=True)
    return {
        "id": step.id,
        "kind": step.kind,
        "required": _is_required(step, asking.answers),
        "example": step.example,
        "choices": [{"id": one.id, "id_label": one.label, "en_label": other.label} for one, other in pairs],
    }


def _is_required(step: Step, answers: Mapping[str, str]) -> bool:
    """Tell whether somebody who answers as the examples do has to answer this step."""
    return not step.extra and step.applies(answers) and step.required(answers)


def check_niks(numbers: list[str]) -> None:
    """Print what is in each identity number, one JSON object a line."""
    environment = Environment()
    divisions, today = resources_of(environment).divisions, environment.clock().today()
    for line in numbers or (line.rstrip("\r\n") for line in sys.stdin):
        say(json.dumps(read_nik(line, today, divisions).to_json(), ensure_ascii=False))


def export() -> None:
    """Print all registrations that were sent, as CSV; cells that a spreadsheet would run are disarmed."""
    environment = Environment()
    form = enrolment(resources_of(environment))
    database, keys, clock = existing_store(environment)
    writer = csv.writer(sys.stdout)
    step_ids = [step.id for step in form.steps]
    with transaction(database, keys, clock) as tx:
        tx.audit("cli", "export")
    writer.writerow(["registration", "chat_id", "stage", "submitted_at", *step_ids])

    def write(tx: Transaction) -> None:
        registrations = Registrations(tx)
        for registration in registrations.submitted():
            writer.writerow(_row(registration, registrations.answers(registration.id), step_ids))

    asyncio.run(look(database, keys, clock, write))


def _row(registration: Registration, answers: Mapping[str, str], step_ids: list[str]) -> list[str]:
    number, sent = registration.number, registration.submitted_at
    return [
        number.spoken if number else "",
        str(registration.chat_id),
        registration.stage,
        sent.isoformat() if sent else "",
        *(_disarmed(answers.get(step_id, "")) for step_id in step_ids),
    ]


def _disarmed(cell: str) -> str:
    """Return a cell that no spreadsheet runs; a phone number in E.164 is harmless and stays as it is."""
    harmless = cell.startswith("+") and cell[1:].isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not harmless else cell
