"""Before a store of an earlier version is migrated: a copy of it beside, to go back with.

The copy is a backup like any other, sealed, named by the schema that it has: the program that knows this
schema and no newer one finds it by that, and can tell the way back.
"""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, Final

from bot.clock import Clock
from bot.store.copying import head_of_copy, seal_and_read_back
from bot.store.failures import StoreFaultError
from bot.store.files import make_empty, remove
from bot.store.handover import connect
from bot.store.loss import holds_people
from bot.store.transaction import of_store

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from bot.store.keyring import KeyRing
    from bot.store.sealed_file import Head

_NAMED: Final = re.compile(r"\.before-(\d+)")


def copy_before(database: Path, schema: int) -> Path:
    """Return where the copy of a store lies that was made before it left a schema."""
    return database.with_name(f"{database.name}.before-{schema}")


def way_back(database: Path, known: int) -> str:
    """Return what a program that knows the schema `known` tells whoever has a newer store."""
    schemas = [schema for schema in _copies(database) if schema <= known]
    if not schemas:
        return "run the newer version again"
    copy = copy_before(database, max(schemas))
    return (
        f"run the newer version again; or go back, without what came since: payung restore {copy} --replace"
    )


def keep_copy(database: Path, connection: sqlite3.Connection, ring: KeyRing, newest: int) -> None:
    """Make the copy where the store has people in it and will be migrated; those of earlier upgrades go.

    Raise StoreFaultError where there is no room for it: then nothing is migrated.
    """
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if not 0 < schema < newest or not holds_people(connection):
        return
    target = copy_before(database, schema)
    try:
        _seal_copy(database, connection, ring, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreFaultError(f"no copy of the store can be made before its upgrade ({reason})") from None
    for earlier in _copies(database).values():
        if earlier != target:
            earlier.unlink(missing_ok=True)


def _copies(database: Path) -> dict[int, Path]:
    beside = database.parent.glob(f"{database.name}.before-*")
    named = ((_NAMED.fullmatch(path.name.removeprefix(database.name)), path) for path in beside)
    return {int(match[1]): path for match, path in named if match}


def _seal_copy(database: Path, connection: sqlite3.Connection, ring: KeyRing, target: Path) -> None:
    """Copy, seal, and bring the sealed one back to see that it is whole; only then it gets its name."""
    copy, partial = database.with_name(database.name + ".copy"), target.with_name(target.name + ".partial")
    try:
        make_empty(copy)
        seal_and_read_back(copy, partial, _copied(connection, copy, ring), ring)
        partial.replace(target)
    finally:
        remove(copy)
        partial.unlink(missing_ok=True)


def _copied(connection: sqlite3.Connection, copy: Path, ring: KeyRing) -> Head:
    with closing(connect(copy, one_file=True)) as target:
        connection.backup(target)
        unit = of_store(target, ring, Clock())
        unit.audit("upgrade", "backup")
        return head_of_copy(unit)
