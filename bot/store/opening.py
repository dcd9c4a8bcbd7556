"""Opening a store: one process at a time where it cannot be shared, the right key, the newest schema."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.store.engines import engine_of
from bot.store.transaction import of_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from bot.clock import Clock
    from bot.store.address import Whereabouts
    from bot.store.keyring import KeyRing
    from bot.store.transaction import Transaction


def only_process(where: Whereabouts) -> AbstractContextManager[None]:
    """Hold a store that cannot be shared. Raise StoreInUseError when another process holds it."""
    return engine_of(where).only_process()


def exists(where: Whereabouts) -> bool:
    """Tell whether there is a store. Raise StoreFaultError where its server cannot be reached."""
    return engine_of(where).exists()


def prepare(where: Whereabouts, ring: KeyRing, *, keeps_copy: bool = True) -> list[str]:
    """Make a store ready: created if need be, migrated, the key checked.

    Return the names of the migrations applied; before them a copy of a file with people is kept beside.
    Raise WrongKeyError, NewerSchemaError, StoreGoneError where there was a store and there is none, or
    StoreFaultError when there is no database.
    """
    return engine_of(where).prepare(ring, keeps_copy=keeps_copy)


def check_whole(where: Whereabouts) -> None:
    """Raise StoreDamagedError where the store is not as it was written, as far as that can be told."""
    engine_of(where).check_whole()


@contextmanager
def transaction(
    where: Whereabouts, ring: KeyRing, clock: Clock, *, reads: bool = False
) -> Iterator[Transaction]:
    """Give one transaction of its own to a command that runs beside the bot, or without it.

    One that only reads sees one moment of the store and keeps nobody from writing.
    """
    prepare(where, ring)
    with closing(engine_of(where).connect()) as connection:
        connection.begin(reads=reads)
        try:
            yield of_store(connection, ring, clock)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
