"""What one process at a time does, of several on a database: by locks that die with its connection.

Advisory locks of a session (PostgreSQL, 13.3.5): a chat's lane is locked by its id, the program's own locks
have two numbers, which PostgreSQL keeps apart from those with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.port import Connection

_PAYUNG = 0x70617975  # the program's own locks
WRITING, LEADING, MIGRATING = (f"{_PAYUNG}, {number}" for number in range(3))
_TAKEN = """
SELECT ((classid::bigint << 32) | objid::bigint) AS chat_id FROM pg_locks
WHERE locktype = 'advisory' AND objsubid = 1 AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class PostgresClaims:
    """The locks of one connection. What was taken is held until it is left, whatever fails."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: set[int] = set()
        self._leads = False

    def take(self, chat_id: int) -> bool:
        """Take a chat's lane, or keep it; False where another process has it."""
        if chat_id not in self._held and self._try(str(int(chat_id))):
            self._held.add(chat_id)
        return chat_id in self._held

    def leave(self, chat_id: int) -> None:
        """Let another process have a chat's lane."""
        if chat_id in self._held:
            self._held.discard(chat_id)
            self._connection.execute(f"SELECT pg_advisory_unlock({int(chat_id)})")

    def leave_all(self) -> None:
        """Let others have everything."""
        if self._held or self._leads:
            self._held.clear()
            self._leads = False
            self._connection.execute("SELECT pg_advisory_unlock_all()")

    def held(self) -> frozenset[int]:
        """Return the chats whose lanes this process has."""
        return frozenset(self._held)

    def taken(self) -> frozenset[int]:
        """Return the chats whose lanes some process has."""
        return frozenset(row["chat_id"] for row in self._connection.execute(_TAKEN))

    def lead(self) -> bool:
        """Tell whether this process is the one that does what goes on by itself; become it where none is."""
        self._leads = self._leads or self._try(LEADING)
        return self._leads

    def _try(self, lock: str) -> bool:
        found = self._connection.execute(f"SELECT pg_try_advisory_lock({lock}) AS got").fetchone()
        return bool(found["got"])
