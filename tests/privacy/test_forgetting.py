"""Every table says what becomes of it: a new one that is not declared fails here."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from bot.privacy.forgetting import stores
from bot.privacy.holding import Holding, Kept
from bot.store.handover import connect
from bot.store.sqlite import migrate

if TYPE_CHECKING:
    from pathlib import Path

# The store's own: values about itself, entries of ids and names of actions, where backups lie.
THE_STORES_OWN = {"meta", "audit", "backups", "key_generations"}


def declared() -> list[Holding]:
    return [holding for store in stores() for holding in store.holdings]


def tables(path: Path) -> dict[str, set[str]]:
    """Return the columns of every table."""
    with closing(connect(path)) as connection:
        migrate(connection)
        names = [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row["name"].startswith("sqlite_")
        ]
        return {
            name: {row["name"] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names
        }


def test_every_table_is_declared_by_exactly_one_store(tmp_path: Path) -> None:
    counted = Counter(holding.table for holding in declared())
    assert set(counted) == tables(tmp_path / "x.db").keys() - THE_STORES_OWN
    assert set(counted.values()) == {1}


def test_whatever_is_kept_says_why() -> None:
    for holding in declared():
        for fate in (holding.erased, holding.locked, holding.ages, holding.restored):
            assert not isinstance(fate, Kept) or len(fate.why) > 10, holding.table


def test_a_table_of_a_chat_or_of_a_registration_is_not_nobodys(tmp_path: Path) -> None:
    columns = tables(tmp_path / "x.db")
    for holding in declared():
        if columns[holding.table] & {"chat_id", "registration_id", "nik_hash"}:
            assert holding.erased != Kept("it holds nothing about a person"), holding.table
