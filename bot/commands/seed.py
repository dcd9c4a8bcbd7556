"""The command seed: a store filled with invented people."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.chats.store import Chats
from bot.commands._common import resources_of, say
from bot.errors import ConfigurationError
from bot.people.names import PersonName
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.settings import TELEGRAM, Environment
from bot.store.opening import only_process, transaction
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from bot.dialogue.form import Form
    from bot.resources import Resources
    from bot.store.transaction import Transaction

SUMMARY = "fill a store with invented people"
_CACHE = 500_000  # KiB: registrations have random ids, so every page is needed again and again


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--chats", type=_positive, required=True)
    command.add_argument("--first-id", type=_positive, required=True)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def run(options: Namespace) -> None:
    """Fill the store with invented people, each with one registration that was sent."""
    environment = Environment()
    if environment.api_url() == TELEGRAM:
        raise ConfigurationError("PAYUNG_API_URL", "seed is for a stand-in, not for Telegram itself")
    resources = resources_of(environment)
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    with only_process(database), transaction(database, keys, clock) as tx:
        tx.use_memory(_CACHE)
        fill(tx, resources, range(options.first_id, options.first_id + options.chats))
    say(f"{options.chats} invented people")


def fill(tx: Transaction, resources: Resources, chats: range) -> None:
    """Add invented people, each with one registration that was sent."""
    form, chance = enrolment(resources), random.Random(chats.start)  # noqa: S311 - invented people, not secrets
    regions = resources.regions
    places = [
        (one.code, [village.code for village in regions.villages(one.code)]) for one in regions.districts
    ]
    for chat_id in chats:
        _seed_one(tx, resources, form, chat_id, chance, places)


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
        "nik": f"{district.replace('.', '')}{chance.randint(1, 28):02}{chance.randint(1, 12):02}"
        f"{chance.randint(60, 99)}{chance.randint(9000, 9999)}",
        "as_card": "same",
        "name": PersonName(f"{first} {last}").value,
        "birthplace": chance.choice(resources.form.birthplaces),
        "phone": f"+628120000{chance.randint(9000, 9999)}",
        "district": district,
        "village": chance.choice(villages),
        "occupation": chance.choice(("farmer", "planter", "fisher", "trader", "driver", "boatman")),
        "workplace": "field",
        "income": str(chance.choice(resources.form.incomes)),
        "payer": chance.choice(("self", "family", "apbd")),
        "programs": chance.choice(("jkk_jkm", "jkk_jkm_jht")),
        "declaration": "true",
    }
    if answers["payer"] != "apbd":
        answers["months"] = chance.choice(("1", "3", "6", "12"))
    registration_id = registrations.create(chat_id, resources.notice_version)
    registrations.save(registration_id, form, answers)
    registrations.submit(registration_id, chat_id, str(answers["nik"]), ())
