"""A file that is written whole, or stays as it was."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE: Final = 0o600  # for its owner only


def write_whole(file: Path, content: bytes) -> None:
    """Write a file for its owner only, in the place of one before, whose owner it keeps. Raise OSError.

    Afterwards it is on the disk, also if the power goes.
    """
    with whole(file) as opened:
        opened.write(content)


@contextmanager
def whole(file: Path, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """Give a file to write in that takes the place of `file` at the end, as `write_whole` does."""
    partial = file.with_name(file.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(descriptor)
        if file.exists() and (owner := _owner(file)) != _owner(partial):  # the service may change no owner
            os.chown(partial, *owner)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    settle(file.parent)


def settle(folder: Path) -> None:
    """Let the new name of a file in a folder outlive a power cut. Raise OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _owner(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_uid, found.st_gid
