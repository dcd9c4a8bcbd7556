"""What an installation has already: nothing of it is changed but what somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import environment_file
from bot.errors import ConfigurationError
from bot.folders import SETTINGS
from bot.setup.settings_file import NEW_OFFICE, NEW_SETTINGS, office_in
from bot.store.crypto import read_secret

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.setup.layout import Layout


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """The two files as they are (as they begin, where there are none), what they say, the key, the store."""

    settings: str
    variables: Mapping[str, str]
    office_file: str
    office: Mapping[str, str]
    secret: bytes | None
    has_store: bool


def as_set(layout: Layout) -> Layout:
    """Return the layout with the places that its file of settings names. Raise ConfigurationError."""
    variables = environment_file.read(layout.settings) if layout.settings.exists() else {}
    if variables.get("PAYUNG_SECRET_KEY"):
        reason = f"stands here: move it to {layout.key} (mode 0600), and name that by PAYUNG_SECRET_KEY_FILE"
        raise ConfigurationError("PAYUNG_SECRET_KEY", reason, str(layout.settings))
    return replace(layout, variables=variables)


def standing(layout: Layout) -> Standing:
    """Read what is there. Raise ConfigurationError for a file that is not as it must be."""
    office_file = _text(layout.config / SETTINGS) or NEW_OFFICE
    try:
        office = office_in(office_file)
    except ValueError as error:
        raise ConfigurationError("syntax", str(error), str(layout.config / SETTINGS)) from None
    return Standing(
        _text(layout.settings) or NEW_SETTINGS, layout.variables, office_file, office, secret_in(layout.key),
        layout.database.exists(),
    )  # fmt: skip


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise ConfigurationError("file", f"cannot be read ({type(error).__name__})", str(path)) from None


def secret_in(path: Path) -> bytes | None:
    """Return the newest secret out of the key's file; None where there is none. Raise ConfigurationError.

    While a store goes over to another key the file holds both, the newer first.
    """
    try:
        return read_secret(_text(path).partition("\n")[0]) if path.exists() else None
    except ValueError as error:
        raise ConfigurationError("key", f"must be base64 of 32 bytes ({error})", str(path)) from None
