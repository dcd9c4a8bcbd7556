"""How a list that goes out looks: the columns of config/lists/exports, a file for each layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final

from msgspec import Meta, Struct

from bot.documents import Text, read_toml
from bot.errors import ConfigurationError
from bot.exports.columns import kind_of, ways_of
from bot.folders import part
from bot.registration.form import enrolment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.dialogue.form import Form
    from bot.resources import Resources

FOLDER: Final = "lists/exports"
_ID = re.compile(r"[a-z0-9_]{1,20}")  # it stands in the data of buttons

Sheet = Annotated[  # what Excel takes as the name of a sheet
    str, Meta(pattern=r"\A[^\[\]:*?/\\']{1,31}\Z", description="1 to 31 letters without [ ] : * ? / \\ '")
]


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """A column: its heading, and what it holds or what always stands there; with neither it stays empty."""

    heading: Text
    holds: str = ""
    constant: str = ""
    write: str = ""  # as it is written; "": as is usual for what it holds


class Layout(Struct, frozen=True, forbid_unknown_fields=True):
    """The columns of a list in their order, the name of the layout, and that of its sheet."""

    name: Text
    columns: tuple[Column, ...]
    sheet: Sheet = "Peserta"

    @property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [one.heading for one in self.columns]


def load_layouts(resources: Resources) -> Mapping[str, Layout]:
    """Read all of them, by the names of their files. Raise ConfigurationError with file, key and reason."""
    folder, form = part(resources.config, FOLDER), enrolment(resources)
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise ConfigurationError("file", "there must be a layout", str(folder))
    layouts: dict[str, Layout] = {}
    for path in files:
        layouts[path.stem] = _layout(path, form)
        names = [one.name for one in layouts.values()]
        if len(set(names)) < len(names):
            raise ConfigurationError("name", "another layout has this name", str(path))
    return layouts


def _layout(path: Path, form: Form) -> Layout:
    if not _ID.fullmatch(path.stem):
        raise ConfigurationError("file", "must be named by at most 20 small letters, digits and _", str(path))
    layout = read_toml(path, Layout)
    if not layout.columns:
        raise ConfigurationError("columns", "must be tables", str(path))
    for number, column in enumerate(layout.columns, 1):
        if reason := _fault(column, form):
            raise ConfigurationError("columns", f"{number} ({column.heading}): {reason}", str(path))
    return layout


def _fault(column: Column, form: Form) -> str:
    if column.holds and column.constant:
        return "either holds or constant, not both"
    if not column.holds:
        return "write goes with holds only" if column.write else ""
    kind = kind_of(column.holds, form)
    if kind is None:
        return f"holds: there is no {column.holds!r}"
    if column.write and column.write not in ways_of(kind):
        return f"write: must be one of {', '.join(ways_of(kind))}, not {column.write!r}"
    return ""
