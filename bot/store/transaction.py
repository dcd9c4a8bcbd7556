"""What a unit of work is handed: the connection that stores run their statements on, keys, the time."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock
    from bot.store.crypto import Keys
    from bot.store.keyring import KeyRing
    from bot.store.port import Claims, Connection


TURNED = "key turned"  # an action: entries from it on are chained by the next generation of keys
FIRST_HASH = "0" * 64  # before the first entry of the audit trail
_AUDIT = Path(__file__).with_name("audit.sql")


def audit_text(at: str, actor: str, action: str, subject: str) -> str:
    """Return what the hash of an audit entry is made over, beside the hash before it."""
    return f"{at}\n{actor}\n{action}\n{subject}"


def of_store(connection: Connection, ring: KeyRing, clock: Clock) -> Transaction:
    """Return a view of what has been begun on a connection, with the keys that are in force there."""
    return Transaction(connection, ring.keys_of(connection), clock)


class Transaction:
    """One unit's view of the database. Valid only while the unit runs; only stores use its connection."""

    def __init__(self, connection: Connection, keys: Keys, clock: Clock) -> None:
        self.connection, self.keys, self.clock = connection, keys, clock

    @property
    def claims(self) -> Claims:
        """What this process has to itself, where several run on the store."""
        return self.connection.claims

    @property
    def is_shared(self) -> bool:
        """Whether other processes may run on the same store."""
        return self.connection.is_shared

    def audit(self, actor: str, action: str, subject: str = "") -> None:
        """Add an entry to the audit trail: ids and names of actions only, never a person's values.

        `actor` is "chat:<id>", "cli" or "bot"; `subject` is such as "registration:17".
        """
        sql, at = statements(_AUDIT), self.clock.stamp()
        last = self.connection.execute(sql["newest"].sql).fetchone()
        seq, before = (last["seq"], last["hash"]) if last else (0, FIRST_HASH)
        chained = self.keys.chain(before, audit_text(at, actor, action, subject))
        values = {
            "seq": seq + 1, "at": at, "actor": actor, "action": action, "subject": subject, "hash": chained,
        }  # fmt: skip
        self.connection.execute(sql["add"].sql, values)

    def use_memory(self, kibibytes: int) -> None:
        """Let the database hold so much of itself in memory, for a transaction that writes very much."""
        self.connection.use_memory(kibibytes)

    @contextmanager
    def part(self) -> Iterator[None]:
        """Let what is done inside be undone alone: it is, where it raises."""
        self.connection.execute("SAVEPOINT part")
        try:
            yield
            self.connection.execute("RELEASE part")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO part")
                self.connection.execute("RELEASE part")
            raise
