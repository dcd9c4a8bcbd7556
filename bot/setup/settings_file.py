"""The two files that `payung init` changes line by line: what somebody wrote beside stays as it is."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Final

from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE: Final = "[office]"
NEW_SETTINGS: Final = """\
# Settings of Payung: lines KEY=value, read by its commands and by systemd. `payung init` changes them.
# What else may stand here: docs/operating.md, Settings. The token is here: for its owner only (mode 0600).
"""
NEW_OFFICE: Final = """\
# What is different in this office. Whatever this file does not say is as it comes with the program, and
# changes with its upgrades; what may be said, and what it means, stands in the payung.toml that is shipped.
extends = "shipped"

[office]
name = ""                         # as people know it
address = ""
phone = ""
hours = ""                        # such as "Senin-Jumat 08.00-15.00"

# [emergency]                     # whom people in danger call: the number, who says so, the day of the check
# ambulance = { number = "", source = "", checked = 2026-11-29 }
"""


def with_variables(text: str, values: Mapping[str, str]) -> str:
    """Return a file of settings with other values; one that is empty is taken out."""
    lines = text.splitlines()
    standing = {line.partition("=")[0].strip(): at for at, line in enumerate(lines)}
    for name, value in values.items():
        if name in standing:
            lines[standing[name]] = f"{name}={value}" if value else ""
        elif value:
            lines.append(f"{name}={value}")
    return "\n".join(lines) + "\n"


def office_in(text: str) -> dict[str, str]:
    """Return what a payung.toml says of the office. Raise ValueError where it is no TOML."""
    table = tomllib.loads(text).get("office", {})
    return {name: value for name, value in table.items() if isinstance(value, str)}


def with_office(text: str, values: Mapping[str, str], place: str) -> str:
    """Return a payung.toml with other values of the office; comments stay where they are.

    Raise ConfigurationError where it is written in a way that cannot be changed line by line.
    """
    lines = text.splitlines()
    for name, value in values.items():
        _set(lines, name, json.dumps(value, ensure_ascii=False))
    changed = "\n".join(lines) + "\n"
    before = tomllib.loads(text)
    wanted = before | {"office": before.get("office", {}) | dict(values)}
    try:
        is_so = tomllib.loads(changed) == wanted
    except tomllib.TOMLDecodeError:
        is_so = False
    if not is_so:
        raise ConfigurationError("office", "cannot be changed by this command: write it by hand", place)
    return changed


def _set(lines: list[str], name: str, written: str) -> None:
    if _TABLE not in lines:
        lines += ["", _TABLE]
    begin = lines.index(_TABLE) + 1
    end = next((at for at in range(begin, len(lines)) if lines[at].startswith("[")), len(lines))
    stands = re.compile(rf"{name}\s*=")
    at = next((at for at in range(begin, end) if stands.match(lines[at])), None)
    if at is None:
        lines.insert(begin, f"{name} = {written}")
        return
    remark = re.search(r"\"\s*(#.*)$", lines[at])
    lines[at] = f"{name} = {written}" + (f"  {remark[1]}" if remark else "")
