"""The schema on PostgreSQL: a script up to where SQLite's migrations stood, then one beside each of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.address import SETTING
from bot.store.failures import NewerSchemaError
from bot.store.postgresql.claims import MIGRATING

if TYPE_CHECKING:
    from bot.store.port import Connection

_MIGRATIONS = Path(__file__).parents[1] / "migrations" / "postgresql"
_IS_THERE = "SELECT to_regclass('schema_version') IS NOT NULL AS found"
_VERSION = "SELECT max(version) AS version FROM schema_version"
_NOTE = """
CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL);
DELETE FROM schema_version;
INSERT INTO schema_version VALUES ({});
"""


def migrations() -> list[Path]:
    """Return the scripts in order; the number before the underscore is the version they lead to."""
    return sorted(_MIGRATIONS.glob("*.sql"))


def number_of(step: Path) -> int:
    """Return the version that a script leads to."""
    return int(step.name.partition("_")[0])


def is_there(connection: Connection) -> bool:
    """Tell whether a database holds a store."""
    return bool(connection.execute(_IS_THERE).fetchone()["found"])


def migrate(connection: Connection) -> list[str]:
    """Bring the schema up to date, one process at a time, in one transaction; return what was applied.

    Raise NewerSchemaError.
    """
    if not _steps(connection):
        return []
    connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({MIGRATING})")
    try:
        steps = _steps(connection)  # another process may have been quicker
        for step in steps:
            connection.execute(step.read_text(encoding="utf-8"))
        connection.execute(_NOTE.format(number_of(migrations()[-1])))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return [step.stem for step in steps]


def _steps(connection: Connection) -> list[Path]:
    """Return the scripts that are still to be applied."""
    version = version_of(connection)
    if version > number_of(migrations()[-1]):
        raise NewerSchemaError(SETTING, f"schema {version} was made by a newer version of the program")
    return [step for step in migrations() if number_of(step) > version]


def version_of(connection: Connection) -> int:
    """Return the version of the schema; 0 where there is none."""
    if not is_there(connection):
        return 0
    return int(connection.execute(_VERSION).fetchone()["version"])
