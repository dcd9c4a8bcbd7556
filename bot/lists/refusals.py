"""Why a file that somebody sent is not read as a list, with the words for the officer."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refusal(StrEnum):
    """Why a file is not read."""

    EMPTY = "empty"
    LOCKED = "locked"  # protected by a password
    MACROS = "macros"  # holds programs: xlsm
    LARGE = "large"  # too large once it is unpacked, or with too many rows; also a bomb
    PICTURE = "picture"
    PDF = "pdf"
    PAGE = "page"  # a page of the web that was named .xls
    DAMAGED = "damaged"  # cut off, or not what it says it is
    UNKNOWN = "unknown"


TEXTS: Mapping[Refusal, str] = MappingProxyType({
    Refusal.EMPTY: key("list_file.empty"),
    Refusal.LOCKED: key("list_file.locked"),
    Refusal.MACROS: key("list_file.macros"),
    Refusal.LARGE: key("list_file.large"),
    Refusal.PICTURE: key("list_file.picture"),
    Refusal.PDF: key("list_file.pdf"),
    Refusal.PAGE: key("list_file.page"),
    Refusal.DAMAGED: key("list_file.damaged"),
    Refusal.UNKNOWN: key("list_file.unknown"),
})  # fmt: skip


class ListFileError(ValueError):
    """A file is not read as a list; `refusal` says why, `text` is the message id for the officer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal, self.text = refusal, TEXTS[refusal]
