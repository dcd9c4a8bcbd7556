"""What is known against a pinned version is found, without a network."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.folders import ROOT
from release import audit
from release.locked import Pin, pins
from release.sbom import LOCK

if TYPE_CHECKING:
    from pathlib import Path


def advisory(name: str, *events: dict[str, str], **more: Any) -> dict[str, Any]:
    affected = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": list(events)}],
    }
    return {"id": "GHSA-contoh", "summary": "contoh", "affected": [affected], **more}


BEFORE_TWO = ({"introduced": "0"}, {"fixed": "2.0"})


@pytest.mark.parametrize(
    ("version", "events", "is_hit"),
    [
        ("1.9", BEFORE_TWO, True),
        ("2.0", BEFORE_TWO, False),
        ("2.0rc1", BEFORE_TWO, True),
        ("10.0", BEFORE_TWO, False),
        ("1.0", ({"introduced": "1.1"}, {"fixed": "2.0"}), False),
        ("1.1", ({"introduced": "1.1"}, {"last_affected": "1.1"}), True),
        ("1.2", ({"introduced": "1.1"}, {"last_affected": "1.1"}), False),
        ("3.1", ({"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.0"}), True),
        ("2.5", ({"introduced": "3.0"}, {"fixed": "2.0"}, {"introduced": "0"}), False),
    ],
)
def test_a_version_is_held_against_ranges(version: str, events: Any, is_hit: bool) -> None:  # noqa: FBT001
    assert bool(list(audit.hits([Pin("a_b", version, ())], [advisory("A-B", *events)]))) is is_hit


def test_a_listed_version_is_found_and_one_that_was_withdrawn_is_not() -> None:
    listed = {"id": "X", "affected": [{"package": {"ecosystem": "PyPI", "name": "a"}, "versions": ["1.0"]}]}
    assert list(audit.hits([Pin("a", "1.0", ())], [listed])) == ["a 1.0: X: no summary"]
    assert not list(audit.hits([Pin("a", "1.0", ())], [listed | {"withdrawn": "2026-01-01T00:00:00Z"}]))


def test_another_package_or_system_is_passed_over() -> None:
    other = advisory("a", *BEFORE_TWO)
    other["affected"][0]["package"]["ecosystem"] = "npm"
    assert not list(audit.hits([Pin("a", "1.0", ())], [other, advisory("b", *BEFORE_TWO)]))


def test_nothing_is_known_against_what_is_pinned_today() -> None:
    assert audit.main(["--root", str(ROOT)]) == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "release").mkdir()
    (tmp_path / LOCK).write_text("a==1.0 \\\n")
    return tmp_path


def known(root: Path, days: int, *advisories: dict[str, Any]) -> None:
    day = datetime.now(UTC).date() - timedelta(days=days)
    document = {"looked_up": day.isoformat(), "source": "contoh", "advisories": advisories}
    (root / audit.ADVISORIES).write_text(json.dumps(document))


def test_a_hit_ends_with_one_and_names_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known(root, 0, advisory("a", *BEFORE_TWO, aliases=["CVE-1"]))
    assert audit.main(["--root", str(root)]) == 1
    assert capsys.readouterr().out == "a 1.0: GHSA-contoh, CVE-1: contoh\n"


def test_an_old_file_is_only_warned_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known(root, audit.OLD_DAYS)
    assert audit.main(["--root", str(root)]) == 0
    assert not capsys.readouterr().err
    known(root, audit.OLD_DAYS + 1)
    assert audit.main(["--root", str(root)]) == 0
    assert "61 days old" in capsys.readouterr().err


def test_it_is_renewed_out_of_an_export_that_somebody_brings_along(root: Path) -> None:
    with zipfile.ZipFile(root / "all.zip", "w") as archive:
        for number, name in enumerate(("a", "b", "A")):
            archive.writestr(f"{number}.json", json.dumps(advisory(name, *BEFORE_TWO)))
    assert audit.main(["--root", str(root), "--refresh", str(root / "all.zip")]) == 1
    kept = json.loads((root / audit.ADVISORIES).read_text())
    assert kept["looked_up"] == datetime.now(UTC).date().isoformat()
    assert len(kept["advisories"]) == 2


def test_the_file_that_is_shipped_names_packages_that_are_pinned() -> None:
    names = {one.name for one in pins(ROOT / LOCK)}
    shipped = json.loads((ROOT / audit.ADVISORIES).read_text())
    for one in shipped["advisories"]:
        assert {affected["package"]["name"] for affected in one["affected"]} <= names
