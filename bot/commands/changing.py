"""Commands on registrations and people: stage, invite, seed, erase."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.chats.store import Chats
from bot.errors import ConfigurationError, RequestError
from bot.people.names import PersonName
from bot.people.registration_number import NumberError, read_number
from bot.registration.form import enrolment
from bot.registration.store import Registration, Registrations
from bot.reminders.messages import note_stage
from bot.settings import TELEGRAM, Environment
from bot.staff.invitations import invite as new_invitation
from bot.store.backup import journal_of_store
from bot.store.meta import BOT_NAME, Meta
from bot.store.opening import only_process, transaction
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.form import Form
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.terms.roles import Role
    from bot.terms.stages import Stage
from bot.commands.common import existing_store, resources_of, say

_SEED_CACHE = 500_000  # KiB: registrations have random ids, so every page is needed again and again


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
    database, keys, clock = existing_store(Environment())
    with transaction(database, keys, clock) as tx:
        registration = _find(tx, number)
        if registration.stage is stage:
            say(f"already {stage}")
            return
        Registrations(tx).set_stage(registration.id, stage, "cli")
        note_stage(tx, registration)
    say(f"moved to {stage}")


def invite(role: Role) -> None:
    """Print a one-time link that makes whoever opens it staff."""
    environment = Environment()
    limits = resources_of(environment).limits
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    with transaction(database, keys, clock) as tx:
        name = Meta(tx).get(BOT_NAME)
        if not name:
            raise RequestError("the bot's name is not known yet: start `payung run` once, then invite")
        payload = new_invitation(tx, role, limits.invitation_hours)
    say(f"https://t.me/{name}?start={payload}")


def seed(chats: int, first_id: int) -> None:
    """Fill the store with invented people, each with one registration that was sent."""
    environment = Environment()
    if environment.api_url() == TELEGRAM:
        raise ConfigurationError("PAYUNG_API_URL", "seed is for a stand-in, not for Telegram itself")
    resources = resources_of(environment)
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    form, chance = enrolment(resources), random.Random(first_id)  # noqa: S311 - invented people, not secrets
    regions = resources.regions
    places = [
        (one.code, [village.code for village in regions.villages(one.code)]) for one in regions.districts
    ]
    with only_process(database), transaction(database, keys, clock) as tx:
        tx.use_memory(_SEED_CACHE)
        for chat_id in range(first_id, first_id + chats):
            _seed_one(tx, resources, form, chat_id, chance, places)
    say(f"{chats} invented people")


def _seed_one(  # noqa: PLR0913, PLR0917 - all that a person is made of
    tx: Transaction, resources: Resources, form: Form, chat_id: int, chance: random.Random,
    places: Sequence[tuple[str, Sequence[str]]],
) -> None:  # fmt: skip
    registrations = Registrations(tx)
    Chats(tx).add(chat_id, DEFAULT_LANGUAGE)
    district, villages = chance.choice(places)
    first, last = (
        chance.choice(("Siti", "Budi", "Ani", "Yohanes", "Lidia")),
        chance.choice(("Aminah", "Jaya", "Lestari")),
    )
    answers: dict[str, str | None] = {
        "for_whom": "self",
        "consent": "agree",
        "nik": f"61060{chance.randint(1, 9)}{chance.randint(1, 28):02}{chance.randint(1, 12):02}"
        f"{chance.randint(60, 99)}{chance.randint(9000, 9999)}",
        "as_card": "same",
        "name": PersonName(f"{first} {last}").value,
        "birthplace": "Putussibau",
        "phone": f"+628120000{chance.randint(9000, 9999)}",
        "district": district,
        "village": chance.choice(villages),
        "occupation": chance.choice(("farmer", "planter", "fisher", "trader", "driver", "boatman")),
        "workplace": "field",
        "income": str(chance.choice(resources.incomes)),
        "payer": chance.choice(("self", "family", "apbd")),
        "programs": chance.choice(("jkk_jkm", "jkk_jkm_jht")),
        "declaration": "true",
    }
    if answers["payer"] != "apbd":
        answers["months"] = chance.choice(("1", "3", "6", "12"))
    registration_id = registrations.create(chat_id, resources.notice_version)
    registrations.save(registration_id, form, answers)
    registrations.submit(registration_id, chat_id, str(answers["nik"]), ())


def erase(number: str) -> None:
    """Erase a registration for good; a restore will erase it again."""
    environment = Environment()
    database, keys, clock = existing_store(environment)
    with transaction(database, keys, clock) as tx:
        Registrations(tx).erase(_find(tx, number).id, "cli")
    say(f"erased; noted in {journal_of_store(database)}, to be kept with the backups")
