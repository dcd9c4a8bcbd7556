"""What requirements.lock pins: names, versions, hashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:[^\n]*\\\n)*[^\n]*)$", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Pin(NamedTuple):
    """One package: the SHA-256 of each of its files that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package as a package URL (ECMA-427)."""
        return f"pkg:pypi/{normal(self.name)}@{self.version}"


def normal(name: str) -> str:
    """Return the name of a package as all its spellings share it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: Path) -> list[Pin]:
    """Return all pins of a lock. Raise ValueError where it holds none."""
    found = [
        Pin(one["name"], one["version"], tuple(sorted(_HASH.findall(one["rest"]))))
        for one in _ENTRY.finditer(lock.read_text(encoding="utf-8"))
    ]
    if not found:
        raise ValueError(f"{lock} pins nothing")
    return found
