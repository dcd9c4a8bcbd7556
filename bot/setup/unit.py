"""The service of systemd that an installation runs as."""

from __future__ import annotations

import pwd
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.setup.layout import Layout

_TEMPLATE: Final = Path(__file__).with_name("payung.service")


def unit(layout: Layout, backups: str, user: str) -> str:
    """Return the unit for the program that runs just now."""
    values = {
        "user": user,
        "settings": layout.settings,
        "state": layout.database.parent,
        "backups": backups,
        "program": program(),
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value).replace("%", "%%"))
    return text


def hindrances(layout: Layout, user: str) -> list[str]:
    """Return what would keep the service of this machine from starting."""
    found: list[str] = []
    if layout.root != Path("/"):
        return found  # to be tried, not to be started
    try:
        pwd.getpwnam(user)
    except KeyError:
        found.append(f"there is no user {user}: useradd --system --home-dir {layout.database.parent} {user}")
    if program().is_relative_to("/home") or program().is_relative_to("/root"):
        found.append(f"the service does not see {program()}: install the program below /opt")
    return found


def program() -> Path:
    """Return the command of this installation: beside its Python, wherever it was called from."""
    return Path(sys.executable).absolute().with_name("payung")
