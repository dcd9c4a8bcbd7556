"""Erasing, locking, ageing, restoring: each walks what the stores declare, in the order of their names."""

from __future__ import annotations

import importlib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import bot
from bot.privacy.holding import Erased, Kept
from bot.store.backup import note_erasure
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.privacy.holding import Ages, Holding
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Html, Texts


@cache
def stores() -> tuple[type[Table], ...]:
    """Return every store of the program: the classes beside a .sql file, in modules of the same name."""
    root = Path(bot.__file__).parent
    found: list[type[Table]] = []
    for file in sorted(root.rglob("*.sql")):
        if file.with_suffix(".py").exists():
            name = ".".join(["bot", *file.relative_to(root).with_suffix("").parts])
            members = vars(importlib.import_module(name)).values()
            found += [
                one
                for one in members
                if isinstance(one, type) and issubclass(one, Table) and one.__module__ == name
            ]
    return tuple(found)


def _declared(tx: Transaction) -> Iterator[tuple[Table, Holding]]:
    for kind in stores():
        store = kind(tx)
        for holding in kind.holdings:
            yield store, holding


def forget_registration(tx: Transaction, erased: Erased) -> None:
    """Forget all that belongs to a registration, and note for backups that it must not come back."""
    for store, holding in _declared(tx):
        if not isinstance(holding.erased, Kept):
            holding.erased(store, erased)
    note_erasure(tx, erased.registration_id)


def lock(tx: Transaction, chat_id: int) -> None:
    """Lock a chat: whoever holds the phone next finds nothing of what was entered on it."""
    for store, holding in _declared(tx):
        if not isinstance(holding.locked, Kept):
            holding.locked(store, chat_id)
    tx.audit(f"chat:{chat_id}", "lock chat")


def ageing(resources: Resources) -> Iterator[Callable[[Transaction], None]]:
    """Give a unit of work for each table, which forgets what has grown older than config lets it."""
    for kind in stores():
        for holding in kind.holdings:
            if not isinstance(holding.ages, Kept):
                yield partial(_age, kind, holding.ages, resources)


def _age(kind: type[Table], ages: Ages, resources: Resources, tx: Transaction) -> None:
    ages.forget(kind(tx), tx.clock.now() - ages.after(resources))


def settle_restored(tx: Transaction) -> None:
    """Put right what must not go on as it stood when the backup was made."""
    for store, holding in _declared(tx):
        if not isinstance(holding.restored, Kept):
            holding.restored(store)


def told_of_chat(tx: Transaction, chat_id: int, texts: Texts) -> list[Html]:
    """Return what else is held of a chat, as lines for the file of one's own data."""
    return [
        line
        for store, holding in _declared(tx)
        if holding.told
        for line in holding.told(store, chat_id, texts)
    ]
