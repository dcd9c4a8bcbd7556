"""A store in a database of a PostgreSQL server, opened by psycopg's synchronous connections in threads."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor as Threads
from contextlib import asynccontextmanager, closing, nullcontext, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from psycopg_pool import ConnectionPool, PoolTimeout

from bot.store.failures import StoreFaultError
from bot.store.meta import check_key
from bot.store.postgresql.connection import IN_A_BOT, OPTIONS, PostgresConnection, Raw, configure, connect
from bot.store.postgresql.loading import loading
from bot.store.postgresql.schema import is_there, migrate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from bot.store.address import PostgresAddress
    from bot.store.keyring import KeyRing
    from bot.store.port import Connection, Opened

T = TypeVar("T")
_LOOKS = 2  # connections that look, beside the one that writes
_PATIENCE = 10.0  # seconds to wait for one of them


class PostgresEngine:
    """A database of a server."""

    is_shared = True

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address

    def exists(self) -> bool:
        """Tell whether there is a store in the database. Raise StoreFaultError where it cannot be reached."""
        with closing(self.connect()) as connection:
            return is_there(connection)

    @staticmethod
    def only_process() -> AbstractContextManager[None]:
        """Keep nobody off: processes share the store, and claim what each does."""
        return nullcontext()

    def prepare(self, ring: KeyRing, *, keeps_copy: bool = True) -> list[str]:  # noqa: ARG002 - of files
        """Make the store ready: the schema migrated, the key checked; return the migrations applied.

        Raise WrongKeyError, NewerSchemaError, or StoreFaultError when the server cannot be reached.
        """
        with closing(self.connect()) as connection:
            done = migrate(connection)
            check_key(connection, ring)
        return done

    def check_whole(self) -> None:
        """Do nothing: a server looks after its own pages (`data_checksums`)."""

    def migrate(self) -> list[str]:
        """Bring the schema up to date."""
        with closing(self.connect()) as connection:
            return migrate(connection)

    @staticmethod
    def loading(
        connection: Connection, tables: Sequence[str], numbers: Mapping[str, int]
    ) -> AbstractContextManager[None]:
        """Let rows of another store be put in as they are."""
        return loading(connection, tables, numbers)

    def connect(self) -> PostgresConnection:
        """Open a connection for a command. Raise StoreFaultError where that fails."""
        return connect(self._address)

    def opened(self) -> AbstractAsyncContextManager[Opened]:
        """Open connections for a running bot. Raise StoreFaultError where the server cannot be reached."""
        return _opened(self._address)

    async def look(self, do: Callable[[Connection], T]) -> T:
        """Find something out on a connection of its own."""
        return await asyncio.to_thread(self._looked, do)

    def _looked(self, do: Callable[[Connection], T]) -> T:
        with closing(self.connect()) as connection:
            return _look(connection, do)


class Hands:
    """The connection that writes, in a thread of its own, and a pool of those that look."""

    def __init__(self, connection: PostgresConnection, pool: ConnectionPool[Raw], writing: Threads) -> None:
        self._connection, self._pool, self._writing = connection, pool, writing
        self._looking = Threads(_LOOKS, "store look")

    @property
    def is_lost(self) -> bool:
        """Whether the connection that writes is gone, and the locks with it."""
        return self._connection.is_lost

    async def run(self, do: Callable[[Connection], T]) -> T:
        """Have something done in the thread that writes, and committed; where it raises, nothing is kept."""
        return await _in(self._writing, _done, self._connection, do)

    async def look(self, do: Callable[[Connection], T]) -> T:
        """Have something found out on a connection of the pool."""
        return await _in(self._looking, self._looked, do)

    def _looked(self, do: Callable[[Connection], T]) -> T:
        try:
            raw = self._pool.getconn()
        except PoolTimeout:
            raise StoreFaultError("the database cannot be opened (PoolTimeout)") from None
        try:
            return _look(PostgresConnection(raw), do)
        finally:
            self._pool.putconn(raw)

    async def close(self) -> None:
        """Close everything once what is under way has ended."""
        await _in(self._looking, self._pool.close)
        await _in(self._writing, self._connection.close)
        self._looking.shutdown()


async def _in(threads: Threads, do: Callable[..., T], *arguments: Any) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, do, *arguments)


def _done(connection: PostgresConnection, do: Callable[[Connection], T]) -> T:
    try:
        result = do(connection)
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise
    return result


def _look(connection: PostgresConnection, do: Callable[[Connection], T]) -> T:
    try:
        connection.begin(reads=True)
        return do(connection)
    finally:
        _roll_back(connection)


def _roll_back(connection: PostgresConnection) -> None:
    if connection.in_transaction:
        with suppress(StoreFaultError):
            connection.execute("ROLLBACK")


@asynccontextmanager
async def _opened(address: PostgresAddress) -> AsyncIterator[Hands]:
    with Threads(1, "store writer") as writing:
        connection = await _in(writing, connect, address, IN_A_BOT)
        pool: ConnectionPool[Raw] = ConnectionPool(
            address.url, min_size=0, max_size=_LOOKS, timeout=_PATIENCE, kwargs=OPTIONS, configure=configure,
            check=ConnectionPool.check_connection, open=True,
        )  # fmt: skip
        hands = Hands(connection, pool, writing)
        try:
            yield hands
        finally:
            await hands.close()
