"""How the database goes about each statement: a unit of work never goes through a large table."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import bot
from bot.announcements.audience import Audience
from bot.announcements.criteria import CRITERIA
from bot.announcements.deliveries import Deliveries
from bot.announcements.recipients import Recipients
from bot.privacy.forgetting import stores
from bot.store.handover import connect
from bot.store.sqlite import migrate
from bot.store.statements import filled, statements

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from bot.store.statements import Statement
    from bot.store.table import Table

LARGE = {
    "chats", "registrations", "selectable", "answers", "stage_changes", "pictures", "accesses", "turns",
    "messages", "questions", "gaps", "talks", "recipients", "mutes", "wishes", "audit",
}  # fmt: skip
SMALL_INDEXES = {
    "turns_open": "what is received and not yet answered",
    "turns_own": "what the program has yet to say",
    "turns_set_aside": "what could not be applied: each is an error in the log",
    "recipients_under_way": "calls under way: as many as the flow allows",
}
# Columns in which very many rows hold the same: being found by these alone is like going through the table.
COARSE = {"bot_id", "announcement_id", "state", "reason", "stage", "start_link", "kind", "wish"}
WALKS = {
    "Recipients.any_open": "ends with the first that it finds",
    "Recipients.any_in_state": "ends with the first that it finds",
    "Recipients.try_again": "changes each that it finds: at a tap of staff, who failed",
    "Tickets.waiting": "as many questions as staff have not answered",
    "Tickets.count_waiting": "as many questions as staff have not answered",
    "Tickets.oldest_waiting": "as many questions as staff have not answered",
    "Turns.newest_notice": "looks at the last one only",
    "AuditTrail.newest": "looks at the last one only",
}
AUDIENCES = {
    "everybody": Audience(),
    "all criteria": Audience({one.name: ("x", "y") for one in CRITERIA}),
    **{one.name: Audience({one.name: ("x",)}) for one in CRITERIA},
}
# What is in the place of the names of columns that only the statement's caller knows.
COLUMN = {"table": "statements", "column": "content", "places": "id AS part_0", "at": "id = :part_0"}
_NAMED = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+AS)?(?:\s+(\w+))?")
_STEP = re.compile(r"(SCAN|SEARCH) (\w+)")
_INDEX = re.compile(r"INDEX (\w+)")
_FOUND_BY = re.compile(r"\((.*)\)")


class Case(NamedTuple):
    """A statement, with an audience where it has one."""

    store: type[Table]
    name: str
    statement: Statement
    audience: str

    @property
    def title(self) -> str:
        return f"{self.store.__name__}.{self.name}"

    @property
    def sql(self) -> str:
        """Return it as it is run, without comments."""
        whole = filled(self.statement.sql, {**COLUMN, **AUDIENCES[self.audience].parts()})
        return re.sub(r"--.*", "", whole)


def cases() -> Iterator[Case]:
    for store in stores():
        for name, statement in statements(store.file).items():
            for audience in AUDIENCES if "{wanted}" in statement.sql else ("everybody",):
                yield Case(store, name, statement, audience)


ALL = list(cases())
UNITS = [case for case in ALL if not case.statement.is_survey]


def titled(found: list[Case]) -> list[str]:
    return [f"{case.title}, {case.audience}" for case in found]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A store whose tables nobody has counted: the database plans by the schema alone, as it does in use."""
    with closing(connect(tmp_path_factory.mktemp("plans") / "store.db")) as opened:
        migrate(opened)
        yield opened


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def is_walk(sql: str, step: str) -> bool:
    """Tell whether a step of a plan goes through a large table, or through a large part of it."""
    begins, index, found_by = _STEP.match(step), _INDEX.search(step), _FOUND_BY.search(step)
    if not begins or (index and index[1] in SMALL_INDEXES):
        return False
    called = begins[2]
    tables = {table for table, alias in _NAMED.findall(sql) if called in {table, alias}} | {called}
    by = {part.removesuffix("=?") for part in found_by[1].split(" AND ")} if found_by else set()
    walks = begins[1] == "SCAN" or "AUTOMATIC" in step or (bool(by) and by <= COARSE)
    return walks and bool(tables & LARGE)


