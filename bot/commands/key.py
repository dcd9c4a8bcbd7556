"""The command key: which secret the store is sealed with, and going over to a new one."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

from bot.commands._common import existing_store, say
from bot.errors import ConfigurationError, RequestError
from bot.settings import Environment
from bot.store import key_file
from bot.store.crypto import SECRET_BYTES, short_id
from bot.store.keyring import generations_of
from bot.store.opening import transaction
from bot.store.turning import Turning, is_next

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from bot.clock import Clock
    from bot.store.address import Whereabouts
    from bot.store.keyring import KeyRing

SUMMARY = "which key the store is sealed with; `rotate`: go over to a new one, also while the bot runs"
_AT_ONCE = 200  # values that are sealed anew in one unit of work: people are answered in between
_PAUSE = 0.01  # seconds
_TRIES, _TRY_PAUSE = 30, 2.0


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("action", choices=("status", "rotate"), nargs="?", default="status")
    command.add_argument("--json", action="store_true", help="of `status`")


def run(options: Namespace) -> None:
    """Tell which key is in force, or go over to a new one.

    Killed in the middle, `rotate` is run again and goes on. Raise RequestError where it cannot begin now.
    """
    environment = Environment()
    if options.action == "rotate":
        _rotate(environment)
    else:
        _tell(environment, as_json=options.json)


def _tell(environment: Environment, *, as_json: bool) -> None:
    database, ring, clock = existing_store(environment)
    with transaction(database, ring, clock, reads=True) as tx:
        found: dict[str, Any] = {
            "key": short_id(tx.keys.fingerprint()),
            "generation": tx.keys.generation,
            "at_hand": [short_id(one) for one in ring.fingerprints],
            "sealed_by_earlier": Turning(tx).left(),
            "earlier": {short_id(one.fingerprint): one.since for one in generations_of(tx.connection)[:-1]},
        }
    if as_json:
        say(json.dumps(found))
        return
    say(f"key {found['key']}, the {found['generation']}. of this store")
    for earlier, since in found["earlier"].items():
        say(f"before: {earlier}, since {since[:10]}; backups of that time need it")
    if left := found["sealed_by_earlier"]:
        say(f"{left} values are sealed with an earlier key: payung key rotate goes on")


def _rotate(environment: Environment) -> None:
    file = environment.key_file()
    if file is None:
        raise ConfigurationError(
            "PAYUNG_SECRET_KEY", "stands in the environment; `rotate` needs PAYUNG_SECRET_KEY_FILE"
        )
    database, ring, clock = existing_store(environment)
    ring = _with_next(file, database, ring, clock)
    _turn(database, ring, clock)
    count = _seal_anew(database, ring, clock)
    old = _finish(file, database, ring, clock)
    say(f"done: {count} values sealed anew; the key file holds the new key only")
    if old:
        say(f"backups made until now need the old key, {old}: keep its sheets as long as there are any")
        say("the new key is on no paper yet: payung init --sheets FILE.pdf, and print it twice")


def _with_next(file: Path, database: Whereabouts, ring: KeyRing, clock: Clock) -> KeyRing:
    """Put a new secret in front of the key file, unless an earlier call that was killed has done so.

    Then the file holds two, and the change is only brought to its end.
    """
    with transaction(database, ring, clock, reads=True) as tx:
        in_force = tx.keys
    if len(ring.secrets) == 1:
        key_file.write(file, (os.urandom(SECRET_BYTES), in_force.secret))
    return Environment().keys()


def _turn(database: Whereabouts, ring: KeyRing, clock: Clock) -> None:
    """Put the newest secret in force, once the ledger is at rest."""
    for tried in range(1, _TRIES + 1):
        try:
            with transaction(database, ring, clock) as tx:
                if is_next(tx.keys, ring.secrets[0]):
                    say(f"going over to the key {short_id(Turning(tx).turn(ring.secrets[0]).fingerprint())}")
        except RequestError:
            if tried == _TRIES:
                raise
            time.sleep(_TRY_PAUSE)
        else:
            return


def _seal_anew(database: Whereabouts, ring: KeyRing, clock: Clock) -> int:
    count = 0
    while True:
        with transaction(database, ring, clock) as tx:
            done = Turning(tx).seal_anew(_AT_ONCE)
        if not done:
            return count
        count += done
        time.sleep(_PAUSE)


def _finish(file: Path, database: Whereabouts, ring: KeyRing, clock: Clock) -> str:
    """Take the old secret out of the key file, once nothing needs it; return its id."""
    with transaction(database, ring, clock) as tx:
        if left := Turning(tx).left():
            raise RequestError(
                f"{left} values cannot be opened with the keys at hand: the key file stays as it is"
            )
        newest, earlier = tx.keys, generations_of(tx.connection)[:-1]
        tx.audit("cli", "key sealed anew")
    key_file.write(file, (newest.secret,))
    return short_id(earlier[-1].fingerprint) if earlier else ""
