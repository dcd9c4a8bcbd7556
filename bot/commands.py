"""What each command does."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import random
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app
from bot.dialogue.form import Asking, RefusedError
from bot.dialogue.screen import Button, Screen
from bot.errors import ConfigurationError, RequestError
from bot.gateway import turns
from bot.gateway.calls import to_calls
from bot.people.names import PersonName
from bot.people.nik import read_nik
from bot.people.registration_number import NumberError, read_number
from bot.registration.form import enrolment, proof
from bot.registration.stages import NEWS, Stage
from bot.registration.store import Registration, Registrations
from bot.resources import Resources
from bot.sandbox import DEMO_PEOPLE, Sandbox
from bot.settings import TELEGRAM, Environment, Settings
from bot.staff.invitations import invite as new_invitation
from bot.staff.roles import Role
from bot.store import backup as backups
from bot.store.connection import connect
from bot.store.crypto import Keys, new_secret, read_secret
from bot.store.opening import migrate, only_process, prepare, transaction
from bot.store.transaction import Transaction, first_broken_entry
from bot.texts import DEFAULT_LANGUAGE
from bot.turn import menu_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.clock import Clock
    from bot.dialogue.form import Form, Step

_DEMO = Path("var/demo")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def say(text: object) -> None:
    """Print a line of the result."""
    print(text)  # noqa: T201


def _resources(environment: Environment) -> Resources:
    return Resources.load(environment.config())


def _existing(environment: Environment) -> tuple[Path, Keys, Clock]:
    """Return database, keys and clock. Raise RequestError where there is no store yet."""
    database, keys = environment.database(), environment.keys()
    if not database.exists():
        raise RequestError(f"there is no store at {database}")
    return database, keys, environment.clock()


# -- running


async def run() -> None:
    """Run the bot."""
    environment = Environment()
    settings = environment.settings()
    await app.run(settings, Resources.load(settings.config))


async def demo(port: int) -> None:
    """Run the bot against the stand-in, with a store and a key of its own under var/demo/."""
    sandbox = Sandbox(port=port)
    try:
        await sandbox.start()
    except OSError:
        raise ConfigurationError("--port", f"{port} is taken; choose another") from None
    try:
        settings = _demo_settings(sandbox)
        resources = Resources.load(settings.config)
        _invite_demo_staff(settings, resources, sandbox)
        started = asyncio.Event()
        running = asyncio.create_task(app.run(settings, resources, started))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if started.is_set():
            say(f"Payung: {sandbox.url}/  (Ctrl-C ends it)")
            sys.stdout.flush()
        waiting.cancel()
        await running
    finally:
        await sandbox.stop()


def _demo_settings(sandbox: Sandbox) -> Settings:
    # The stand-in begins with an empty world, so the demo begins with an empty store.
    for old in _DEMO.glob("payung.db*"):
        if old.suffix != ".lock":
            old.unlink()
    _DEMO.mkdir(parents=True, exist_ok=True)
    return Settings(
        sandbox.token, sandbox.url, _DEMO / "payung.db", Keys(read_secret(_demo_secret())),
        Environment().config(), None, 28.0, "off", Environment().clock(),
    )  # fmt: skip


def _demo_secret() -> str:
    path = _DEMO / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(new_secret())
    return path.read_text()


def _invite_demo_staff(settings: Settings, resources: Resources, sandbox: Sandbox) -> None:
    with transaction(settings.database, settings.keys, settings.clock) as tx:
        payload = new_invitation(tx, Role.ADMIN, resources.limits.invitation_hours)
    staff = DEMO_PEOPLE[-1]
    sandbox.acts.start(staff.id, payload)


# -- looking


def check(audit_head: str | None) -> int:
    """Validate config, facts, catalogues and, where there is one, the audit trail; 1 if anything is wrong."""
    environment = Environment()
    resources = _resources(environment)
    faults = [f"config/scheme/{fault}" for fault in resources.facts.faults()]
    faults += [f"locales: {fault}" for fault in resources.catalogues.faults()]
    faults += _example_faults(resources, environment.clock())
    database = environment.database()
    if database.exists():
        with transaction(database, environment.keys(), environment.clock()) as tx:
            faults += _audit_faults(tx, audit_head)
    elif audit_head:
        faults.append(f"audit: there is no store at {database}")
    for fault in faults:
        print(f"payung: {fault}", file=sys.stderr)  # noqa: T201
    if not faults:
        say("everything is in order")
    return 1 if faults else 0


def _example_faults(resources: Resources, clock: Clock) -> Iterator[str]:
    """Walk the forms with their own examples: each must be accepted."""
    for form in (enrolment(resources), proof(resources)):
        try:
            for _ in _walk(form, resources, clock.today()):
                pass
        except RefusedError as error:
            yield f"config/payung.toml: examples: {form.id}: {error.reason}"


def _audit_faults(tx: Transaction, audit_head: str | None) -> list[str]:
    broken = first_broken_entry(tx)
    if broken:
        return [f"audit: entry {broken} does not follow from the one before"]
    if audit_head and tx.one("audit_entry_with_hash", hash=audit_head) is None:
        return ["audit: the trail does not contain that hash: entries are missing"]
    return []


def _walk(form: Form, resources: Resources, today: date) -> Iterator[tuple[Step, Asking]]:
    """Go through the form, answering each step with its example."""
    answers: dict[str, str] = {}
    catalogues = resources.catalogues
    for step in form.steps:
        asking = Asking(catalogues[DEFAULT_LANGUAGE], catalogues, today, answers)
        yield step, asking
        answers[step.id] = step.read(step.example, asking)


def show_form() -> None:
    """Print the enrolment form as JSON; choices are those that follow from the examples before them."""
    environment = Environment()
    resources = _resources(environment)
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
        "required": step.required,
        "example": step.example,
        "choices": [{"id": one.id, "id_label": one.label, "en_label": other.label} for one, other in pairs],
    }


def check_niks(numbers: list[str]) -> None:
    """Print what is in each identity number, one JSON object a line."""
    environment = Environment()
    divisions, today = _resources(environment).divisions, environment.clock().today()
    for line in numbers or (line.rstrip("\r\n") for line in sys.stdin):
        say(json.dumps(read_nik(line, today, divisions).to_json(), ensure_ascii=False))


def export() -> None:
    """Print all registrations that were sent, as CSV; cells that a spreadsheet would run are disarmed."""
    environment = Environment()
    form = enrolment(_resources(environment))
    database, keys, clock = _existing(environment)
    writer = csv.writer(sys.stdout)
    step_ids = [step.id for step in form.steps]
    writer.writerow(["registration", "chat_id", "stage", "submitted_at", *step_ids])
    with transaction(database, keys, clock) as tx:
        tx.audit("cli", "export")
    with transaction(database, keys, clock, reads=True) as tx:
        registrations = Registrations(tx)
        for registration in registrations.submitted():
            writer.writerow(_row(registration, registrations.answers(registration.id), step_ids))


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


# -- changing


def _find(tx: Transaction, number: str) -> Registration:
    try:
        registration = Registrations(tx).by_number(read_number(number).value)
    except NumberError:
        raise RequestError(
            "that is not a registration number (nine digits, the last a check digit)"
        ) from None
    if registration is None:
        raise RequestError("no registration bears that number")
    return registration


def move(number: str, stage: Stage) -> None:
    """Move a registration to a stage; the person is told by the bot that runs, or by its next run."""
    environment = Environment()
    resources = _resources(environment)
    database, keys, clock = _existing(environment)
    with transaction(database, keys, clock) as tx:
        registration = _find(tx, number)
        if registration.stage is stage:
            say(f"already {stage}")
            return
        Registrations(tx).set_stage(registration.id, stage, "cli")
        row = tx.one("get_chat", chat_id=registration.chat_id)
        texts = resources.catalogues[row["language"] if row else DEFAULT_LANGUAGE]
        news = Screen(
            texts("stage_news.heading", news=texts(NEWS[stage])),
            ((Button(texts("menu.status"), menu_data("status")),),),
        )
        turns.add_notice(tx, registration.chat_id, to_calls(registration.chat_id, [news]))
    say(f"moved to {stage}")


def invite(role: Role) -> None:
    """Print a one-time link that makes whoever opens it staff."""
    environment = Environment()
    limits = _resources(environment).limits
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    with transaction(database, keys, clock) as tx:
        row = tx.one("get_meta", key="bot_name")
        name = row["value"] if row else ""
        if not name:
            raise RequestError("the bot's name is not known yet: start `payung run` once, then invite")
        payload = new_invitation(tx, role, limits.invitation_hours)
    say(f"https://t.me/{name}?start={payload}")


def seed(chats: int, first_id: int) -> None:
    """Fill the store with invented people, each with one registration that was sent."""
    environment = Environment()
    if environment.api_url() == TELEGRAM:
        raise ConfigurationError("PAYUNG_API_URL", "seed is for a stand-in, not for Telegram itself")
    resources = _resources(environment)
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    form, chance = enrolment(resources), random.Random(first_id)  # noqa: S311 - invented people, not secrets
    with only_process(database), transaction(database, keys, clock) as tx:
        for chat_id in range(first_id, first_id + chats):
            _seed_one(tx, resources, form, chat_id, chance)
    say(f"{chats} invented people")


def _seed_one(tx: Transaction, resources: Resources, form: Form, chat_id: int, chance: random.Random) -> None:
    registrations = Registrations(tx)
    tx.do("add_chat", chat_id=chat_id, language=DEFAULT_LANGUAGE, first_seen=tx.clock.stamp())
    district = chance.choice(resources.regions.districts)
    first, last = (
        chance.choice(("Siti", "Budi", "Ani", "Yohanes", "Lidia")),
        chance.choice(("Aminah", "Jaya", "Lestari")),
    )
    answers: dict[str, str | None] = {
        "consent": "agree",
        "nik": f"61060{chance.randint(1, 9)}{chance.randint(1, 28):02}{chance.randint(1, 12):02}"
        f"{chance.randint(60, 99)}{chance.randint(9000, 9999)}",
        "name": PersonName(f"{first} {last}").value,
        "phone": f"+628120000{chance.randint(9000, 9999)}",
        "district": district.code,
        "village": chance.choice(resources.regions.villages(district.code)).code,
    }
    registration_id = registrations.create(chat_id, resources.notice_version)
    registrations.save(registration_id, form, answers)
    registrations.submit(registration_id, chat_id, str(answers["nik"]), ())


def erase(number: str) -> None:
    """Erase a registration for good; a restore will erase it again."""
    environment = Environment()
    database, keys, clock = _existing(environment)
    with transaction(database, keys, clock) as tx:
        Registrations(tx).erase(_find(tx, number).id, "cli")
    say("erased")


# -- keeping


def back_up(target: Path) -> None:
    """Copy the store; print the newest hash of the audit trail, to be kept elsewhere."""
    database, keys, clock = _existing(Environment())
    say(backups.back_up(database, target, keys, clock))


def restore(source: Path) -> None:
    """Bring a backup back into an empty store, and erase again what was erased since."""
    environment = Environment()
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    if not source.is_file():
        raise RequestError(f"there is no file {source}")
    with only_process(database):
        count = backups.restore(source, database, keys, clock, _erase_again)
    say(f"restored; {count} erasures applied again")


def _erase_again(tx: Transaction, registration_id: str) -> None:
    Registrations(tx).erase(registration_id, "restore")


def migrate_store() -> None:
    """Bring the schema up to date."""
    environment = Environment()
    database, keys = environment.database(), environment.keys()
    with only_process(database):
        prepare(database, keys)
        with closing(connect(database)) as connection:
            done = migrate(connection)
    say("\n".join(done) or "up to date")
