"""How the database goes about what is asked of many recipients: never through all of them for each chat."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.announcements.audience import Audience
from bot.announcements.criteria import CRITERIA
from bot.announcements.deliveries import Deliveries
from bot.announcements.recipients import Recipients
from bot.store.handover import connect
from bot.store.opening import migrate
from bot.store.statements import filled, statements

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.table import Table

AUDIENCES = {
    "everybody": Audience(),
    "all criteria": Audience({one.name: ("x", "y") for one in CRITERIA}),
    **{one.name: Audience({one.name: ("x",)}) for one in CRITERIA},
}


def plan(path: Path, store: type[Table], name: str, audience: Audience) -> list[str]:
    sql = filled(statements(store.file)[name].sql, audience.parts())
    with closing(connect(path)) as connection:
        migrate(connection)
        values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
        return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


@pytest.mark.parametrize("audience", AUDIENCES.values(), ids=AUDIENCES)
@pytest.mark.parametrize(
    ("store", "name"),
    [
        (Recipients, "gather_selected"),
        (Recipients, "count_selected"),
        (Recipients, "pending"),
        (Recipients, "any_open"),
        (Deliveries, "by_reason"),
    ],
)
def test_recipients_are_found_by_their_key(
    tmp_path: Path, store: type[Table], name: str, audience: Audience
) -> None:
    steps = plan(tmp_path / "store.db", store, name, audience)
    assert steps
    assert not [step for step in steps if re.match(r"SCAN (q|r|recipients)\b", step)]


@pytest.mark.parametrize("audience", AUDIENCES.values(), ids=AUDIENCES)
@pytest.mark.parametrize("name", ["gather_selected", "selected_of_chat"])
def test_registrations_are_found_by_their_chat_whatever_is_wanted(
    tmp_path: Path, name: str, audience: Audience
) -> None:
    steps = plan(tmp_path / "store.db", Recipients, name, audience)
    found = [step for step in steps if re.match(r"(SCAN|SEARCH) registrations\b", step)]
    assert found
    assert all("registrations_by_chat (chat_id=?)" in step for step in found)
    assert not [step for step in steps if re.match(r"SCAN (c|s|m|answers|mutes)\b", step)]
