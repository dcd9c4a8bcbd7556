"""What runs on a forge, and before a commit, is what runs here."""

from __future__ import annotations

import os
import re

from bot.folders import ROOT

_WORKFLOW = (ROOT / ".github/workflows/ci.yml").read_text()
_HOOKS = (ROOT / ".pre-commit-config.yaml").read_text()


def test_the_forge_runs_what_is_run_here_and_nothing_else() -> None:
    assert re.findall(r"- run: (.*)", _WORKFLOW) == [".ci/run"]
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_forge_may_only_read_and_names_the_version_of_each_action() -> None:
    assert "permissions:\n  contents: read\n" in _WORKFLOW
    assert "secrets." not in _WORKFLOW
    actions = re.findall(r"uses: (\S+)", _WORKFLOW)
    assert actions
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in actions)


def test_the_oldest_python_of_the_forge_is_the_oldest_that_is_supported() -> None:
    oldest = re.search(r'requires-python = ">=(.*)"', (ROOT / "pyproject.toml").read_text())
    assert oldest
    assert f'python: ["{oldest[1]}", "3.x"]' in _WORKFLOW


def test_hooks_call_the_pinned_tools_and_fetch_nothing() -> None:
    assert re.findall(r"- repo: (.*)", _HOOKS) == ["local"]
    entries = re.findall(r"entry: (\S+)", _HOOKS)
    assert entries == [".venv/bin/ruff", ".venv/bin/ruff", ".venv/bin/payung"]
    assert set(re.findall(r"language: (.*)", _HOOKS)) == {"system"}


def test_updates_are_looked_for_in_packages_and_actions() -> None:
    updates = (ROOT / ".github/dependabot.yml").read_text()
    assert re.findall(r"package-ecosystem: (.*)", updates) == ["pip", "github-actions"]
