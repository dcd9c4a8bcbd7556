"""Backups of a running store; a restore brings back everything but what was erased since."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.store import backup, sealed_file
from bot.store.address import file_of
from tests.talk import registers

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import Sandbox
    from bot.store.sealed_file import Head
    from tests.conftest import RunningBot


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(command: Any, *arguments: Any, code: int = 0) -> str:
        capsys.readouterr()
        assert command(*arguments) == code
        said = capsys.readouterr()
        run.warning = said.err  # type: ignore[attr-defined]
        return said.out if code == 0 else said.err

    return run


def new_place(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("PAYUNG_DATABASE_URL", f"sqlite:///{path}")


async def test_a_registration_comes_back_out_of_a_backup_made_while_running(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    head = printed(command, "backup", tmp_path / "copy").strip()
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    before = printed(command, "export")
    new_place(environment, monkeypatch, tmp_path / "elsewhere" / "payung.db")
    assert "0 erasures" in printed(command, "restore", tmp_path / "copy")
    assert number in before
    assert printed(command, "export") == before
    printed(command, "check", "--audit-head", head)


@pytest.mark.parametrize(
    "place", ["elsewhere", *(pytest.param(one, marks=pytest.mark.long) for one in ("same", "beside"))]
)
async def test_what_was_erased_after_the_backup_does_not_come_back(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str,
) -> None:  # fmt: skip
    first = await registers(sandbox.person(1001))
    second = await registers(sandbox.person(1003), nik="6106015708809003")
    printed(command, "backup", tmp_path / "copy")
    printed(command, "erase", first)
    await bot.stop()
    if place == "same":
        for path in tmp_path.glob("payung.db*"):
            path.unlink()
    else:
        folder = tmp_path / "far" if place == "elsewhere" else tmp_path
        new_place(environment, monkeypatch, folder / "new.db")
    assert "1 erasures" in printed(command, "restore", tmp_path / "copy")
    rows = printed(command, "export")
    assert first not in rows
    assert second in rows


async def test_a_backup_that_was_carried_away_asks_for_the_journal_of_erasures(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    printed(command, "backup", tmp_path / "copy")
    away = tmp_path / "usb" / "copy"
    away.parent.mkdir()
    shutil.copy(tmp_path / "copy", away)
    noted = printed(command, "erase", number).split("noted in ")[1].split(",")[0]
    new_place(environment, monkeypatch, tmp_path / "unwarned" / "payung.db")
    printed(command, "restore", away)
    assert "--erasures" in printed.warning
    new_place(environment, monkeypatch, tmp_path / "new" / "payung.db")
    assert "1 erasures" in printed(command, "restore", away, "--erasures", noted)
    assert number not in printed(command, "export")


async def test_an_erasure_during_a_backup_is_noted_beside_it(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    honest = backup.completed

    def slow_copy(*whereabouts: Any) -> Head:
        head = honest(*whereabouts)
        assert command("erase", number) == 0
        return head

    monkeypatch.setattr(backup, "completed", slow_copy)
    printed(command, "backup", tmp_path / "copy")
    new_place(environment, monkeypatch, tmp_path / "new" / "payung.db")
    assert "1 erasures" in printed(command, "restore", tmp_path / "copy")
    assert number not in printed(command, "export")


async def test_a_backup_folder_that_cannot_be_reached_stops_no_erasure(
    bot: RunningBot,
    sandbox: Sandbox,
    command: Any,
    printed: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = await registers(sandbox.person(1001))
    printed(command, "backup", tmp_path / "copy")

    def unreachable(path: Path) -> Path:
        raise PermissionError(path)

    monkeypatch.setattr(backup, "journal_of_backup", lambda _: type("P", (), {"exists": unreachable})())
    printed(command, "erase", number)


async def test_a_store_that_is_not_empty_is_not_overwritten(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, tmp_path: Path
) -> None:
    await registers(sandbox.person(1001))
    printed(command, "backup", tmp_path / "copy")
    await bot.stop()
    assert "not empty" in printed(command, "restore", tmp_path / "copy", code=1)


@pytest.mark.parametrize(
    "damage",
    [
        "one bit",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("cut", "rubbish", "head", "missing")),
    ],
)
async def test_a_damaged_backup_is_refused(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str,
) -> None:  # fmt: skip
    await registers(sandbox.person(1001))
    copy = tmp_path / "copy"
    printed(command, "backup", copy)
    content = copy.read_bytes()
    if damage == "cut":
        copy.write_bytes(content[:20_000])
    elif damage == "rubbish":
        copy.write_bytes(b"rubbish" * 1000)
    elif damage == "one bit":
        copy.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    elif damage == "head":
        copy.write_bytes(content.replace(b'"schema":', b'"schemb":', 1))
    else:
        copy.unlink()
    new_place(environment, monkeypatch, tmp_path / "new" / "payung.db")
    printed(command, "restore", copy, code=1)
    assert not (tmp_path / "new" / "payung.db").exists()


async def test_nothing_can_be_read_in_a_backup_without_the_key(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, tmp_path: Path
) -> None:
    await registers(sandbox.person(1001))
    printed(command, "backup", tmp_path / "copy")
    content = (tmp_path / "copy").read_bytes()
    for clear in (b"SQLite", b"CREATE TABLE", b"submitted", b"1001", b"farmer", b"61.06"):
        assert clear not in content.partition(b"}\n")[2]
    first = content.partition(b"}\n")[0].decode()
    assert first.startswith("payung backup 1")
    assert "1001" not in first


async def test_a_backup_that_fails_leaves_nothing_behind(
    bot: RunningBot, command: Any, printed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    monkeypatch.setattr(backup, "completed", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    printed(command, "backup", tmp_path / "copy", code=1)
    assert {path.name for path in tmp_path.iterdir()} == before


async def test_a_backup_that_cannot_be_brought_back_is_none(
    bot: RunningBot, command: Any, printed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = sealed_file.seal_file

    def disk_that_loses_a_bit(source: Path, target: Path, *rest: Any) -> None:
        honest(source, target, *rest)
        content = target.read_bytes()
        target.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])

    monkeypatch.setattr("bot.store.copying.seal_file", disk_that_loses_a_bit)
    assert "damaged" in printed(command, "backup", tmp_path / "copy", code=1)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    ("target", "said"), [("there", "is there already"), ("away/copy", "there is no folder")]
)
async def test_a_backup_overwrites_nothing_and_says_which_folder_is_missing(
    bot: RunningBot, command: Any, printed: Any, tmp_path: Path, target: str, said: str
) -> None:
    (tmp_path / "there").write_text("an earlier one")
    assert said in printed(command, "backup", tmp_path / target, code=1)
    assert (tmp_path / "there").read_text() == "an earlier one"
    assert not list(tmp_path.glob("*.erasures"))


async def test_a_restore_says_what_would_be_lost_and_sets_the_store_aside(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, tmp_path: Path
) -> None:
    first = await registers(sandbox.person(1001))
    printed(command, "backup", tmp_path / "copy")
    second = await registers(sandbox.person(1003), nik="6106015708809003")
    await bot.stop()
    refused = printed(command, "restore", tmp_path / "copy", code=1)
    assert "1 registrations" in refused
    assert "--replace" in refused
    assert second in printed(command, "export")
    assert "before-restore" in printed(command, "restore", tmp_path / "copy", "--replace")
    assert "1 registrations" in printed.warning
    rows = printed(command, "export")
    assert first in rows
    assert second not in rows
    assert list(tmp_path.glob("payung.db.before-restore-*"))


@pytest.mark.long
async def test_a_backup_of_an_earlier_version_which_was_not_encrypted_comes_back(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    settings = bot.settings
    with (
        closing(sqlite3.connect(file_of(settings.database))) as source,
        closing(sqlite3.connect(tmp_path / "plain")) as copy,
    ):
        source.backup(copy)
    backup.completed(tmp_path / "plain", settings.keys, settings.clock)
    new_place(environment, monkeypatch, tmp_path / "new" / "payung.db")
    printed(command, "restore", tmp_path / "plain")
    assert number in printed(command, "export")


@pytest.mark.long
async def test_check_finds_an_audit_trail_that_was_changed_or_cut(
    bot: RunningBot, sandbox: Sandbox, command: Any, printed: Any, tmp_path: Path
) -> None:
    await registers(sandbox.person(1001))
    head = printed(command, "backup", tmp_path / "copy").strip()
    await bot.stop()
    printed(command, "check", "--audit-head", head)
    database = file_of(bot.settings.database)
    shutil.copy(database, tmp_path / "honest")
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    assert "entries are missing" in printed(command, "check", code=1)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'audit'")
    printed(command, "check")
    assert "entries are missing" in printed(command, "check", "--audit-head", head, code=1)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE audit SET action = 'nothing' WHERE seq = 1")
    assert "entry 1" in printed(command, "check", code=1)
