"""Recordings for tests: the beginning of an Ogg file with Opus in it, and silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def opus(length: int = 400, filling: bytes = b"\0") -> bytes:
    """Return what begins as an Opus file does."""
    head = b"OggS" + bytes(22) + b"\x01\x13" + b"OpusHead" + bytes(11)
    return head + filling * (length - len(head))


def record(config: Path, voice: str, key: str, content: bytes = b"") -> Path:
    """Put a recording into a folder of config; return its file."""
    path = config / "voice" / voice / f"{key}.ogg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content or opus())
    return path
