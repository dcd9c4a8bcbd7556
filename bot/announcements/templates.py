"""Messages that staff keep to use again, in the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.announcements.message import Message
from bot.documents import restored, stored
from bot.privacy.holding import Holding, Kept
from bot.store.table import Table
from bot.terms.news import NewsKind

if TYPE_CHECKING:
    from bot.store.table import Row

_TABLE = "templates"
_WORK = Kept("staff write it to many; nothing of one person is in it")


@dataclass(frozen=True, slots=True)
class Template:
    """A message with its kind, its number and name."""

    id: int
    name: str
    message: Message
    kind: NewsKind
    saved_by: int


class Templates(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, name: str, message: Message, kind: NewsKind, by: int) -> None:
        """Keep a message under a name."""
        new_id = self._value("add", empty=b"", kind=kind, by=by, at=self._tx.clock.stamp())
        seal = self._tx.keys.seal
        self._do(
            "fill", id=new_id, name=seal(_TABLE, "name", new_id, name),
            message=seal(_TABLE, "message", new_id, stored(message)),
        )  # fmt: skip

    def get(self, number: int) -> Template | None:
        """Return one by its number."""
        row = self._one("get", id=number)
        return self._template(row) if row else None

    def newest(self, most: int) -> list[Template]:
        """Return the newest of them."""
        return [self._template(row) for row in self._all("newest", most=most)]

    def rename(self, number: int, name: str) -> None:
        """Give one another name."""
        self._do("rename", id=number, name=self._tx.keys.seal(_TABLE, "name", number, name))

    def drop(self, number: int) -> None:
        """Throw one away."""
        self._do("drop", id=number)

    def _template(self, row: Row) -> Template:
        number, unseal = row["id"], self._tx.keys.unseal
        message = restored(unseal(_TABLE, "message", number, row["message"]), Message)
        name = unseal(_TABLE, "name", number, row["name"])
        return Template(number, name, message, NewsKind(row["kind"]), row["saved_by"])

    holdings = (Holding(_TABLE, _WORK, _WORK, _WORK),)
