"""What a picture of a card must be: JPEG or PNG, by what it holds and not by what it is called."""

from __future__ import annotations

import struct

from bot.errors import PayungError

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # ITU T.81: markers that begin a frame
_LONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SMALLEST, _LARGEST = 1, 20_000  # pixels along a side


class PictureFault(PayungError):  # noqa: N818 - said of the picture, not of the program
    """It is no picture that can be looked at."""


def kind_of(content: bytes) -> str:
    """Return "jpeg" or "png". Raise PictureFault for anything else, and for one that is cut off."""
    if content.startswith(_PNG) and content.rstrip(b"\0").endswith(_PNG_END):
        kind, sides = "png", _png_sides(content)
    elif content.startswith(_JPEG) and _JPEG_END in content[-1024:]:
        kind, sides = "jpeg", _jpeg_sides(content)
    else:
        raise PictureFault("is neither a JPEG nor a PNG")
    if not all(_SMALLEST <= side <= _LARGEST for side in sides):
        raise PictureFault("has sides that no card has")
    return kind


def _png_sides(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR":
        raise PictureFault("is a PNG without a header")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_sides(content: bytes) -> tuple[int, int]:
    """Return width and height out of the first frame's header."""
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:  # noqa: PLR2004 - a marker begins with it
            break
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 if marker in _LONE else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    raise PictureFault("is a JPEG without a frame")
