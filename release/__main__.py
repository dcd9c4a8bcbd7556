"""`make release VERSION=x.y.z`: checks, builds, tags. What is not in order is refused before that."""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

from release import audit
from release.sbom import LOCK

_VERSION: Final = re.compile(r"\d+\.\d+\.\d+")
_DIST: Final = "dist"


class RefusedError(Exception):
    """A release cannot be made of this tree."""


class Release:
    """A release of the tree at `root`."""

    def __init__(self, root: Path, version: str) -> None:
        self.root, self.version, self.tag = root, version, f"v{version}"

    def check(self) -> None:
        """Raise RefusedError for the first thing that is not in order."""
        if not _VERSION.fullmatch(self.version):
            raise RefusedError(f"{self.version or 'VERSION'} is no version such as 1.2.3")
        stated = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "version"
        ]
        if stated != self.version:
            raise RefusedError(f"pyproject.toml says {stated}: that is the one place of the version")
        self.notes()
        if self._git("status", "--porcelain"):
            raise RefusedError("the tree is dirty: commit, or put away, what is not part of the release")
        if self._git("tag", "--list", self.tag):
            raise RefusedError(f"the tag {self.tag} is there already")
        self._try_to_sign()
        if audit.main(["--root", str(self.root)]):
            raise RefusedError("an advisory is known against what is pinned")

    def notes(self) -> str:
        """Return what the changelog says of this version. Raise RefusedError where it says nothing."""
        text = (self.root / "CHANGELOG.md").read_text(encoding="utf-8")
        section = re.compile(
            rf"^## {re.escape(self.version)} \(\d{{4}}-\d\d-\d\d\)\n(.*?)(?=^## |\Z)",
            re.MULTILINE | re.DOTALL,
        )
        match = section.search(text)
        if not match or not match[1].strip():
            raise RefusedError(f"CHANGELOG.md has no section '## {self.version} (YYYY-MM-DD)'")
        return match[1].strip()

    def _try_to_sign(self) -> None:
        """Sign a commit that nobody refers to, with whatever key git is told to use."""
        if not self._git("config", "--default", "", "--get", "user.signingkey"):
            raise RefusedError("there is no key to sign with: git config user.signingkey")
        try:
            self._git("commit-tree", "-S", "-m", "whether the key signs", "HEAD^{tree}")
        except subprocess.CalledProcessError:
            raise RefusedError("the key of user.signingkey does not sign: is it here, and open?") from None

    def make(self) -> None:
        """Build wheel and sdist with their sums, then tag."""
        folder = self.root / _DIST
        shutil.rmtree(folder, ignore_errors=True)
        self._run(sys.executable, "-m", "hatchling", "build", "-d", str(folder))
        shutil.copy(self.root / LOCK, folder)
        sums = "".join(f"{_sum(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
        (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
        self._git(
            "tag", "--sign", self.tag, "--message", f"Payung {self.version}\n\n{self.notes()}\n\n{sums}"
        )

    def _git(self, *arguments: str) -> str:
        return self._run("git", *arguments)

    def _run(self, *command: str) -> str:
        done = subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout.strip()


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Make a release; 1 where it is refused."""
    parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
    parser.add_argument("version")
    parser.add_argument("--root", type=Path, default=Path())
    options = parser.parse_args(arguments)
    release = Release(options.root.absolute(), options.version)
    try:
        release.check()
        release.make()
    except RefusedError as error:
        sys.stderr.write(f"no release: {error}\n")
        return 1
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"no release: {error.cmd[0]} ended with {error.returncode}\n{error.stderr}")
        return 1
    sys.stdout.write(
        f"{release.tag} is tagged; what belongs to it lies in {_DIST}/. Then: git push origin {release.tag}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
