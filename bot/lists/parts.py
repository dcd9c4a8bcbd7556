"""The parts of a zipped document, with limits: sizes, ratio, and XML without declarations of its own."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from bot.lists.refusals import ListFileError, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST: Final = 100_000_000  # bytes of all parts once they are unpacked
_MOST_PARTS: Final = 5_000
_BLOWN_UP: Final = 250  # times; sheets of one repeated row come to less
_HARMLESS: Final = 1_000_000  # bytes that may be packed as tightly as they like
_CHUNK: Final = 65_536
_ENCRYPTED: Final = 0x1
# What the readers of archives and XML raise at content that somebody made or broke: one refusal for all.
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, ET.ParseError, expat.ExpatError, KeyError, ValueError, IndexError,
    EOFError, RuntimeError, OverflowError,
)  # fmt: skip


class Parts:
    """The parts of an archive that is open."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    @classmethod
    @contextmanager
    def opened(cls, content: bytes) -> Iterator[Parts]:
        """Give the parts of an archive; what is wrong with one raises ListFileError, also later."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                _measure(archive.infolist())
                yield cls(archive)
        except ListFileError:
            raise
        except _DAMAGED as error:
            raise ListFileError(Refusal.DAMAGED) from error

    def read(self, name: str) -> bytes:
        """Return a part as it is."""
        return self._archive.read(name)

    def elements(self, name: str, tags: frozenset[str]) -> Iterator[ET.Element]:
        """Give the elements with these names, as they end, in any namespace; each is emptied afterwards."""
        self._refuse_declarations(name)
        with self._archive.open(name) as part:
            depth, root = 0, None
            for event, element in ET.iterparse(part, events=("start", "end")):  # noqa: S314 - see above
                if event == "start":
                    depth += 1
                    root = element if root is None else root
                    continue
                depth -= 1
                if local(element.tag) in tags:
                    yield element
                    element.clear()
                if depth == 1 and root is not None:
                    root.clear()

    def _refuse_declarations(self, name: str) -> None:
        """Raise ListFileError where an XML part declares entities, which may grow without end.

        They can stand before the first element only; expat, unlike a search, knows every encoding.
        """
        begun: list[str] = []
        declared: list[str] = []
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = lambda *_: declared.append(name)
        parser.StartElementHandler = lambda *_: begun.append(name)
        with self._archive.open(name) as part:
            while not begun and not declared and (chunk := part.read(_CHUNK)):
                parser.Parse(chunk, False)  # noqa: FBT003 - the signature of expat
        if declared:
            raise ListFileError(Refusal.DAMAGED)


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace: strict workbooks have another one."""
    return tag.rpartition("}")[2]


def _measure(parts: list[zipfile.ZipInfo]) -> None:
    """Raise ListFileError for what is locked or too large. A part never gives more than it says it holds."""
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ListFileError(Refusal.LOCKED)
    bombs = (part.file_size > max(_HARMLESS, _BLOWN_UP * part.compress_size) for part in parts)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST or any(bombs):
        raise ListFileError(Refusal.LARGE)
