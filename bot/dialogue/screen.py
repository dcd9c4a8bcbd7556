"""What a feature answers with. Only the gateway turns these into Bot API calls."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` comes back when it is tapped (64 bytes at most), or `url` opens."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send with a screen."""

    name: str
    content: bytes


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message to the person: Telegram HTML and buttons."""

    text: str
    buttons: Rows = ()
    contact_label: str = ""  # shows a keyboard with one key that shares the own contact
    drops_keyboard: bool = False  # takes such a keyboard away again
    asks: bool = False  # answers count only if they come after this message
    document: Document | None = None
    vanishes_after: int = 0  # seconds after which the program deletes the message again; 0: it stays


@dataclass(frozen=True, slots=True)
class Delete:
    """Take a message out of the chat (Telegram allows it for 48 hours)."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a tap; an empty one only ends the waiting sign on the button."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """The menu of commands that this chat shows from now on: (command, description)."""

    items: tuple[tuple[str, str], ...] = field(default=())


Act = Screen | Delete | Toast | Commands


def rows(buttons: list[Button], width: int) -> Rows:
    """Return buttons in rows of at most `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
