"""Two offices, two bots, two stores out of one installation: by config alone."""

from __future__ import annotations

import asyncio
import csv
import io
import shutil
from typing import TYPE_CHECKING

import pytest

from bench.enrolling import Enrollee
from bot.folders import ROOT
from bot.sandbox import Sandbox
from bot.store.crypto import new_secret
from tests.faults.process import invented

if TYPE_CHECKING:
    from pathlib import Path

    from tests.installation.conftest import Installation

pytestmark = pytest.mark.long

MELAWI = invented(2) | {
    "nik": "6110011708809002", "birthplace": "Nanga Pinoh", "district": "Nanga Pinoh", "village": "Paal",
}  # fmt: skip


def environment(folder: Path, sandbox: Sandbox, config: Path | None) -> dict[str, str]:
    folder.mkdir()
    given = {
        "PAYUNG_BOT_TOKEN": sandbox.token,
        "PAYUNG_API_URL": sandbox.url,
        "PAYUNG_DATABASE_URL": f"sqlite:///{folder / 'payung.db'}",
        "PAYUNG_SECRET_KEY": new_secret(),
        "PAYUNG_MESSAGES_PER_SECOND": "0",
        "PAYUNG_QUIET_HOURS": "off",
    }
    return given | ({"PAYUNG_CONFIG": str(config)} if config else {})


async def test_a_person_enrols_at_each_of_two_offices_and_neither_knows_the_other(
    installation: Installation, tmp_path: Path
) -> None:
    second = shutil.copytree(ROOT / "docs" / "kantor-kedua", tmp_path / "config")
    async with Sandbox() as one, Sandbox(token="4343:contoh-token-kedua") as other:
        offices = {
            "61.06": environment(tmp_path / "kapuas-hulu", one, None),
            "61.10": environment(tmp_path / "melawi", other, second),
        }
        running = [
            await asyncio.create_subprocess_exec(
                str(installation.program), "run", cwd=tmp_path, env=installation.environment | given
            )
            for given in offices.values()
        ]
        try:
            siti, ani = one.person(1001), other.person(1001)
            await asyncio.gather(Enrollee(siti, invented(1)).enrols(300), Enrollee(ani, MELAWI).enrols(300))
        finally:
            for process in running:
                process.terminate()
            codes = [await process.wait() for process in running]
    assert codes == [0, 0]
    for regency, given in offices.items():
        (row,) = csv.DictReader(io.StringIO(installation.run("export", **given)))
        assert row["district"].startswith(regency)
        assert row["nik"].startswith(regency.replace(".", ""))
