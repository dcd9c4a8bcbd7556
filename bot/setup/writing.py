"""Writing several files so that each is whole: a power cut or Ctrl-C leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.setup.layout import make_folder
from bot.whole_file import settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written: `mode` is that of a file with secrets unless it says otherwise.

    `of_system`: it stays with whoever writes it, since the program must not be able to change it.
    """

    path: Path
    content: bytes
    mode: int = _PRIVATE
    of_system: bool = False


def write_all(files: Sequence[NewFile], owner: tuple[int, int] | None = None) -> None:
    """Write files beside their places, then put all of them in place at once. Raise OSError.

    `owner`: the user and group that they shall belong to; None: whoever writes them.
    """
    beside = [one.path.with_name(f".{one.path.name}.new") for one in files]
    try:
        for one, partial in zip(files, beside, strict=True):
            make_folder(one.path.parent, owner, is_open=one.of_system)
            _write(partial, one, None if one.of_system else owner)
        with _uninterrupted():
            for one, partial in zip(files, beside, strict=True):
                partial.replace(one.path)
                settle(one.path.parent)
    finally:
        for partial in beside:
            partial.unlink(missing_ok=True)


def _write(partial: Path, file: NewFile, owner: tuple[int, int] | None) -> None:
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_EXCL, _PRIVATE)
    with os.fdopen(descriptor, "wb") as opened:
        os.fchmod(descriptor, file.mode)
        if owner:
            os.fchown(descriptor, *owner)
        opened.write(file.content)
        opened.flush()
        os.fsync(descriptor)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back for a moment."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
