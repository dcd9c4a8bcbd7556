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


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to send with a screen, as SVG; the text becomes its caption (1,024 characters at most)."""

    name: str
    svg: str


@dataclass(frozen=True, slots=True)
class Media:
    """A file that Telegram holds already, such as a voice note: its kind as the Bot API names it, its id."""

    kind: str
    file_id: str


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
    picture: Picture | None = None
    media: Media | None = None
    reply_to: int = 0  # message_id that is quoted above, if it is still there
    vanishes_after: int = 0  # seconds after which the program deletes the message again; 0: it stays


@dataclass(frozen=True, slots=True)
class Delete:
    """Take a message out of the chat (Telegram allows it for 48 hours)."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Wipe:
    """Take many messages out of the chat; those that cannot go are passed over."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FetchFile:
    """Fetch a file that the person sent; what it holds comes back to the feature as a turn goes on."""

    file_id: str
    step: str
    draft: str
    message_id: int


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a tap; an empty one only ends the waiting sign on the button."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """The menu of commands that this chat shows from now on: (command, description)."""

    items: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Notify:
    """A message to another chat."""

    chat_id: int
    screen: Screen


Act = Screen | Delete | Wipe | FetchFile | Toast | Commands | Notify


def rows(buttons: list[Button], width: int) -> Rows:
    """Return buttons in rows of at most `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
