"""From an update of Telegram's to what a form sees: texts, things, taps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.dialogue.event import Event, Said, SentThing, SharedContact, Tapped, Thing
from bot.dialogue.screens import FORM
from bot.front.handlers import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telegram import Message, MessageEntity, PhotoSize, Update

_SIGN = "|"
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
_LARGEST_ID = (1 << 63) - 1


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


def event_of(update: Update, at: datetime) -> Event | None:
    """Return what a person did, as a form sees it; `at` is when it was received."""
    if query := update.callback_query:
        return _tapped(query.data or "", query.message.message_id if query.message else 0, at)
    if edited := update.edited_message:
        return _changed(edited)
    return _sent(update.message, at) if update.message else None


def _changed(edited: Message) -> SentThing:
    kind, file_id = _file(edited)
    written = edited.text or edited.caption or ""
    entities = _plain(edited.entities or edited.caption_entities)
    return SentThing(Thing.EDIT, edited.message_id, file_id, kind, visible(written), written, entities)


def _tapped(data: str, message_id: int, at: datetime) -> Event | None:
    form, _, rest = data.partition(_SIGN)
    step, _, choice = rest.partition(_SIGN)
    return Tapped(step, choice, message_id, at) if form == FORM else None


def _sent(message: Message, at: datetime) -> Event:
    text = visible(message.text or "")
    if text:
        written = message.text or ""
        forwarded = message.forward_origin is not None
        return Said(text, message.message_id, at, written, _plain(message.entities), forwarded)
    if contact := message.contact:
        own = message.from_user is not None and contact.user_id == message.from_user.id
        return SharedContact(_with_plus(contact.phone_number), own, message.message_id)
    return _thing(message)


def _thing(message: Message) -> SentThing:
    things = [thing for name, thing in _THINGS.items() if getattr(message, name)]
    kind, file_id = _file(message)
    caption = message.caption or ""
    return SentThing(
        things[0] if things else Thing.OTHER,
        message.message_id,
        file_id,
        kind,
        visible(caption),
        caption,
        _plain(message.caption_entities),
        visible(message.document.file_name or "") if message.document else "",
        message.media_group_id or "",
    )


def _plain(entities: Sequence[MessageEntity]) -> tuple[Mapping[str, Any], ...]:
    return tuple(entity.to_dict() for entity in entities)


def _file(message: Message) -> tuple[str, str]:
    """Return kind and id of the file in a message, of a picture its largest size; empty without one."""
    for kind in _FILES:
        found = getattr(message, kind)
        if isinstance(found, tuple):
            sizes: tuple[PhotoSize, ...] = found
            found = sizes[-1] if sizes else None
        if found:
            return kind, found.file_id
    return "", ""


def _with_plus(phone: str) -> str:
    # Telegram gives numbers in international form, with or without the plus.
    return phone if phone.startswith(("+", "0")) else f"+{phone}"
