"""What a feature answers with. Only the gateway turns these into Bot API calls."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.dialogue.errand import Errand


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
    """A picture to send with a screen, as SVG; the text becomes its caption (1,024 characters at most).

    `as_file`: as it is, for printing; else Telegram makes it smaller. `keeps`: it is drawn once.
    """

    name: str
    svg: str
    as_file: bool = False
    keeps: bool = False


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
    recording: Document | None = None  # a voice note to send that Telegram does not hold yet
    reply_to: int = 0  # message_id that is quoted above, if it is still there
    vanishes_after: int = 0  # seconds after which the program deletes the message again; 0: it stays
    on_arrival: Errand | None = None  # its result is as what Telegram took the message
    silent: bool = False  # arrives without a sound
    decides: bool = False  # it asks for a tap itself: nothing is asked below it
    example: Picture | None = None  # one that never changes: uploaded once, then sent as Telegram has it

    def quietly(self, quiet: bool) -> Screen:  # noqa: FBT001 - what is to be
        """Return it without a sound where it is quiet."""
        return replace(self, silent=quiet)


@dataclass(frozen=True, slots=True)
class Edit:
    """Put a screen in the place of a message of the bot's own."""

    message_id: int
    screen: Screen


@dataclass(frozen=True, slots=True)
class Fold:
    """Take the buttons from a question that is behind, and put a line in its place where one is given.

    It keeps a small screen tidy and tells nothing new: where calls are short it is left out.
    """

    message_id: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Delete:
    """Take a message out of the chat (Telegram allows it for 48 hours)."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Wipe:
    """Take many messages out of the chat; those that cannot go are passed over."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a tap; an empty one only ends the waiting sign on the button."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """The menu of commands that a chat shows from now on: (command, description); `chat_id` 0: this chat."""

    items: tuple[tuple[str, str], ...] = field(default=())
    chat_id: int = 0


@dataclass(frozen=True, slots=True)
class Notify:
    """A message to another chat."""

    chat_id: int
    screen: Screen


Act = Screen | Edit | Fold | Errand | Delete | Wipe | Toast | Commands | Notify


def rows(buttons: list[Button], width: int) -> Rows:
    """Return buttons in rows of at most `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
