"""config/payung.toml of an office: over the shipped one where it extends that; and the office's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.clock import OFFICE_ZONE
from bot.documents import Text, read_toml
from bot.errors import ConfigurationError
from bot.folders import CONFIG, SETTINGS, is_extended

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")


class _Region(Struct, frozen=True):
    zone: Text


class _Settings(Struct, frozen=True):
    region: _Region


def read_office(config: Path, kind: type[T]) -> T:
    """Return what payung.toml says. Raise ConfigurationError with file, key and reason."""
    return read_toml(config / SETTINGS, kind, over=CONFIG / SETTINGS if is_extended(config) else None)


def use_zone(config: Path) -> None:
    """Let this process have the clock of the office. Raise ConfigurationError where there is no such zone."""
    name = read_office(config, _Settings).region.zone
    try:
        OFFICE_ZONE.become(ZoneInfo(name))
    except (OSError, ValueError, KeyError):  # what zoneinfo raises of a name that is none
        raise ConfigurationError("region.zone", "is no time zone", str(config / SETTINGS)) from None
