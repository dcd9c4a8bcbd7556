"""Files sent by people and by the bot, kept in memory."""

from __future__ import annotations

import base64
import mimetypes
import struct
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.refusals import bad_request

if TYPE_CHECKING:
    from bot.sandbox.people import Json

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
PNG_HEADER = 24
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
UNKNOWN_SIZE = (800, 600)
PHOTO_SIDES = (90, 320, 800, 1280)
ID_PREFIXES = {
    "photo": "AgACAgU",
    "document": "BQACAgU",
    "voice": "AwACAgU",
    "video": "BAACAgU",
    "video_note": "DQACAgU",
}
FOLDERS = {
    "photo": "photos",
    "voice": "voice",
    "video": "videos",
    "audio": "music",
    "video_note": "video_notes",
    "sticker": "stickers",
}
SUFFIXES = {
    "photo": ".jpg",
    "voice": ".oga",
    "video": ".mp4",
    "video_note": ".mp4",
    "audio": ".mp3",
    "sticker": ".webp",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: by multipart from the bot, or from a person."""

    content: bytes
    name: str = ""
    mime: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file Telegram keeps, found by its `file_id`."""

    file_id: str
    file_unique_id: str
    kind: str
    path: str
    upload: Upload
    card: Json


class FileShelf:
    """All files, the oldest thrown away when there are too many."""

    def __init__(self, keep: int = 5000) -> None:
        self._keep = keep
        self._by_id: OrderedDict[str, StoredFile] = OrderedDict()
        self._by_path: dict[str, StoredFile] = {}
        self._count = 0

    def add(self, kind: str, upload: Upload, **extra: Any) -> StoredFile:
        """Keep a file and give it the identifiers of `getFile`."""
        self._count += 1
        file_id, unique_id = _identifiers(kind, self._count)
        card = {"file_id": file_id, "file_unique_id": unique_id, "file_size": len(upload.content), **extra}
        path = f"{FOLDERS.get(kind, 'documents')}/file_{self._count}{_suffix(kind, upload)}"
        stored = StoredFile(file_id, unique_id, kind, path, upload, card)
        self._by_id[file_id] = self._by_path[path] = stored
        if len(self._by_id) > self._keep:
            self._by_path.pop(self._by_id.popitem(last=False)[1].path, None)
        return stored

    def get(self, file_id: str) -> StoredFile:
        """Return the file behind a `file_id`, or Telegram's refusal."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def downloadable(self, file_id: str) -> StoredFile:
        """Return the file behind `getFile`, which serves at most 20 MB."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.upload.content) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return stored

    def at(self, path: str) -> StoredFile | None:
        """Return the file at a `file_path`."""
        return self._by_path.get(path)

    def photo_sizes(self, upload: Upload) -> list[Json]:
        """Return the `PhotoSize` list Telegram makes of a picture, smallest first."""
        if len(upload.content) > MAX_PHOTO:
            raise bad_request("file is too big")
        width, height = picture_size(upload.content) or UNKNOWN_SIZE
        longest = max(width, height)
        sides = [side for side in PHOTO_SIDES if side < longest] + [min(longest, PHOTO_SIDES[-1])]
        return [
            self.add(
                "photo", upload, width=_scaled(width, side, longest), height=_scaled(height, side, longest)
            ).card
            for side in dict.fromkeys(sides)
        ]


def _scaled(length: int, side: int, longest: int) -> int:
    return max(1, round(length * side / longest))


def _identifiers(kind: str, number: int) -> tuple[str, str]:
    tail = base64.urlsafe_b64encode(number.to_bytes(9, "big")).decode()
    return f"{ID_PREFIXES.get(kind, 'CAACAgU')}AAxkBAAI{tail}", f"AgAD{tail[-9:]}"


def _suffix(kind: str, upload: Upload) -> str:
    if kind in SUFFIXES:
        return SUFFIXES[kind]
    _, dot, suffix = upload.name.rpartition(".")
    return f".{suffix}" if dot else mimetypes.guess_extension(upload.mime) or ""


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG") and len(content) >= PNG_HEADER:
        width, height = struct.unpack(">II", content[16:PNG_HEADER])
        return width, height
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(content):
        if content[position + 1] in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return None
