"""Named statements, out of the .sql file of a store."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import aiosql

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PART = re.compile(r"\{(\w+)\}")
_SURVEY = "Survey:"
NO_PARTS: Mapping[str, str] = MappingProxyType({})


class Statement(NamedTuple):
    """One named statement; `is_survey` where it may read a large table from one end to the other."""

    sql: str
    is_survey: bool


@cache
def statements(file: Path) -> Mapping[str, Statement]:
    """Return the named statements of a .sql file; {name} in one stands for another of the same file."""
    loaded = aiosql.from_path(file, "sqlite3", mandatory_parameters=False)
    found = {name: getattr(loaded, name) for name in loaded.available_queries if not name.endswith("_cursor")}

    def part(match: re.Match[str]) -> str:
        return whole(found[match[1]].sql.rstrip().rstrip(";")) if match[1] in found else match[0]

    def whole(sql: str) -> str:
        return _PART.sub(part, sql)

    return {
        name: Statement(whole(query.sql), (query.__doc__ or "").startswith(_SURVEY))
        for name, query in found.items()
    }


def filled(sql: str, parts: Mapping[str, str]) -> str:
    """Return a statement with texts in the place of its {name}s: the program's own texts, never values."""
    return _PART.sub(lambda match: parts[match[1]], sql) if parts else sql
