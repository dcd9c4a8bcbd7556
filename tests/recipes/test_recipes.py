"""The recipes of CONTRIBUTING, each carried out as it stands there in a copy of the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEXT = "@@\n"  # between two places of one file
_COPIED = ("bot", "config", "locales", "tests", "Makefile", "pyproject.toml", "requirements.lock")
_TALK = """
import sys, tempfile
from pathlib import Path
from bot.resources import Resources
from bot.folders import ROOT
from tests.conversation import Town

town = Town(Resources.load(ROOT / "config"), Path(tempfile.mkdtemp(dir=".")), {})
siti = town.person(1001)
try:
    exec(sys.stdin.read())
finally:
    town.close()
"""
_LONGEST = 120  # seconds that a step may take, before it is thought to hang


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is to be changed, file by file; commands of a shell; and what one can say to the bot then."""

    changes: tuple[tuple[str, str], ...]
    commands: str
    conversation: str


def recipes() -> dict[str, Recipe]:
    """Return the recipes by their headings."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("\n## Recipes\n")[2].partition("\n## ")[0]
    found = {}
    for part in section.split("\n### ")[1:]:
        heading, _, body = part.partition("\n")
        blocks = _BLOCK.findall(body)
        found[heading] = Recipe(
            tuple((place, change) for kind, place, change in blocks if kind == "diff"),
            "".join(change for kind, _, change in blocks if kind == "sh"),
            "".join(change for kind, place, change in blocks if (kind, place) == ("python", "conversation")),
        )
    return found


RECIPES = recipes()


def carried_out(content: str, change: str) -> str:
    """Return a file with a change made at the one place that fits each of its parts."""
    for part in change.split(_NEXT):
        lines = part.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if not line.startswith("+"))
        after = "".join(line[1:] for line in lines if not line.startswith("-"))
        if before:
            assert content.count(before) == 1, f"this must stand there once:\n{before}"
            content = content.replace(before, after)
        else:
            content += after
    return content


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the project."""
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(tree: Path, *command: str, given: str = "") -> None:
    """Run something in the copy, on the copy's own code; it must end well."""
    surroundings = {**os.environ, "PYTHONPATH": str(tree), "PAYUNG_DATABASE_URL": "sqlite:///none.db"}
    done = subprocess.run(
        command,
        cwd=tree,
        env=surroundings,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST,
    )
    assert done.returncode == 0, f"{' '.join(command[-3:])}\n{done.stdout}\n{done.stderr}"


def test_every_recipe_that_is_promised_is_there() -> None:
    assert set(RECIPES) == {
        "A question of the form", "A command", "A kind of update", "A button", "A criterion for audiences",
        "A role of staff", "An answer", "A language", "A column of the export",
    }  # fmt: skip
    assert all(recipe.conversation for recipe in RECIPES.values())


@pytest.mark.parametrize("name", RECIPES)
def test_no_recipe_needs_more_than_two_files_of_code(name: str) -> None:
    code = {place for place, _ in RECIPES[name].changes if place.endswith(".py")}
    new = {place for place in code if not (ROOT / place).exists()}
    assert len(code - new) <= 2


@pytest.mark.long
@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_that_is_carried_out_passes_the_check_and_can_be_talked_to(name: str, tree: Path) -> None:
    recipe = RECIPES[name]
    for place, change in recipe.changes:
        file = tree / place
        file.write_text(carried_out(file.read_text() if file.exists() else "", change))
    if recipe.commands:
        run(tree, "sh", "-e", given=recipe.commands)
    binaries = os.path.dirname(sys.executable)  # noqa: PTH120 - of the environment, not of what it links to
    if any("locales" in place for place, _ in recipe.changes):
        run(tree, "make", "--silent", "-o", ".venv/ready-dev", "i18n", f"BIN={binaries}")
    run(tree, sys.executable, "-m", "bot", "check")
    run(tree, sys.executable, "-c", _TALK, given=recipe.conversation)
