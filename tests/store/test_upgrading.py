"""An upgrade keeps a copy of the store before it; the earlier program names it, and goes back with it."""

from __future__ import annotations

import stat
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main
from bot.store import sqlite, upgrading
from bot.store.crypto import new_secret, read_secret
from bot.store.failures import NewerSchemaError, StoreFaultError
from bot.store.handover import connect
from bot.store.keyring import KeyRing
from bot.store.opening import prepare
from bot.store.sqlite import migrations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EARLIER = len(migrations()) - 1
SECRET = new_secret()
RING = KeyRing(read_secret(SECRET))


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Become the program of an earlier version: the one that knows so many migrations."""
    steps = sqlite.migrations()

    def become(known: int) -> None:
        def known_steps() -> list[Path]:
            return steps[:known]

        monkeypatch.setattr(sqlite, "migrations", known_steps)
        monkeypatch.setattr("bot.store.backup.migrations", known_steps)

    return become


@pytest.fixture
def store(tmp_path: Path, program: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that the version before made, with somebody in it."""
    path = tmp_path / "payung.db"
    program(EARLIER)
    prepare(path, RING)
    add(path, 1001)
    program(len(upgrading_steps()))
    monkeypatch.setenv("PAYUNG_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("PAYUNG_SECRET_KEY", SECRET)
    return path


def upgrading_steps() -> list[Path]:
    return sorted(sqlite._MIGRATIONS.glob("*.sql"))


def add(path: Path, chat: int) -> None:
    with closing(connect(path)) as connection:
        columns = [
            row[1] for row in connection.execute("PRAGMA table_info(chats)") if row[3] and row[4] is None
        ]
        values = [chat if name in {"id", "chat_id"} else "id" for name in columns]
        marks = ",".join("?" * len(columns))
        connection.execute(f"INSERT INTO chats ({','.join(columns)}) VALUES ({marks})", values)  # noqa: S608


def state(path: Path) -> tuple[int, int]:
    """Return schema and number of chats."""
    with closing(connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, connection.execute("SELECT count(*) FROM chats").fetchone()[0]


def test_a_copy_of_the_store_is_kept_before_it_is_migrated(store: Path) -> None:
    assert prepare(store, RING) == [upgrading_steps()[-1].stem]
    copy = upgrading.copy_before(store, EARLIER)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert b"SQLite" not in copy.read_bytes()
    assert state(store) == (EARLIER + 1, 1)
    assert not list(store.parent.glob("*.partial")) + list(store.parent.glob("*.copy*"))


def test_migrate_tells_what_it_did(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == f"{upgrading_steps()[-1].stem}\n"
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out == "up to date\n"


def test_the_earlier_program_refuses_and_names_the_way_back_which_works(
    store: Path, program: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(store, RING)
    add(store, 1002)
    program(EARLIER)
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    copy = upgrading.copy_before(store, EARLIER)
    assert f"payung restore {copy} --replace" in said
    assert "without what came since" in said
    assert state(store) == (EARLIER + 1, 2)
    assert main(["restore", str(copy), "--replace"]) == 0
    assert state(store) == (EARLIER, 1)
    assert main(["migrate"]) == 0


def test_without_a_copy_the_newer_version_is_the_only_way(
    store: Path, program: Callable[[int], None]
) -> None:
    prepare(store, RING)
    upgrading.copy_before(store, EARLIER).unlink()
    program(EARLIER)
    with pytest.raises(NewerSchemaError, match=r"run the newer version again$"):
        prepare(store, RING)


def test_a_copy_that_is_too_new_is_not_named(store: Path, program: Callable[[int], None]) -> None:
    prepare(store, RING)
    program(EARLIER - 1)
    with pytest.raises(NewerSchemaError, match=r"run the newer version again$"):
        prepare(store, RING)


def test_a_store_without_people_and_a_new_one_need_no_copy(
    tmp_path: Path, program: Callable[[int], None]
) -> None:
    path = tmp_path / "payung.db"
    program(EARLIER)
    prepare(path, RING)
    program(EARLIER + 1)
    prepare(path, RING)
    assert not list(tmp_path.glob("*.before-*"))


def test_only_the_newest_copy_is_kept(store: Path) -> None:
    old = upgrading.copy_before(store, 3)
    old.write_bytes(b"of an earlier upgrade")
    other = store.with_name(store.name + ".before-restore-20261130")
    other.write_bytes(b"something else")
    prepare(store, RING)
    assert not old.exists()
    assert other.exists()


def test_without_room_for_a_copy_nothing_is_migrated(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.store.copying.seal_file", full)
    with pytest.raises(StoreFaultError, match="No space left on device"):
        prepare(store, RING)
    assert state(store) == (EARLIER, 1)
    assert not list(store.parent.glob("*.copy*"))


def test_a_copy_is_made_anew_where_an_upgrade_broke_off(store: Path) -> None:
    upgrading.copy_before(store, EARLIER).write_bytes(b"half")
    prepare(store, RING)
    assert upgrading.copy_before(store, EARLIER).read_bytes().startswith(b"payung backup")
