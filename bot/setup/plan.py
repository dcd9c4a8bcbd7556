"""What shall be written, and the files that come of it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.folders import SETTINGS
from bot.setup.settings_file import with_office, with_variables
from bot.setup.writing import NewFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.setup.layout import Layout
    from bot.setup.standing import Standing

OFFICE: Final = ("name", "address", "phone", "hours")
READABLE: Final = 0o644


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """Values of the file of settings by their names ("": taken out), those of the office, the key.

    `sheets`: where the key goes on paper; None: it does not.
    """

    variables: Mapping[str, str]
    office: Mapping[str, str]
    secret: bytes
    is_new: bool
    sheets: Path | None


def files_of(plan: Plan, now: Standing, layout: Layout) -> list[NewFile]:
    """Return the files that would not stay as they are, the key first."""
    office = layout.config / SETTINGS
    files = [
        NewFile(layout.settings, with_variables(now.settings, plan.variables).encode()),
        NewFile(office, with_office(now.office_file, plan.office, str(office)).encode(), READABLE),
    ]
    if plan.is_new:
        files.insert(0, NewFile(layout.key, base64.b64encode(plan.secret) + b"\n"))
    return [one for one in files if not one.path.exists() or one.path.read_bytes() != one.content]


def usual_variables(layout: Layout) -> dict[str, str]:
    """Return the settings that follow from the layout alone."""
    return {
        "PAYUNG_SECRET_KEY_FILE": str(layout.key),
        "PAYUNG_CONFIG": str(layout.config),
        "PAYUNG_DATABASE_URL": f"sqlite:///{layout.database}",
    }
