"""What a command writes is whole, in its place, and for the right readers; or nothing has changed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.commands._files import OPEN, told, write, written
from bot.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(RequestError, match=rf"^--out: cannot be written \(.*{words}"):
        yield


def test_a_file_with_people_in_it_is_for_its_owner_only_also_in_the_place_of_one_that_all_could_read(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"before")
    file.chmod(0o666)
    write(file, "--out", b"people")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"people", 0o600)


def test_what_holds_nobody_may_be_read_by_all(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write(tmp_path / "a.png", "--out", b"picture", OPEN)
    finally:
        os.umask(before)
    assert (tmp_path / "a.png").stat().st_mode & 0o777 == 0o644


def test_what_ends_before_it_is_whole_leaves_the_file_of_before(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"before")

    def half() -> None:
        with written(file, "--out") as opened:
            opened.write(b"half")
            raise OSError(28, "No space left on device")

    with refused("No space"):
        half()
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["nowhere/a.xlsx", "", "pipe"])
def test_where_no_file_can_be_it_is_said_and_nothing_replaced(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with refused(""):
        write(tmp_path / name, "--out", b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["pipe"]
    assert not (tmp_path / "pipe").is_file()


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with refused(""), told("--out"):
        (tmp_path / "file" / "folder").mkdir(parents=True, exist_ok=True)
