"""The container: nobody in particular runs it, it writes its volumes only, and all in it is pinned."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from bot.folders import ROOT
from tests.installation.conftest import said

FILE = (ROOT / "Containerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
FOLDERS = ["/etc/payung", "/var/lib/payung", "/var/backups/payung"]


def instructions() -> list[tuple[str, str]]:
    lines = [line for line in FILE.splitlines() if line and not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in whole.splitlines())]


def of(name: str) -> list[str]:
    return [rest for one, rest in instructions() if one == name]


def engine() -> str | None:
    """Return an engine that runs here, and has the image to build on: a test fetches nothing."""
    base = of("ARG")[0].partition("=")[2]
    for name in ("podman", "docker"):
        if not shutil.which(name):
            continue
        try:
            has = subprocess.run(
                [name, "image", "inspect", base], capture_output=True, check=False, timeout=30
            )
        except subprocess.TimeoutExpired:
            continue
        if has.returncode == 0:
            return name
    return None


def test_the_instructions_are_known_and_begin_with_what_is_built_on() -> None:
    known = {
        "ARG", "FROM", "RUN", "COPY", "ENV", "USER", "WORKDIR", "VOLUME", "STOPSIGNAL", "HEALTHCHECK",
        "ENTRYPOINT", "CMD",
    }  # fmt: skip
    assert {name for name, _ in instructions()} <= known
    assert [name for name, _ in instructions()][:2] == ["ARG", "FROM"]


def test_a_user_of_its_own_runs_it() -> None:
    last_from = max(at for at, (name, _) in enumerate(instructions()) if name == "FROM")
    (user,) = [rest for name, rest in instructions()[last_from:] if name == "USER"]
    assert user == "10001:10001" == COMPOSE["x-payung"]["user"]


def test_whatever_is_installed_is_pinned_with_hashes_or_is_the_wheel() -> None:
    installs = [rest for rest in of("RUN") if "pip install" in rest]
    assert installs
    for one in installs:
        words = shlex.split(one)
        assert "--require-hashes" in words or "--no-deps" in words
    assert not any("://" in rest for rest in of("RUN"))


def test_what_is_copied_is_not_ignored() -> None:
    ignored = (ROOT / ".containerignore").read_text()
    assert ignored == (ROOT / ".dockerignore").read_text()
    assert ignored.splitlines()[0] == "*"
    for copied in (rest.split()[0] for rest in of("COPY") if "--from" not in rest):
        assert f"!{copied}" in ignored.splitlines()


@pytest.mark.parametrize("name", ["bot", "setup"])
def test_a_service_has_a_read_only_root_no_rights_and_the_volumes_of_the_image(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert [one.split(":")[1] for one in service["volumes"]] == FOLDERS
    assert {one.split(":")[0] for one in service["volumes"]} == set(COMPOSE["volumes"])
    assert "privileged" not in service
    assert "ports" not in service


def test_the_bot_itself_cannot_change_its_settings() -> None:
    assert COMPOSE["services"]["bot"]["volumes"][0] == "settings:/etc/payung:ro"


def test_the_health_of_the_container_is_asked_of_the_program() -> None:
    (check,) = of("HEALTHCHECK")
    assert (
        f"http://{dict(part.split('=') for part in of('ENV')[1].split())['PAYUNG_HEALTH_LISTEN']}/healthz"
        in check
    )


@pytest.mark.long
def test_the_image_is_built_and_runs() -> None:
    name = engine()
    if name is None:
        pytest.skip("no container engine runs here that has the image to build on")
    said(["make", "image"], ROOT)
    known = said(
        [name, "run", "--rm", "--read-only", "--network=none", "payung", "nik", "6106011708809001"], ROOT
    )
    assert '"valid": true' in known
