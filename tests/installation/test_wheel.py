"""The wheel holds all that the program needs, and works where no source tree is."""

from __future__ import annotations

import asyncio
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from bot.store.crypto import new_secret
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import PersonDriver, Sandbox
    from tests.installation.conftest import Installation

pytestmark = pytest.mark.long


def shipped(folder: str) -> set[str]:
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {f"bot/shipped/{path.relative_to(ROOT)}" for path in files if path.suffix != ".pyc"}


def needed() -> set[str]:
    files = (path for path in (ROOT / "bot").rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(ROOT)) for path in files} | shipped("config") | shipped("locales")


def test_the_wheel_holds_every_file_of_program_config_and_locales(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert needed() <= held


def test_the_wheel_holds_nothing_beside(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in held - needed() if ".dist-info/" not in name} == set()


def test_what_is_installed_is_in_order(installation: Installation) -> None:
    assert "everything is in order" in installation.run("check")


def test_what_is_installed_knows_the_form_and_identity_numbers(installation: Installation) -> None:
    assert json.loads(installation.run("form", "--json"))[0]["id"] == "for_whom"
    assert json.loads(installation.run("nik", "6106011708809001"))["regency"] == "Kabupaten Kapuas Hulu"


async def pictures(person: PersonDriver, count: int) -> None:
    """Wait for pictures: another process draws them, with fonts out of the wheel."""
    await until(lambda: sum("photo" in one for one in person.chat) >= count)


async def test_what_is_installed_answers_reads_lists_and_draws(
    installation: Installation, sandbox: Sandbox, tmp_path: Path
) -> None:
    environment = {
        "PAYUNG_BOT_TOKEN": sandbox.token,
        "PAYUNG_API_URL": sandbox.url,
        "PAYUNG_DATABASE_URL": f"sqlite:///{tmp_path / 'payung.db'}",
        "PAYUNG_SECRET_KEY": new_secret(),
    }
    process = await asyncio.create_subprocess_exec(
        str(installation.program), "run", cwd=tmp_path, env=installation.environment | environment
    )
    try:
        siti = sandbox.person(1001)
        await siti.says("/manfaat")
        await siti.sees("apa pekerjaan Anda")
        await siti.taps("🌱 Tani, kebun, ternak")
        await siti.sees("penghasilan")
        await siti.taps("Rp1.000.000")
        await pictures(siti, 1)
    finally:
        process.terminate()
    assert await process.wait() == 0
    (tmp_path / "daftar.csv").write_text("NIK;Nama\n6106011708809001;Siti Aminah\n")
    read = installation.run("import", tmp_path / "daftar.csv", "--json", **environment)
    assert json.loads(read)["rows"] == 1
