"""Everything that is read once at start and never changes: config, texts, law, regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError
from bot.people.divisions import Divisions
from bot.people.places import Regions
from bot.scheme.facts import Facts
from bot.settings import ROOT, read_toml
from bot.texts import Catalogues

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OFFICE = ("name", "address", "phone", "hours", "call_centre")
_EXAMPLES = ("nik", "name", "phone", "district", "village", "birth_date", "number")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits out of config/payung.toml; the comments there say what each means."""

    proof_tries: int
    proof_lock_hours: int
    opened_minutes: int
    draft_days: int
    turn_days: int
    data_file_minutes: int
    invitation_hours: int


@dataclass(frozen=True, slots=True)
class Resources:
    """What the features work with."""

    office: Mapping[str, str]
    examples: Mapping[str, str]
    notice_version: str
    limits: Limits
    facts: Facts
    regions: Regions
    divisions: Divisions
    catalogues: Catalogues

    @classmethod
    def load(cls, config: Path, locales: Path = ROOT / "locales") -> Resources:
        """Read and validate everything. Raise ConfigurationError with file, key and reason."""
        path = config / "payung.toml"
        table = _Table(path, read_toml(path))
        office = {
            name: table.text("office", name, empty=name not in {"name", "call_centre"}) for name in _OFFICE
        }
        examples = {name: table.text("examples", name) for name in _EXAMPLES}
        constants = {f"office_{name}": value for name, value in office.items()}
        regions = Regions.load(table.file("region", "file"))
        regency = regions.get(table.text("region", "regency"))
        if regency is None:
            raise ConfigurationError("region.regency", "is no region of region.file", str(path))
        constants["region_name"] = regency.name.removeprefix("Kabupaten ")
        constants |= {f"example_{name}": value for name, value in examples.items()}
        return cls(
            office,
            examples,
            table.text("privacy", "notice_version"),
            Limits(**{name: table.number("limits", name) for name in Limits.__slots__}),
            Facts.load(config / "scheme"),
            regions,
            Divisions.load(config / "regions"),
            Catalogues(locales, constants),
        )


class _Table:
    """payung.toml, whose every fault names the key."""

    def __init__(self, path: Path, document: dict[str, Any]) -> None:
        self._path, self._document = path, document

    def _fault(self, section: str, name: str, reason: str) -> ConfigurationError:
        return ConfigurationError(f"{section}.{name}", reason, str(self._path))

    def text(self, section: str, name: str, *, empty: bool = False) -> str:
        value = self._document.get(section, {}).get(name)
        if not isinstance(value, str) or not (value.strip() or empty):
            raise self._fault(section, name, "must be a text" + ("" if empty else " that is not empty"))
        return value.strip()

    def number(self, section: str, name: str) -> int:
        value = self._document.get(section, {}).get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._fault(section, name, "must be a whole number above 0")
        return value

    def file(self, section: str, name: str) -> Path:
        path = self._path.parent / self.text(section, name)
        if not path.is_file():
            raise self._fault(section, name, "names a file that does not exist")
        return path
