"""What is installed: pinned, from wherever the machine gets its packages, and no more than is needed."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUNNING, _ALL = "requirements.lock", "requirements-dev.lock"
_PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)
_NAME = re.compile(r"^[A-Za-z0-9._-]+")


def pins(lock: str) -> dict[str, str]:
    return dict(_PIN.findall((ROOT / lock).read_text()))


def wanted(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"]
    return names([*project["dependencies"], *(one for extra in extras for one in optional[extra])])


def names(requirements: Iterable[str]) -> set[str]:
    found = (match[0] for one in requirements if (match := _NAME.match(one)))
    return {name.lower() for name in found} - {"payung"}


@pytest.mark.parametrize("lock", [_RUNNING, _ALL])
def test_a_lock_names_no_index_and_every_pin_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    for entry in re.split(r"\n(?=\S)", text):
        assert "--hash=sha256:" in entry


def test_the_lock_for_running_holds_what_running_and_installing_need_and_no_tool() -> None:
    pinned = set(pins(_RUNNING))
    assert wanted("install") <= pinned
    assert not pinned & (wanted("dev") - wanted("install"))


def test_the_lock_for_tests_adds_to_the_other_and_changes_no_version_of_it() -> None:
    running, everything = pins(_RUNNING), pins(_ALL)
    assert running.items() <= everything.items()
    assert wanted("install", "dev") <= set(everything)


def test_make_run_asks_for_the_small_environment_only() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^run: \$\(RUNS\) ", makefile, re.MULTILINE)
    recipe = makefile.partition("\n$(RUNS):")[2].partition("\n\n")[0]
    assert "-r requirements.lock" in recipe
    assert "dev" not in recipe