def walks(connection: sqlite3.Connection, sql: str) -> list[str]:
    return [step for step in plan(connection, sql) if is_walk(sql, step)]


@pytest.mark.parametrize("case", UNITS, ids=titled(UNITS))
def test_a_unit_of_work_goes_through_no_large_table(case: Case, connection: sqlite3.Connection) -> None:
    assert case.title in WALKS or not walks(connection, case.sql)


def test_what_is_allowed_to_go_through_one_still_does(connection: sqlite3.Connection) -> None:
    assert {case.title for case in UNITS if walks(connection, case.sql)} == WALKS.keys()


def test_the_indexes_that_are_taken_for_small_are_there_and_hold_a_part_only(
    connection: sqlite3.Connection,
) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
    assert SMALL_INDEXES.keys() <= {row["name"] for row in connection.execute(query)}


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT language FROM chats c", True),
        ("UPDATE chats SET reachable = 1", True),
        ("SELECT count(*) FROM chats", True),
        ("SELECT id FROM selectable s WHERE district = :district", True),
        ("SELECT payload FROM turns WHERE bot_id = :bot_id", True),
        ("SELECT at FROM recipients WHERE announcement_id = :id", True),
        ("SELECT 1 FROM talks t JOIN gaps g ON g.text = t.content WHERE t.chat_id = :chat_id", True),
        ("SELECT payload FROM turns WHERE bot_id = :bot_id AND update_id = :update_id", False),
        ("SELECT count(*) FROM turns WHERE state = 'set_aside'", False),
        ("SELECT language FROM chats c WHERE c.chat_id = :chat_id", False),
        ("SELECT role FROM staff", False),
    ],
)
def test_a_walk_is_told_from_a_look(sql: str, found: bool, connection: sqlite3.Connection) -> None:  # noqa: FBT001
    assert bool(walks(connection, sql)) is found


# -- recipients


@pytest.mark.parametrize("audience", AUDIENCES)
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
    connection: sqlite3.Connection, store: type[Table], name: str, audience: str
) -> None:
    steps = plan(connection, Case(store, name, statements(store.file)[name], audience).sql)
    assert steps
    assert not [step for step in steps if re.match(r"SCAN (q|r|recipients)\b", step)]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", ["gather_selected", "selected_of_chat"])
def test_registrations_are_found_by_their_chat_whatever_is_wanted(
    connection: sqlite3.Connection, name: str, audience: str
) -> None:
    steps = plan(connection, Case(Recipients, name, statements(Recipients.file)[name], audience).sql)
    found = [step for step in steps if re.match(r"(SCAN|SEARCH) registrations\b", step)]
    assert found
    assert all("COVERING INDEX registrations_selectable (chat_id=?)" in step for step in found)
    assert not [step for step in steps if re.match(r"SCAN (c|s|m|answers|mutes)\b", step)]


# -- what PostgreSQL would not take

