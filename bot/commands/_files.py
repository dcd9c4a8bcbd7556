"""Files that commands write for whoever asked for them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from bot.errors import RequestError
from bot.whole_file import PRIVATE, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPEN: Final = 0o644  # nothing of a person stands in it


@contextmanager
def written(path: Path, option: str, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """Give a file that takes its place once it is whole. Raise RequestError where it cannot be written.

    `option`: as whose value the path was given. `mode`: who may read it, by default its owner only.
    """
    if path.exists() and not path.is_file():
        raise RequestError(f"{option}: cannot be written ({path} is no file)")
    with told(option), whole(path, mode) as file:
        yield file


def write(path: Path, option: str, content: bytes, mode: int = PRIVATE) -> None:
    """Write a file whole, as `written` does. Raise RequestError where it cannot be written."""
    with written(path, option, mode) as file:
        file.write(content)


@contextmanager
def told(option: str) -> Iterator[None]:
    """Raise RequestError, which names the option, where a file or folder cannot be written."""
    try:
        yield
    except OSError as error:
        raise RequestError(f"{option}: cannot be written ({error.strerror})") from None
