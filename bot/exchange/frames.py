"""What the bot and the process that reads lists say to each other: frames of a length and a value.

The process gets its keys here and nowhere else; what it hands back of people is sealed, but for the file that
goes back to the officer.
"""

from __future__ import annotations

import struct
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec
from msgspec import Struct

from bot.register.content import Place
from bot.register.sources import ListReading, SourceKind
from bot.register.statements import NewRow

if TYPE_CHECKING:
    from asyncio import StreamReader

_LENGTH: Final = struct.Struct("!I")


class Task(StrEnum):
    """What the process is to do."""

    READ = "read"  # say what is in the columns of a file
    PLAN = "plan"  # say what each row would do
    APPLY = "apply"  # hand out the rows, to be written
    GATHER = "gather"  # hand out what registrations say


class Request(Struct, frozen=True):
    """A task, and what is needed for it; the file follows as a frame of its own."""

    task: Task
    secrets: tuple[bytes, ...]
    database: str  # address of the store
    config: str
    locales: str
    regions: str
    language: str
    now: datetime
    name: str = ""  # of the file
    sheet: int = 0  # 0: the first that is seen and holds rows
    agency: str = ""
    told: dict[int, str | None] = {}
    usual: Place = Place()

    def __repr__(self) -> str:
        return f"Request({self.task})"


class Progress(Struct, frozen=True, tag=True):
    """How many rows of how many are done."""

    done: int
    of: int


class Read(Struct, frozen=True, tag=True):
    """What was understood of a file."""

    reading: ListReading
    kind: SourceKind


class NotRead(Struct, frozen=True, tag=True):
    """Why a file is no list: a message id."""

    text: str


class NewPair(Struct, frozen=True):
    """Two statements that an officer is to look at."""

    one: int
    other: int
    bits: float
    reasons: tuple[str, ...]


class Rows(Struct, frozen=True, tag=True):
    """Some rows to be written."""

    rows: tuple[NewRow, ...] = ()
    pairs: tuple[NewPair, ...] = ()
    generation: int = 1  # of the keys by which rows are hashed


class Planned(Struct, frozen=True, tag=True):
    """How many rows come to what, and the file with what each comes to (none where nobody asked for it)."""

    counts: dict[str, int]
    faults: dict[str, int] = {}
    file: bytes = b""

    def __repr__(self) -> str:
        return f"Planned({self.counts})"


Frame = Progress | Read | NotRead | Rows | Planned
_decoder: Final = msgspec.msgpack.Decoder(Frame)
_requests: Final = msgspec.msgpack.Decoder(Request)


def packed(value: Frame | Request) -> bytes:
    """Return a value as a frame."""
    return framed(msgspec.msgpack.encode(value))


def framed(content: bytes) -> bytes:
    """Return bytes as a frame."""
    return _LENGTH.pack(len(content)) + content


def read_frame(pipe: BinaryIO) -> bytes:
    """Return the bytes of the next frame. Raise EOFError where the pipe ends."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    return pipe.read(_LENGTH.unpack(head)[0])


def request_in(content: bytes) -> Request:
    """Return the request in a frame."""
    return _requests.decode(content)


async def next_frame(stream: StreamReader) -> Frame:
    """Return what comes next. Raise asyncio.IncompleteReadError where nothing more does."""
    length = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))[0]
    return _decoder.decode(await stream.readexactly(length))