FLAGS = "reachable|locked|loud|gathered|card_ended|language_chosen|for_other|any_chat|any_ones"
NOT_POSTGRESQL = {
    "a list by json_each": r"\bjson_\w+",
    "a blob literal": r"\b[xX]'",
    "a bare flag": rf"\b(?:WHERE|AND|OR|NOT|WHEN|ON)\s+\(*(?:\w+\.)?:?(?:{FLAGS})\b(?!\s*(?:[=<>]|IN\b))",
    "the last row id": r"\blast_insert_rowid\b|\browid\b",
    "INSERT OR, REPLACE INTO": r"\b(?:INSERT|UPDATE)\s+OR\b|\bREPLACE\s+INTO\b",
    "max and min of two": r"\b(?:max|min)\s*\((?:[^(),]|\([^()]*\))*,",
    "functions of SQLite": r"\b(?:ifnull|iif|strftime|datetime|unixepoch|hex|randomblob|printf|glob)\s*\(",
    "a table of SQLite's own": r"\bsqlite_\w+",
    "IS between values": r"\bIS\s+(?:NOT\s+)?(?!NULL\b|NOT\b|DISTINCT\b)[\w:?]",
    "a name in double quotes": r'"',
    "GLOB": r"\bGLOB\b",
    "a sum of truths": r"\bsum\s*\((?!CASE\b)[^()]*(?:[=<>]|\bIN\b)",
    "a column without its table in DO UPDATE": r"\bDO UPDATE SET (\w+) = \1\b",
}
# Which number was given out last, each database keeps in a place of its own.
KNOWN = {("AuditTrail.given_out", "a table of SQLite's own")}


@pytest.mark.parametrize("case", ALL, ids=titled(ALL))
def test_a_statement_uses_nothing_that_postgresql_would_not_take(case: Case) -> None:
    found = {what for what, pattern in NOT_POSTGRESQL.items() if re.search(pattern, case.sql)}
    assert found == {what for title, what in KNOWN if title == case.title}


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("SELECT 1 WHERE id IN (SELECT value FROM json_each(:ids))", "a list by json_each"),
        ("UPDATE announcements SET draft = x''", "a blob literal"),
        ("SELECT 1 FROM chats WHERE chat_id = :chat_id AND NOT reachable", "a bare flag"),
        ("SELECT 1 FROM chats c WHERE c.reachable AND c.chat_id = :chat_id", "a bare flag"),
        ("SELECT CASE WHEN locked THEN 1 END FROM registrations", "a bare flag"),
        ("SELECT 1 FROM chats WHERE (:any_chat OR chat_id > 0)", "a bare flag"),
        ("SELECT last_insert_rowid()", "the last row id"),
        ("INSERT OR IGNORE INTO mutes VALUES (:chat_id, :kind)", "INSERT OR, REPLACE INTO"),
        ("UPDATE chats SET asked_at = max(asked_at, :at)", "max and min of two"),
        ("SELECT min(coalesce(a, b), c) FROM t", "max and min of two"),
        ("SELECT ifnull(state, '') FROM turns", "functions of SQLite"),
        ("SELECT 1 FROM turns WHERE due_at IS :at", "IS between values"),
        ("SELECT 1 FROM link_counts WHERE link GLOB :more", "GLOB"),
        ("SELECT sum(aside_until > :today) FROM queue", "a sum of truths"),
        (
            "INSERT INTO t (n) VALUES (1) ON CONFLICT DO UPDATE SET n = n + 1",
            "a column without its table in DO UPDATE",
        ),
    ],
)
def test_what_postgresql_would_not_take_is_found(sql: str, what: str) -> None:
    assert [name for name, pattern in NOT_POSTGRESQL.items() if re.search(pattern, sql)] == [what]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT max(coalesce(a, b)), min(c) FROM t",
        "SELECT 1 FROM chats c WHERE c.reachable <> 0 AND (:any_chat <> 0 OR c.chat_id IS NOT NULL)",
        "UPDATE announcements SET gathered = 1, loud = :loud WHERE id = :id AND due_at IS NULL",
        "SELECT chat_id, reachable, language_chosen FROM chats",
    ],
)
def test_what_both_take_is_not_complained_of(sql: str) -> None:
    assert not [name for name, pattern in NOT_POSTGRESQL.items() if re.search(pattern, sql)]


def test_new_rows_tell_their_number_by_returning_never_by_the_last_row_id() -> None:
    for store in stores():
        assert not re.search(r"^-- name: \w+<!", store.file.read_text(), re.MULTILINE), store
    root = Path(bot.__file__).parent
    assert not [file for file in root.rglob("*.py") if "lastrowid" in file.read_text()]
