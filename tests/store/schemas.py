"""What a schema consists of, read out of each kind of database in the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store.port import Connection

_KINDS = {"TEXT": "text", "INTEGER": "bigint", "BLOB": "bytea", "REAL": "double precision"}
# What SQLite keeps in places of its own.
_OWN = {"schema_version", "given_out", "sqlite_sequence"}


class Schema(NamedTuple):
    """Rows of values, each beginning with the table."""

    columns: set[tuple[Any, ...]]  # place, name, kind, whether it must be given, what it is otherwise
    indexes: set[tuple[Any, ...]]  # columns with their direction, whether unique, whether of some rows only
    references: set[tuple[Any, ...]]  # column, table and column it refers to, whether it goes with them
    triggers: set[tuple[Any, ...]]


def _rows(connection: Connection, query: str) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in connection.execute(query) if row[0] not in _OWN}


def _together(rows: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    """Put the columns of an index into one row: table, index, place, column, descends, unique, partial."""
    by_index: dict[Any, list[tuple[Any, ...]]] = {}
    for row in sorted(rows):
        by_index.setdefault(row[:2], []).append(row)
    return {
        (table, tuple((row[3], bool(row[4])) for row in found), bool(found[0][5]), bool(found[0][6]))
        for (table, _), found in by_index.items()
    }


def _default(expression: str | None) -> str:
    return re.sub(r"::\w+$", "", expression or "").replace("'\\x'", "''")


def of_sqlite(connection: Connection) -> Schema:
    columns = _rows(
        connection,
        "SELECT m.name, c.cid + 1, c.name, c.type, (c.\"notnull\" OR c.pk) AND m.type = 'table', c.dflt_value"
        " FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')",
    )
    indexes = _rows(
        connection,
        'SELECT m.name, i.name, x.seqno, x.name, x."desc", i."unique", i.partial FROM sqlite_master m,'
        " pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x WHERE m.type = 'table' AND x.key",
    )
    whole = _rows(
        connection,
        "SELECT m.name, 'key', 0, c.name, 0, 1, 0 FROM sqlite_master m, pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND c.pk AND c.type = 'INTEGER'"
        " AND (SELECT count(*) FROM pragma_table_info(m.name) WHERE pk) = 1",
    )
    references = _rows(
        connection,
        'SELECT m.name, f."from", f."table", f."to", f.on_delete = \'CASCADE\' FROM sqlite_master m,'
        " pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    )
    triggers = _rows(connection, "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
    return Schema(
        {(*row[:3], _KINDS[row[3]], bool(row[4]), (row[5] or "").lstrip("X")) for row in columns},
        _together(indexes | whole), {(*row[:4], bool(row[4])) for row in references}, triggers,
    )  # fmt: skip


def of_postgresql(connection: Connection) -> Schema:
    columns = _rows(
        connection,
        "SELECT table_name, ordinal_position, column_name, data_type, is_nullable = 'NO', column_default,"
        " collation_name FROM information_schema.columns WHERE table_schema = 'public'",
    )
    assert {row[6] for row in columns if row[3] == "text"} == {"C"}
    indexes = _rows(
        connection,
        "SELECT t.relname, i.relname, k.place, a.attname, (x.indoption[k.place - 1] & 1), x.indisunique,"
        " x.indpred IS NOT NULL FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid"
        " JOIN pg_class i ON i.oid = x.indexrelid"
        " CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (number, place)"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number"
        " WHERE t.relnamespace = 'public'::regnamespace",
    )
    references = _rows(
        connection,
        "SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname,"
        " c.confdeltype = 'c' FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1] WHERE c.contype = 'f'",
    )
    triggers = _rows(
        connection,
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgname <> 'audit_given_out'",
    )
    return Schema(
        {(*row[:4], bool(row[4]), _default(row[5])) for row in columns},
        _together(indexes), {(*row[:4], bool(row[4])) for row in references}, triggers,
    )  # fmt: skip
