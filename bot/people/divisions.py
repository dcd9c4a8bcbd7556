"""The provinces, regencies and district codes of Indonesia, as far as checking a NIK needs them.

Codes are those of the Ministry of Home Affairs (Kemendagri): "61", "61.06", "61.06.01". The statistics office
(BPS) numbers regions differently; its codes must never be mixed in.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class OldCode:
    """A regency code given up when a province was split; a NIK keeps it for life.

    `code` and `now` are dotted regency codes, `until` the year of the split, `law` the act that made it.
    """

    code: str
    name: str
    now: str
    until: int
    law: str


@dataclass(frozen=True, slots=True, repr=False)
class Divisions:
    """Names of provinces and regencies by dotted code, districts per regency ("01-23 25"), old codes."""

    _names: Mapping[str, str]
    _districts: Mapping[str, str]
    _old: Mapping[str, OldCode]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read `divisions.csv` and `old_codes.csv` in the folder; raises OSError, KeyError or ValueError."""
        names: dict[str, str] = {}
        districts: dict[str, str] = {}
        for row in _rows(folder / "divisions.csv"):
            names[row["code"]] = row["name"]
            districts[row["code"]] = row["districts"]
        old = {row["code"]: _old_code(row) for row in _rows(folder / "old_codes.csv")}
        return cls(names, districts, old)

    @property
    def names(self) -> list[str]:
        """The names of all provinces and regencies, with "Kabupaten" or "Kota" before these."""
        return list(self._names.values())

    def province(self, code: str) -> str | None:
        """Return the name of a province ("61"), or None."""
        return self._names.get(code)

    def regency(self, code: str) -> str | None:
        """Return the name of a regency or city ("61.06"), also under its old code, or None."""
        old = self._old.get(code)
        return old.name if old else self._names.get(code)

    def old(self, code: str) -> OldCode | None:
        """Return what became of a regency code that is no longer given, or None."""
        return self._old.get(code)

    def has_district(self, code: str) -> bool:
        """Tell whether a district ("61.06.01") exists today."""
        regency, _, number = code.rpartition(".")
        spans = (span.partition("-") for span in self._districts.get(regency, "").split())
        return any(first <= number <= (last or first) for first, _, last in spans)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _old_code(row: dict[str, str]) -> OldCode:
    return OldCode(row["code"], row["name"], row["now"], int(row["until"]), row["law"])
