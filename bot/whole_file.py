"""A file that is written whole, or stays as it was."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write a file for its owner only, in the place of one before, whose owner it keeps. Raise OSError.

    Afterwards it is on the disk, also if the power goes.
    """
    partial = file.with_name(file.name + ".partial")
    try:
        descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
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
