"""How the database goes about what is asked of many recipients: never through all of them for each chat."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.store.connection import connect
from bot.store.opening import migrate
from bot.store.transaction import statements

if TYPE_CHECKING:
    from pathlib import Path


def plan(path: Path, name: str) -> list[str]:
    sql = statements()[name]
    with closing(connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        migrate(connection)
        values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
        return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


@pytest.mark.parametrize(
    "name", ["gather_selected", "count_selected", "pending_recipients", "any_pending", "count_deliveries"]
)
def test_recipients_are_found_by_their_key(tmp_path: Path, name: str) -> None:
    assert not [
        step for step in plan(tmp_path / "store.db", name) if re.match(r"SCAN (q|r|recipients)\b", step)
    ]
