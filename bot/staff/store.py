"""Members of staff and invitations in the store. Every method runs inside a unit of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import stamp
from bot.privacy.holding import Holding, Kept, nobodys
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table
from bot.terms.roles import Role, must_stay


@dataclass(frozen=True, slots=True)
class Member:
    """One member of staff; `name` is what Telegram called them when they joined, or empty."""

    chat_id: int
    role: Role
    since: datetime
    name: str


@dataclass(frozen=True, slots=True)
class StaffChat:
    """Where a member of staff can be written to, and in which language."""

    chat_id: int
    role: Role
    language: str
    on_duty: bool  # reads what is urgent at any hour


class Staff(Table):
    """Finds and changes members of staff; keeps invitations, of which only a hash is stored."""

    file = Path(__file__).with_suffix(".sql")

    def role_of(self, chat_id: int) -> Role | None:
        """Return the role of a chat; None where it is no staff."""
        row = self._one("get", chat_id=chat_id)
        return Role(row["role"]) if row and row["role"] else None

    def get(self, chat_id: int) -> Member | None:
        """Return the member of staff whose chat this is."""
        row = self._one("get", chat_id=chat_id)
        return self._member(row) if row and row["role"] else None

    def name_of(self, chat_id: int) -> str | None:
        """Return the name of a member of staff, also of one who has left; None of anybody else."""
        row = self._one("get", chat_id=chat_id)
        return self._name(row) if row else None

    def all(self) -> list[Member]:
        """Return everybody, who came first first."""
        return [self._member(row) for row in self._all("all")]

    def reachable(self) -> list[StaffChat]:
        """Return where members of staff can be written to."""
        return [
            StaffChat(row["chat_id"], Role(row["role"]), row["language"], bool(row["on_duty"]))
            for row in self._all("reachable")
        ]

    def is_indispensable(self, chat_id: int) -> bool:
        """Tell whether a chat has a role that somebody must have, and nobody else has it."""
        role = self.role_of(chat_id)
        if role is None or not must_stay(role):
            return False
        return not self._value("count_others", role=role, chat_id=chat_id)

    def put(self, chat_id: int, role: Role, name: str) -> None:
        """Make somebody a member of staff, or give one who is another role and name."""
        sealed = self._tx.keys.seal("staff", "name", chat_id, name)
        self._do("put", chat_id=chat_id, role=role, at=self._tx.clock.stamp(), name=sealed)

    def is_on_duty(self, chat_id: int) -> bool:
        """Tell whether a member of staff has said to read what is urgent at any hour."""
        row = self._one("get", chat_id=chat_id)
        return bool(row and row["on_duty"])

    def set_duty(self, chat_id: int, *, on: bool) -> None:
        """Let a member of staff begin or end to be on duty."""
        self._do("set_duty", chat_id=chat_id, on=on)

    def change_role(self, chat_id: int, role: Role) -> None:
        """Give a member of staff another role."""
        self._do("set_role", chat_id=chat_id, role=role)

    def remove(self, chat_id: int) -> None:
        """Take a role away. The name stays: what they announced keeps saying who did."""
        self._do("set_role", chat_id=chat_id, role="")

    def add_invitation(self, token: str, role: Role, expires_at: datetime) -> None:
        """Keep an invitation."""
        self._do("add_invitation", token_hash=self._hash(token), role=role, expires_at=stamp(expires_at))

    def invited_as(self, token: str) -> Role | None:
        """Return the role that an invitation gives; None where it is not valid (any more)."""
        row = self._one("valid_invitation", token_hash=self._hash(token), at=self._tx.clock.stamp())
        return Role(row["role"]) if row else None

    def use_invitation(self, token: str) -> None:
        """Use an invitation up."""
        self._do("use_invitation", token_hash=self._hash(token), at=self._tx.clock.stamp())

    _WORK = Kept("it is about somebody's work for the office, which the audit trail tells as well")
    holdings = (Holding("staff", _WORK, _WORK, _WORK), nobodys("invitations"))

    def _hash(self, token: str) -> bytes:
        return self._tx.keys.lookup("invitation", token)

    def _member(self, row: Row) -> Member:
        since = datetime.fromisoformat(row["since"])
        return Member(row["chat_id"], Role(row["role"]), since, self._name(row))

    def _name(self, row: Row) -> str:
        try:
            return self._tx.keys.unseal("staff", "name", row["chat_id"], row["name"]) if row["name"] else ""
        except SealBrokenError:
            return ""
