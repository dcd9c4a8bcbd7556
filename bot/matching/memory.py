"""What was learnt, kept for the next start: the same examples, learnt the same way, give the same weights."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Final

from bot.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX: Final = ".weights"
_DIGEST: Final = hashlib.sha256().digest_size  # bytes, before the content


class Memory:
    """A folder with a file for each thing learnt, named by what it was learnt from; of nobody's writing.

    Whatever is wrong with the folder or a file: it is learnt anew. Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def lies_in(self, folder: Path) -> None:
        """Recall from this folder, and keep there, from now on."""
        self._folder = folder

    def recall(self, name: str) -> bytes | None:
        """Return what was kept under a name; None where it is not there, or damaged."""
        self._used.add(name)
        if self._folder is None:
            return None
        try:
            kept = (self._folder / f"{name}{_SUFFIX}").read_bytes()
        except OSError:
            return None
        digest, content = kept[:_DIGEST], kept[_DIGEST:]
        return content if digest == hashlib.sha256(content).digest() else None

    def keep(self, name: str, content: bytes) -> None:
        """Keep something under a name. The file appears whole, or not at all."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            write_whole(self._folder / f"{name}{_SUFFIX}", hashlib.sha256(content).digest() + content)

    def forget_the_rest(self) -> None:
        """Delete what nobody asked for since this began: it was learnt from examples that are no more."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            for file in list(self._folder.iterdir()):
                if file.stem not in self._used:
                    file.unlink()


MEMORY: Final = Memory()
