"""What a person did, as a form sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


PICTURES = frozenset({"photo", "document"})  # kinds of files, as the Bot API names them, that may hold one


@dataclass(frozen=True, slots=True)
class Said:
    """A text. `message_id` tells whether it came before or after a question, `at` when it was received."""

    text: str
    message_id: int
    at: datetime
    written: str = ""  # the text as it came, with signs that nobody sees: what `entities` count over
    entities: tuple[Mapping[str, Any], ...] = ()  # its formatting, as the Bot API gives it
    is_forwarded: bool = False  # somebody else's words


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of a form: `step` and `choice` out of its data, `message_id` of the message that bears it."""

    step: str
    choice: str
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A contact; `own` when it is the sender's own, which Telegram has verified."""

    phone: str
    own: bool
    message_id: int


class Thing(Enum):
    """Something that is neither text nor button."""

    PICTURE = "picture"
    FILE = "file"
    VOICE = "voice"
    STICKER = "sticker"
    PLACE = "place"
    EDIT = "edit"  # an earlier message was changed
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SentThing:
    """Such a thing was sent; `file_id` is its id with Telegram where it can be fetched."""

    thing: Thing
    message_id: int
    file_id: str = ""
    kind: str = ""  # the kind of file as the Bot API names it
    caption: str = ""  # of a changed message its text
    written: str = ""  # the caption as it came, which `entities` count over
    entities: tuple[Mapping[str, Any], ...] = ()  # the caption's formatting
    name: str = ""  # of a file, as its sender called it
    album: str = ""  # the id that the messages of one album share


@dataclass(frozen=True, slots=True)
class FetchedPicture:
    """A picture that was sent has been fetched; `refusal` is the message id of what is wrong with it."""

    value: str
    message_id: int
    refusal: str = ""


Event = Said | Tapped | SharedContact | SentThing | FetchedPicture
