"""Small files made on the spot, for people who have none at hand."""

from __future__ import annotations

import struct
import zlib

OGG_HEAD = b"OggS\x00\x02"


def tiny_png(width: int = 64, height: int = 64, grey: int = 160) -> bytes:
    """Make a grey PNG of this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([grey]) * width) * height
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def tiny_voice() -> bytes:
    """Make the beginning of an OGG file and some silence."""
    return OGG_HEAD + bytes(1024)
