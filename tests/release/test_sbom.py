"""The bill of materials names every pinned package, as CycloneDX wants it, and is in the wheel."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from bot.folders import ROOT
from release.locked import Pin, pins
from release.sbom import LOCK, document

if TYPE_CHECKING:
    from pathlib import Path

_URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return document(ROOT)


def test_it_is_what_cyclonedx_requires(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert _URN.fullmatch(bill["serialNumber"])
    references = [one["bom-ref"] for one in bill["components"]]
    assert len(set(references)) == len(references)
    assert bill["dependencies"][0]["dependsOn"] == references
    for one in bill["components"]:
        assert one["type"] == "library"
        assert one["name"]
        for licence in one.get("licenses", []):
            assert set(licence) <= {"expression", "license"}
        if any("expression" in licence for licence in one.get("licenses", [])):
            assert len(one["licenses"]) == 1  # the schema allows one expression, or several licences


def test_every_pin_is_there_with_version_and_all_its_hashes(bill: dict[str, Any]) -> None:
    text = (ROOT / LOCK).read_text()
    assert len(bill["components"]) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    hashes = {one["content"] for part in bill["components"] for one in part["hashes"]}
    assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", text))
    for one in bill["components"]:
        assert f"{one['name']}=={one['version']}" in text


def test_whatever_runs_here_says_its_licence(bill: dict[str, Any]) -> None:
    without = {one["name"] for one in bill["components"] if "licenses" not in one}
    assert not without & {"aiohttp", "cryptography", "msgspec", "numpy", "python-telegram-bot", "reportlab"}


def test_the_same_lock_gives_the_same_bill() -> None:
    assert json.dumps(document(ROOT)) == json.dumps(document(ROOT))


def test_a_pin_with_a_marker_is_read(tmp_path: Path) -> None:
    lock = tmp_path / LOCK
    lock.write_text(f"a-b==1.0 ; python_version < '3.12' \\\n    --hash=sha256:{'0' * 64}\nc==2\n")
    assert pins(lock) == [Pin("a-b", "1.0", ("0" * 64,)), Pin("c", "2", ())]
    lock.write_text("")
    with pytest.raises(ValueError, match="pins nothing"):
        pins(lock)


@pytest.mark.long
def test_it_is_in_the_wheel(wheel: Path, bill: dict[str, Any]) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [one for one in archive.namelist() if one.endswith(".dist-info/sboms/payung.cdx.json")]
    assert json.loads(archive.read(name)) == bill
