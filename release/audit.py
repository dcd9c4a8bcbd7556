"""Whether anything is known against a package that is pinned: by a file of advisories, without a network.

The file holds advisories as OSV writes them (https://ossf.github.io/osv-schema/), and the day on which they
were looked up. On a machine with a network: fetch OSV's export of PyPI (`PyPI/all.zip`), then

    python -m release.audit --refresh all.zip

which keeps what concerns the packages of requirements.lock. An old file is warned of: nothing is known then
of what came since.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from packaging.version import InvalidVersion, Version

from release.locked import Pin, normal, pins
from release.sbom import LOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ADVISORIES: Final = "release/advisories.json"
OLD_DAYS: Final = 60


def hits(pinned: Iterable[Pin], advisories: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give a line for each advisory that a pinned version is affected by."""
    versions = {normal(one.name): one.version for one in pinned}
    for advisory in advisories:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected", ()):
            name = _package_of(affected)
            if name in versions and _is_affected(versions[name], affected):
                yield f"{name} {versions[name]}: {_named(advisory)}"


def _package_of(affected: Mapping[str, Any]) -> str:
    package = affected.get("package", {})
    return normal(package.get("name", "")) if package.get("ecosystem") == "PyPI" else ""


def _named(advisory: Mapping[str, Any]) -> str:
    ids = ", ".join([str(advisory["id"]), *advisory.get("aliases", ())])
    return f"{ids}: {advisory.get('summary', 'no summary')}"


def _is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    ranges = [one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM"]
    return version in affected.get("versions", ()) or any(
        _is_within(version, one["events"]) for one in ranges
    )


def _is_within(version: str, events: Iterable[Mapping[str, str]]) -> bool:
    """Tell whether a version lies in a range: the last event at or before it decides."""
    mine, inside = Version(version), False
    for event in sorted(events, key=_place):
        ((kind, at),) = event.items()
        if kind == "introduced" and (at == "0" or Version(at) <= mine):
            inside = True
        elif (kind == "fixed" and Version(at) <= mine) or (kind == "last_affected" and Version(at) < mine):
            inside = False
    return inside


def _place(event: Mapping[str, str]) -> Version:
    (at,) = event.values()
    try:
        return Version(at)
    except InvalidVersion:
        return Version("0")


def main(arguments: list[str] | None = None) -> int:
    """Audit the lock, or renew the advisories. 1: something is known against a pinned version."""
    parser = argparse.ArgumentParser(prog="python -m release.audit", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--refresh", type=Path, metavar="ALL.ZIP", help="OSV's export of PyPI")
    options = parser.parse_args(arguments)
    pinned, file = pins(options.root / LOCK), options.root / ADVISORIES
    today = datetime.now(UTC).date()
    if options.refresh:
        kept = _concerning(pinned, options.refresh)
        file.write_text(json.dumps(_document(today, kept), indent=1) + "\n")
    known = json.loads(file.read_text(encoding="utf-8"))
    days = (today - date.fromisoformat(known["looked_up"])).days
    if days > OLD_DAYS:
        sys.stderr.write(f"warning: {ADVISORIES} is {days} days old: renew it, see release/audit.py\n")
    found = list(hits(pinned, known["advisories"]))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    if not found:
        sys.stdout.write(f"nothing is known against {len(pinned)} packages ({_basis(known)})\n")
    return 1 if found else 0


def _basis(known: Mapping[str, Any]) -> str:
    count = len(known["advisories"])
    return f"{count} advisories of {known['looked_up']}; {known['source']}"


def _document(day: date, kept: list[dict[str, Any]]) -> dict[str, Any]:
    return {"looked_up": day.isoformat(), "source": "OSV, all of PyPI", "advisories": kept}


def _concerning(pinned: Iterable[Pin], export: Path) -> list[dict[str, Any]]:
    """Return the advisories of an export that are about a pinned package, of whatever version."""
    names = {normal(one.name) for one in pinned}
    with zipfile.ZipFile(export) as archive:
        read = (json.loads(archive.read(name)) for name in sorted(archive.namelist()))
        return [
            one for one in read if names & {_package_of(affected) for affected in one.get("affected", ())}
        ]


if __name__ == "__main__":
    sys.exit(main())
