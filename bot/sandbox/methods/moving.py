"""Methods that copy and forward messages between chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.methods.contents import caption_content
from bot.sandbox.methods.sending import TO_A_CHAT, deliver
from bot.sandbox.refusals import bad_request
from bot.sandbox.registry import CHAT, FLAG, INTEGER, JSON, MESSAGE_ID, TEXT, method

if TYPE_CHECKING:
    from bot.sandbox.people import Json
    from bot.sandbox.world import World

# What a message is about; the rest belongs to its place and time.
CONTENT = (
    *("text", "entities", "caption", "caption_entities", "contact", "location"),
    *("photo", "document", "video", "animation", "audio", "voice", "sticker"),
)


def _content(message: Json) -> Json:
    return {name: message[name] for name in CONTENT if name in message}


def _original(world: World, args: Json, verb: str) -> Json:
    message = world.chat(args["from_chat_id"]).messages.get(args["message_id"])
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message


@method(
    "copyMessage",
    **TO_A_CHAT,
    from_chat_id=CHAT,
    message_id=MESSAGE_ID,
    caption=TEXT,
    parse_mode=TEXT,
    caption_entities=JSON,
    show_caption_above_media=FLAG,
    video_start_timestamp=INTEGER,
)
def copy_message(world: World, args: Json) -> Json:
    """`copyMessage`: the content without a link to the original; answers only the new id."""
    content = _content(_original(world, args, "copy"))
    if "caption" in args and "text" not in content:
        content.pop("caption_entities", None)
        content |= caption_content(args)
    return {"message_id": deliver(world, args, content)["message_id"]}


@method(
    "forwardMessage",
    **{name: param for name, param in TO_A_CHAT.items() if "reply" not in name},
    from_chat_id=CHAT,
    message_id=MESSAGE_ID,
    video_start_timestamp=INTEGER,
)
def forward_message(world: World, args: Json) -> Json:
    """`forwardMessage`: the content with its origin."""
    original = _original(world, args, "forward")
    return deliver(world, args, {"forward_origin": _origin(original), **_content(original)})


def _origin(message: Json) -> Json:
    if "from" in message:
        return {"type": "user", "sender_user": message["from"], "date": message["date"]}
    return {
        "type": "channel",
        "chat": message["chat"],
        "message_id": message["message_id"],
        "date": message["date"],
    }
