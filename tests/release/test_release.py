"""A release is refused for each thing that is not in order; else it is built, summed up and signed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tomllib
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from release.__main__ import main
from release.audit import ADVISORIES
from release.sbom import LOCK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERSION = "1.2.3"
_OURS = ("ls-files", "--cached", "--others", "--exclude-standard")
_KEY = """
%no-protection
Key-Type: eddsa
Key-Curve: ed25519
Name-Email: rilis@contoh.example
Expire-Date: 0
%commit
"""


def run(*command: object, folder: Path, typed: str = "") -> str:
    done = subprocess.run(
        [str(one) for one in command], cwd=folder, input=typed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nobody has any key, and git knows nobody."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GNUPGHOME", str(folder / "gnupg"))
    (folder / "gnupg").mkdir(mode=0o700)
    for name in [one for one in os.environ if one.startswith(("GIT_", "XDG_", "SSH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    run("git", "config", "--global", "user.name", "Rilis Contoh", folder=folder)
    run("git", "config", "--global", "user.email", "rilis@contoh.example", folder=folder)
    return folder


def with_ssh(home: Path) -> None:
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / "key", folder=home)
    (home / "signers").write_text(f"rilis@contoh.example {(home / 'key.pub').read_text()}")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingkey", home / "key"),
        ("gpg.ssh.allowedSignersFile", home / "signers"),
    ):
        run("git", "config", "--global", name, value, folder=home)


def with_gpg(home: Path) -> None:
    run("gpg", "--batch", "--quiet", "--generate-key", folder=home, typed=_KEY)
    run("git", "config", "--global", "user.signingkey", "rilis@contoh.example", folder=home)


@pytest.fixture
def tree(tmp_path: Path, home: Path) -> Path:
    """A small tree that may be released, once there is a key."""
    root = tmp_path / "tree"
    (root / "release").mkdir(parents=True)
    (root / "pyproject.toml").write_text(f'[project]\nname = "x"\nversion = "{VERSION}"\n')
    (root / "CHANGELOG.md").write_text(
        f"# Changelog\n\n## {VERSION} (2026-12-01)\n\n- Something.\n\n## 1.2.2 (2026-11-01)\n"
    )
    (root / ".gitignore").write_text("dist/\n")
    (root / LOCK).write_text("a==1.0 \\\n")
    shutil.copy(ROOT / ADVISORIES, root / ADVISORIES)
    commit(root)
    return root


def commit(root: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "A tree"]):
        run("git", *command, folder=root)


def refused(root: Path, capsys: pytest.CaptureFixture[str], version: str = VERSION) -> str:
    assert main([version, "--root", str(root)]) == 1
    assert not (root / "dist").exists()
    return capsys.readouterr().err


def test_a_dirty_tree_is_refused(tree: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_ssh(home)
    (tree / "new").touch()
    assert "the tree is dirty" in refused(tree, capsys)


def test_without_a_key_there_is_no_release(
    tree: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "there is no key to sign with" in refused(tree, capsys)
    run("git", "config", "--global", "user.signingkey", "rilis@contoh.example", folder=home)
    assert "does not sign" in refused(tree, capsys)


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3", "1.2.4"])
def test_a_version_that_is_none_or_another_one_is_refused(
    tree: Path, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    refused(tree, capsys, version)


@pytest.mark.parametrize(
    "section", ["", f"## {VERSION} (unreleased)\n\n- x\n", f"## {VERSION} (2026-12-01)\n\n## 1\n"]
)
def test_a_changelog_without_that_version_is_refused(
    tree: Path, home: Path, capsys: pytest.CaptureFixture[str], section: str
) -> None:
    with_ssh(home)
    (tree / "CHANGELOG.md").write_text(f"# Changelog\n\n{section}")
    commit(tree)
    assert "CHANGELOG.md has no section" in refused(tree, capsys)


def test_a_tag_that_is_there_is_refused(tree: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_ssh(home)
    run("git", "tag", f"v{VERSION}", folder=tree)
    assert "is there already" in refused(tree, capsys)


def test_what_is_known_to_be_weak_is_refused(
    tree: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_ssh(home)
    (tree / LOCK).write_text("aiohttp==3.9.1 \\\n")
    commit(tree)
    assert "an advisory is known" in refused(tree, capsys)


@pytest.mark.long
@pytest.mark.parametrize("with_key", [with_ssh, with_gpg])
def test_this_tree_is_built_summed_up_and_signed(
    tmp_path: Path, home: Path, with_key: Callable[[Path], None]
) -> None:
    with_key(home)
    root = tmp_path / "copy"
    for name in run("git", "-c", f"safe.directory={ROOT}", *_OURS, folder=ROOT).splitlines():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    changelog = (root / "CHANGELOG.md").read_text()
    (root / "CHANGELOG.md").write_text(
        changelog.replace(f"## {version} (unreleased)", f"## {version} (2026-12-01)")
    )
    commit(root)
    assert main([version, "--root", str(root)]) == 0
    run("git", "tag", "--verify", f"v{version}", folder=root)
    names = {path.name for path in (root / "dist").iterdir()}
    assert names == {
        f"payung-{version}-py3-none-any.whl", f"payung-{version}.tar.gz", "requirements.lock", "SHA256SUMS"
    }  # fmt: skip
    message = run("git", "cat-file", "-p", f"v{version}", folder=root)
    for line in (root / "dist/SHA256SUMS").read_text().splitlines():
        total, _, name = line.partition("  ")
        assert hashlib.sha256((root / "dist" / name).read_bytes()).hexdigest() == total
        assert line in message
    assert run("git", "status", "--porcelain", folder=root) == ""


def test_the_changelog_has_a_section_for_the_version_of_this_tree() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"\n## {version} (" in (ROOT / "CHANGELOG.md").read_text()
