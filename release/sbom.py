"""The bill of materials: CycloneDX 1.6 as JSON, out of requirements.lock.

The same lock gives the same bytes. A licence is what the installed package says of itself; of a package that
is not installed here (it is for another system) none is stated.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

from release.locked import Pin, pins

if TYPE_CHECKING:
    from pathlib import Path

LOCK: Final = "requirements.lock"
NAME: Final = "payung.cdx.json"
_OSI: Final = "License :: OSI Approved :: "
_LONGEST: Final = 80  # letters of a name; some packages have the whole licence there


def document(root: Path) -> dict[str, Any]:
    """Return the bill of the tree at `root`."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = pins(root / LOCK)
    whole = f"pkg:pypi/{project['name']}@{project['version']}"
    lock = (root / LOCK).read_text(encoding="utf-8")
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, whole + lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": whole,
                "name": project["name"],
                "version": project["version"],
                "purl": whole,
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [_component(one) for one in pinned],
        "dependencies": [{"ref": whole, "dependsOn": [one.purl for one in pinned]}],
    }


def write(root: Path, target: Path) -> None:
    """Write the bill of the tree at `root`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(document(root), indent=1) + "\n", encoding="utf-8")


def _component(pin: Pin) -> dict[str, Any]:
    licences = _licences(pin)
    return {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        "hashes": [{"alg": "SHA-256", "content": one} for one in pin.hashes],
    } | ({"licenses": licences} if licences else {})


def _licences(pin: Pin) -> list[dict[str, Any]]:
    try:
        said: Any = metadata.metadata(pin.name)
    except metadata.PackageNotFoundError:
        return []
    if expression := said.get("License-Expression"):
        return [{"expression": expression}]
    named = [one.removeprefix(_OSI) for one in said.get_all("Classifier") or [] if one.startswith(_OSI)]
    lines = (said.get("License") or "").strip().splitlines()
    if not named and lines and len(lines[0]) <= _LONGEST:
        named = [lines[0]]
    return [{"license": {"name": one}} for one in named]
