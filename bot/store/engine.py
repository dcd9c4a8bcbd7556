"""What a kind of database has to do for the store, at the place at which it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from bot.store.keyring import KeyRing
    from bot.store.port import Connection, Opened

T = TypeVar("T")


class Engine(Protocol):
    """A kind of database, and the place at which it lies."""

    is_shared: bool

    def exists(self) -> bool:
        """Tell whether there is a store. Raise StoreFaultError where that cannot be found out."""

    def only_process(self) -> AbstractContextManager[None]:
        """Keep other processes off the store, unless it may be shared. Raise StoreInUseError."""

    def prepare(self, ring: KeyRing, *, keeps_copy: bool = True) -> list[str]:
        """Make the store ready: created if need be, migrated, the key checked; return the migrations applied.

        Raise ConfigurationError (WrongKeyError, NewerSchemaError), or StoreFaultError.
        """

    def check_whole(self) -> None:
        """Raise StoreDamagedError where what is stored is not as it was written, if that can be told."""

    def migrate(self) -> list[str]:
        """Create the store if need be and bring its schema up to date, of whatever key it is or will be."""

    def loading(
        self, connection: Connection, tables: Sequence[str], numbers: Mapping[str, int]
    ) -> AbstractContextManager[None]:
        """Let rows of another store be put into these tables as they are, in the transaction under way.

        `numbers`: which number of a table was given out last, where none of its rows may bear it any more.
        """

    def connect(self) -> Connection:
        """Open the database for a command. Raise StoreFaultError where it cannot be opened."""

    def opened(self) -> AbstractAsyncContextManager[Opened]:
        """Open the database for a running bot, and close it in any case. Raise StoreFaultError."""

    async def look(self, do: Callable[[Connection], T]) -> T:
        """Open the database, find something out in one moment of it, close it. Raise StoreFaultError."""
