"""An installation of its own: the wheel, built out of this tree, in a fresh environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Installation:
    """A fresh environment with the wheel; `run` starts its `payung` in a folder apart from any tree."""

    folder: Path

    @property
    def program(self) -> Path:
        return self.folder / "bin" / "payung"

    @property
    def environment(self) -> dict[str, str]:
        """What a new machine has: nothing that leads back to the tree."""
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "PAYUNG_ENV_FILE": "",
        }

    def run(self, *arguments: object, **more: str) -> str:
        return said([self.program, *arguments], self.folder.parent, self.environment | more)


def said(command: list[object], folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """Return what a command prints; fail with all it said where it fails."""
    done = subprocess.run(
        [str(one) for one in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as `make wheel` builds it."""
    folder = tmp_path_factory.mktemp("dist")
    said([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel in an environment; what it depends on is that of this environment: nothing is fetched."""
    folder = tmp_path_factory.mktemp("machine") / "venv"
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    said(
        [
            sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
            "--no-compile", "--disable-pip-version-check", wheel,
        ],
        folder,
    )  # fmt: skip
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Installation(folder)
