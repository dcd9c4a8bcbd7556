"""The command check: whether config, facts, catalogues and the audit trail are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from bot.announcements.compose.entry import EXAMPLES
from bot.answers import checking
from bot.commands._comments import Comments
from bot.commands._common import resources_of, say, warn
from bot.commands._terms import Terms
from bot.commands._walk import walk
from bot.dialogue.form import RefusedError
from bot.exchange.participants import RESULTS
from bot.exports.layouts import load_layouts
from bot.lists.words import Codes, Headings
from bot.registration.calculator import calculator
from bot.registration.form import enrolment, proof
from bot.scheme.facts import SchemeError
from bot.settings import Environment
from bot.store.audit import AuditTrail
from bot.store.opening import exists, transaction
from bot.terms.occupations import Occupation
from bot.texts import DEFAULT_LANGUAGE, example_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from datetime import date

    from bot.clock import Clock
    from bot.dialogue.form import Form
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Texts

SUMMARY = "check config, facts, catalogues and audit trail"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--audit-head", metavar="HASH", help="the trail must contain this hash")


def run(options: Namespace) -> int:
    """Validate config, facts, catalogues and, where there is one, the audit trail; 1 if anything is wrong.

    A figure that ends soon or was checked long ago, or an answer that a language lacks, is only warned of.
    """
    environment = Environment()
    try:
        resources = resources_of(environment)
    except SchemeError as error:  # a figure without its law is what was asked about, not wrong use
        warn(error)
        return 1
    Headings.load(environment.config())
    codes = Codes.load(environment.config())
    load_layouts(resources)
    for ageing in resources.tariff.warnings(environment.clock().today()):
        warn(f"warning: config/scheme/{ageing}")
    if unknown := [name for name, one in asdict(resources.emergency).items() if not one.number.strip()]:
        warn(f"warning: config/payung.toml: emergency: no number of {', '.join(unknown)}: nobody can call")
    for missing in checking.missing(resources):
        warn(f"warning: config/answers/{missing}")
    faults = [f"config/scheme/{fault}" for fault in resources.tariff.faults()]
    faults += [f"locales: {fault}" for fault in resources.catalogues.faults()]
    comments = Comments.load(resources.catalogues.folder)
    faults += [f"locales: {fault}" for fault in comments.faults(resources.catalogues)]
    faults += [f"locales: {fault}" for fault in comments.stale(resources.catalogues)]
    faults += Terms.load(resources.catalogues.folder).faults(resources.catalogues, resources.library)
    faults += _example_faults(resources, environment.clock())
    faults += [f"config/answers/{fault}" for fault in checking.faults(resources, environment.clock().today())]
    faults += [f"config/voice/{fault}" for fault in _recording_faults(resources)]
    faults += [f"config/lists/codes.toml: {fault}" for fault in _code_faults(codes)]
    database = environment.database()
    if exists(database):
        with transaction(database, environment.keys(), environment.clock()) as tx:
            faults += _audit_faults(tx, options.audit_head)
    elif options.audit_head:
        faults.append(f"audit: there is no store at {database}")
    for fault in faults:
        warn(fault)
    if not faults:
        say("everything is in order")
    return 1 if faults else 0


def _code_faults(codes: Codes) -> Iterator[str]:
    """Give the codes of lists that mean nothing here."""
    for table, known in (("work", set(Occupation)), ("result", RESULTS)):
        for value in sorted(set(getattr(codes, table).values()) - set(known)):
            yield f"{table}.{value}: is not one of {', '.join(sorted(known))}"


def _recording_faults(resources: Resources) -> list[str]:
    """Return the recordings that no screen plays: of a wrong kind, too large, or named as no text is."""
    keys = frozenset(resources.catalogues[DEFAULT_LANGUAGE].own)
    return [*resources.recordings.faults, *resources.recordings.strangers(keys)]


def _example_faults(resources: Resources, clock: Clock) -> Iterator[str]:
    """Walk the forms with their own examples: each must be there, and be accepted."""
    forms = (enrolment(resources), proof(), calculator(resources))
    for language in resources.catalogues.languages:
        texts = resources.catalogues[language]
        missing = {*texts.missing_examples(), *(_lacking(form, texts) for form in forms)} - {""}
        missing |= {name for name in EXAMPLES if not texts.example(name)}
        for name in sorted(missing):
            yield f"config/payung.toml: examples.{name.removeprefix(example_of(''))}: is missing ({language})"
        for form in [] if missing else forms:
            yield from _refused(form, resources, clock.today(), language)


def _lacking(form: Form, texts: Texts) -> str:
    """Return the first step without an example; empty where all have one."""
    return next((step.id for step in form.steps if not step.example_in(texts)), "")


def _refused(form: Form, resources: Resources, today: date, language: str) -> Iterator[str]:
    try:
        for _ in walk(form, resources, today, language):
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
