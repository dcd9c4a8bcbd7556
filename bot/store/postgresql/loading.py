"""Putting rows of another store in as they are: without triggers; the numbers go on after them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.store.port import Connection

_NUMBERED = """
SELECT table_name AS name, column_name AS id FROM information_schema.columns
WHERE table_schema = 'public' AND is_identity = 'YES'
"""


@contextmanager
def loading(connection: Connection, tables: Sequence[str], numbers: Mapping[str, int]) -> Iterator[None]:
    """Switch triggers off for a while; then let every number be given out after those that are there."""
    for table in tables:
        connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for row in connection.execute(_NUMBERED).fetchall():
        _go_on(connection, row["name"], row["id"], numbers.get(row["name"], 0))
    for name in numbers.keys() & {"audit"}:
        values = {"name": name, "seq": numbers[name]}
        connection.execute("INSERT INTO given_out (name, seq) VALUES (:name, :seq)", values)
    for table in tables:
        connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _go_on(connection: Connection, table: str, column: str, given_out: int) -> None:
    newest = f"SELECT greatest(max({column}), {int(given_out)}) AS newest FROM {table}"  # noqa: S608
    if last := connection.execute(newest).fetchone()["newest"]:
        connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), {int(last)})")
