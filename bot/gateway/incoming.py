"""Updates as this project reads them.

The update is read where it lies, as JSON: PTB's Update.de_json takes 70 microseconds for a text and 250 for a
tap on a keyboard of a whole screen, more than everything else that a turn needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from bot.dialogue.event import Event, Said, SentThing, SharedContact, Tapped, Thing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# What is asked of Telegram: nothing else is delivered (Bot API, getUpdates: allowed_updates).
ALLOWED_UPDATES = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]

_THINGS = {
    "photo": Thing.PICTURE,
    "document": Thing.FILE,
    "video": Thing.PICTURE,
    "animation": Thing.PICTURE,
    "video_note": Thing.VOICE,
    "voice": Thing.VOICE,
    "audio": Thing.VOICE,
    "sticker": Thing.STICKER,
    "location": Thing.PLACE,
    "venue": Thing.PLACE,
}
# Files that a form or a person may take; an animation comes with the document that it is, too.
_FILES = ("photo", "video", "animation", "document", "voice", "audio", "video_note")
# Service messages that ask for no answer.
_SILENT = frozenset({
    "pinned_message", "delete_chat_photo", "new_chat_photo", "new_chat_title", "left_chat_member",
    "group_chat_created", "supergroup_chat_created", "channel_chat_created", "write_access_allowed",
    "message_auto_delete_timer_changed",
})  # fmt: skip


# Zero-width signs and direction marks, which nobody sees and nobody means.
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0]
)
_LARGEST_ID = (1 << 63) - 1


class Source(Enum):
    """Where an update comes from."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"
    MEMBERSHIP = "membership"  # the bot was blocked, unblocked, added, removed
    NOWHERE = "nowhere"  # nothing that can be answered


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update, read."""

    source: Source = Source.NOWHERE
    chat_id: int = 0
    message_id: int = 0
    language_code: str | None = None
    event: Event | None = None
    command: str = ""  # without slash and @name, lower case
    argument: str = ""  # what follows the command
    tapped: str = ""  # callback data
    callback_id: str = ""
    addressed: bool = False  # groups: a command, a mention, an answer to the bot, or the bot was added
    reachable: bool = True  # membership: the bot can write
    name: str = ""  # of the person, as Telegram shows it


def chat_of(update: Mapping[str, Any]) -> int:
    """Return the chat an update belongs to, which decides its lane; 0 for none."""
    for value in update.values():
        if isinstance(value, dict):
            message = value.get("message")
            chat = (
                value.get("chat")
                or (message.get("chat") if isinstance(message, dict) else None)
                or value.get("from")
            )
            if isinstance(chat, dict) and is_id(chat.get("id")):
                return int(chat["id"])
    return 0


def is_id(value: object) -> bool:
    """Tell whether a value is a number that the Bot API could use as an id (at most 64 bits)."""
    return isinstance(value, int) and -_LARGEST_ID <= value <= _LARGEST_ID


def read_update(update: Mapping[str, Any], bot_name: str, at: datetime) -> Incoming:
    """Read one update of the Bot API; `at` is when it was received."""
    if tap := update.get("callback_query"):
        return _tap(tap, at)
    if message := update.get("message"):
        return _message(message, bot_name, at)
    if edited := update.get("edited_message"):
        return _edited(edited)
    if post := update.get("channel_post"):
        return Incoming(Source.CHANNEL, post["chat"]["id"], post["message_id"])
    if member := update.get("my_chat_member"):
        return _membership(member)
    return Incoming()


def _tap(tap: dict[str, Any], at: datetime) -> Incoming:
    person, message, data = tap["from"], tap.get("message") or {}, str(tap.get("data", ""))
    message_id = message.get("message_id", 0)
    private = (message.get("chat") or {}).get("type", "private") == "private"
    form, _, rest = data.partition("|")
    step, _, choice = rest.partition("|")
    return Incoming(
        Source.PRIVATE if private else Source.GROUP,
        person["id"] if private else message["chat"]["id"],
        message_id,
        person.get("language_code"),
        Tapped(step, choice, message_id, at) if form == "f1" else None,
        tapped=data or "-",  # a button of a game, or of an app of Telegram's, has no data
        callback_id=str(tap["id"]),
    )


def _message(message: dict[str, Any], bot_name: str, at: datetime) -> Incoming:
    chat, person, message_id = message["chat"], message.get("from") or {}, message["message_id"]
    if person.get("is_bot") or not _SILENT.isdisjoint(message):
        return Incoming()
    written = str(message.get("text", ""))
    text = written.translate(_INVISIBLE)
    command, argument = _command(text, bot_name)
    source = Source.PRIVATE if chat["type"] == "private" else Source.GROUP
    return Incoming(
        source,
        chat["id"],
        message_id,
        person.get("language_code"),
        Said(text, message_id, at, written, _entities(message.get("entities")))
        if text
        else _thing(message, person, message_id),
        command,
        argument,
        addressed=bool(command) or _mentions(message, text, bot_name),
        name=str(person.get("first_name", "")),
    )


def _entities(found: object) -> tuple[dict[str, Any], ...]:
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _thing(message: dict[str, Any], person: dict[str, Any], message_id: int) -> Event:
    if contact := message.get("contact"):
        own = bool(person.get("id")) and contact.get("user_id") == person.get("id")
        return SharedContact(_with_plus(str(contact.get("phone_number", ""))), own, message_id)
    things = [thing for name, thing in _THINGS.items() if name in message]
    kind, file_id = _file(message)
    written = str(message.get("caption", ""))
    return SentThing(
        things[0] if things else Thing.OTHER,
        message_id,
        file_id,
        kind,
        written.translate(_INVISIBLE),
        written,
        _entities(message.get("caption_entities")),
        str(message.get("media_group_id", "")),
    )


def _file(message: dict[str, Any]) -> tuple[str, str]:
    """Return kind and id of the file in a message, of a picture its largest size; empty without one."""
    for kind in _FILES:
        found = message.get(kind)
        found = found[-1] if isinstance(found, list) and found else found
        file_id = found.get("file_id") if isinstance(found, dict) else None
        if isinstance(file_id, str):
            return kind, file_id
    return "", ""


def _with_plus(phone: str) -> str:
    # Telegram gives numbers in international form, with or without the plus.
    return phone if phone.startswith(("+", "0")) else f"+{phone}"


def _command(text: str, bot_name: str) -> tuple[str, str]:
    if not text.startswith("/"):
        return "", ""
    words = text[1:].split(maxsplit=1)
    name, _, addressee = (words[0] if words else "").partition("@")
    if addressee and addressee.casefold() != bot_name.casefold():
        return "", ""
    return name.casefold() or "?", words[1].strip() if len(words) > 1 else ""


def _mentions(message: dict[str, Any], text: str, bot_name: str) -> bool:
    answered = (message.get("reply_to_message") or {}).get("from") or {}
    joined = [str(member.get("username", "")) for member in message.get("new_chat_members", ())]
    names = [str(answered.get("username", "")), *joined]
    named = bool(bot_name) and f"@{bot_name}".casefold() in text.casefold()
    return named or bot_name.casefold() in [name.casefold() for name in names if name]


def _edited(message: dict[str, Any]) -> Incoming:
    if message["chat"]["type"] != "private":
        return Incoming()
    person, message_id = message.get("from") or {}, message["message_id"]
    event = SentThing(Thing.EDIT, message_id)
    return Incoming(Source.PRIVATE, message["chat"]["id"], message_id, person.get("language_code"), event)


def _membership(member: dict[str, Any]) -> Incoming:
    status = (member.get("new_chat_member") or {}).get("status")
    private = member["chat"]["type"] == "private"
    return Incoming(
        Source.MEMBERSHIP,
        member["chat"]["id"],
        language_code=(member.get("from") or {}).get("language_code") if private else None,
        reachable=status not in {"kicked", "left"},
    )
