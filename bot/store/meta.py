"""What the store knows of itself, by key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.statements import statements
from bot.store.table import Table

if TYPE_CHECKING:
    from bot.store.keyring import KeyRing
    from bot.store.port import Connection

KEY = "key"  # the fingerprint of the secret that is in force
BOT_NAME = "bot_name"  # the bot's @name without the @, for commands that need a link
AUDIT_HEAD = "audit_head"  # in a backup: the hash that its audit trail ends with


class Meta(Table):
    """Single values."""

    file = Path(__file__).with_suffix(".sql")

    def get(self, key: str) -> str | None:
        """Return a value; None where there is none."""
        row = self._one("get", key=key)
        return str(row["value"]) if row else None

    def put(self, key: str, value: str) -> None:
        """Keep a value in place of the one before."""
        self._do("put", key=key, value=value)


def check_key(connection: Connection, ring: KeyRing) -> None:
    """Let a new store begin with the newest secret. Raise WrongKeyError where an old one has another."""
    sql = statements(Meta.file)
    if connection.execute(sql["get"].sql, {"key": KEY}).fetchone() is None:
        connection.execute(sql["put_new"].sql, {"key": KEY, "value": ring.newest.fingerprint()})
    ring.keys_of(connection)
