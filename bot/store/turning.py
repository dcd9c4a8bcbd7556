"""Going over from one secret to the next, while the bot runs.

First, in one transaction, every look-up hash is carried on to the new generation, and the new secret is in
force: from then on whatever is written is sealed with it. Then what the earlier ones sealed is sealed anew,
some rows in a unit of work. A crash leaves either the old generation or the new one with some rows still to
be sealed anew, which any later call goes on with.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import RequestError
from bot.store.crypto import MOST_GENERATIONS, fingerprint_of
from bot.store.failures import SealBrokenError
from bot.store.keyring import generations_of, kept_of
from bot.store.meta import KEY, Meta
from bot.store.table import Table
from bot.store.transaction import TURNED, Transaction

if TYPE_CHECKING:
    from bot.store.crypto import Keys

_AT_ONCE = 1000  # values, where nobody waits
_MOST_BROKEN = 200  # values of a column that nothing opens


class Sealed(NamedTuple):
    """A column of sealed values: to which place they are sealed (`bot/store/crypto.py`), and its parts."""

    table: str
    column: str
    place: tuple[str, ...] = ("id",)  # columns, joined by `sign`
    sign: str = "|"
    as_table: str = ""  # where the place names another table or column than where it is now
    as_column: str = ""


SEALED = (
    Sealed("agents", "name", ("event_id", "code")),
    Sealed("announcements", "draft"),
    Sealed("announcements", "message"),
    Sealed("answers", "sealed_value", ("registration_id", "step"), as_column="value"),
    Sealed("audiences", "name"),
    Sealed("chats", "position", ("chat_id",)),
    Sealed("events", "named"),
    Sealed("export_rows", "cells", ("export_id", "row")),
    Sealed("gaps", "text"),
    Sealed("letters", "file"),
    Sealed("letters", "text", ("question_id",), as_table="questions", as_column="answer"),
    Sealed("notes", "text"),
    Sealed("pictures", "content", ("registration_id", "step")),
    Sealed("programmes", "contact"),
    Sealed("proposals", "new"),
    Sealed("proposals", "old"),
    Sealed("questions", "text"),
    Sealed("registrations", "kpj"),
    Sealed("registrations", "marks"),
    Sealed("registrations", "number"),
    Sealed("registrations", "sum"),
    Sealed("replies", "answer"),
    Sealed("replies", "question"),
    Sealed("rulings", "words"),
    Sealed("source_parts", "content", ("source_id", "part")),
    Sealed("sources", "file"),
    Sealed("sources", "reading"),
    Sealed("staff", "name", ("chat_id",)),
    Sealed("statements", "content"),
    Sealed("talks", "content", ("chat_id",)),
    Sealed("templates", "message"),
    Sealed("templates", "name"),
    Sealed("turns", "calls", ("bot_id", "update_id"), sign=":"),
    Sealed("turns", "payload", ("bot_id", "update_id"), sign=":"),
)
HASHED = (  # columns of look-up hashes
    ("announcements", "message_hash"),
    ("covers", "who"),
    ("erased_people", "hash"),
    ("invitations", "token_hash"),
    ("layouts", "heading_hash"),
    ("leavings", "who"),
    ("payments", "who"),
    ("registrations", "nik_hash"),
    ("registrations", "number_hash"),
    ("sources", "file_hash"),
    ("statements", "digest"),
    ("statements", "nik_hash"),
    ("traits", "person_hash"),
    ("traits", "phone_hash"),
    ("village_invitations", "code_hash"),
)


class Turning(Table):
    """What a store goes over to another secret by."""

    file = Path(__file__).with_suffix(".sql")

    def turn(self, secret: bytes) -> Keys:
        """Put the next secret in force; return its keys.

        Raise RequestError while lines of the ledger are being written, which are found again by their hashes.
        """
        if self._value("entries_in_work"):
            raise RequestError("the ledger is being written just now: try again in a minute")
        before, keys = self._tx.keys, self._tx.keys.followed_by(secret)
        if keys.generation > MOST_GENERATIONS:
            raise RequestError("there have been too many keys: make a new store")
        for table, column in HASHED:
            self._carry_on(table, column, keys)
        self._note(before, keys)
        Meta(self._tx).put(KEY, keys.fingerprint())
        Transaction(self._tx.connection, keys, self._tx.clock).audit("cli", TURNED, f"key:{keys.generation}")
        return keys

    def _carry_on(self, table: str, column: str, keys: Keys) -> None:
        """Hash every hash of a column once more: one after the other, since no two are equal."""
        before = keys.generation - 1
        parts = {"table": table, "column": column}
        for row in self._all("hashes", parts):
            self._do("rehash", parts, old=row["value"], new=keys.carried_on(row["value"], before))

    def _note(self, before: Keys, keys: Keys) -> None:
        now = self._tx.clock.stamp()
        if not generations_of(self._tx.connection):
            self._do("add", generation=1, fingerprint=before.fingerprint(), since=now)
        self._do("add", generation=keys.generation, fingerprint=keys.fingerprint(), since=now)
        for generation in range(1, keys.generation):
            self._do("keep", generation=generation, kept=kept_of(keys, keys, generation))

    def seal_anew(self, most: int) -> int:
        """Seal some values anew that an earlier secret sealed; return how many: 0 when all are."""
        done = 0
        for one in SEALED:
            if done < most:
                done += self._seal_some(one, most - done)
        return done

    def _seal_some(self, one: Sealed, most: int) -> int:
        keys, names = self._tx.keys, [f"part_{number}" for number in range(len(one.place))]
        parts = {
            "table": one.table,
            "column": one.column,
            "places": ", ".join(f"{column} AS {name}" for column, name in zip(one.place, names, strict=True)),
            "at": " AND ".join(f"{column} = :{name}" for column, name in zip(one.place, names, strict=True)),
        }
        rows = self._all("sealed_before", parts, mark=bytes([keys.generation]), most=most + _MOST_BROKEN)
        done = 0
        for row in rows:
            if done == most:
                break
            place = one.sign.join(str(row[name]) for name in names)
            where = one.as_table or one.table, one.as_column or one.column, place
            try:
                value = keys.seal_bytes(*where, keys.unseal_bytes(*where, row["value"]))
            except SealBrokenError:
                continue  # it could not be opened before either, and is no reason to leave the others
            self._do("reseal", parts, value=value, **{name: row[name] for name in names})
            done += 1
        return done

    def left(self) -> int:
        """Return how many values an earlier secret has sealed."""
        mark = bytes([self._tx.keys.generation])
        columns = ({"table": one.table, "column": one.column} for one in SEALED)
        return sum(self._value("count_sealed_before", parts, mark=mark) for parts in columns)


def seal_rest_anew(tx: Transaction) -> None:
    """Seal everything anew that an earlier secret sealed, where nobody else waits for the store."""
    while Turning(tx).seal_anew(_AT_ONCE):
        pass


def is_next(keys: Keys, secret: bytes) -> bool:
    """Tell whether a secret is another than the one in force."""
    return fingerprint_of(secret) != keys.fingerprint()
