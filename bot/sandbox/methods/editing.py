"""Methods that change or take back messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.keyboards import inline_only
from bot.sandbox.methods.contents import caption_content, media_content, text_content
from bot.sandbox.methods.media import MEDIA, media_details
from bot.sandbox.refusals import RefusedError, bad_request
from bot.sandbox.registry import CHAT, FLAG, JSON, MARKUP, MESSAGE_ID, TEXT, Param, method

if TYPE_CHECKING:
    from bot.sandbox.people import Json
    from bot.sandbox.world import Chat, World

DELETABLE_SECONDS = 48 * 3600
CAPTIONED = frozenset({"photo", "document", "video", "animation", "audio", "voice"})
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
IN_A_CHAT: Final[dict[str, Param]] = {
    "business_connection_id": TEXT,
    "chat_id": CHAT,
    "message_id": MESSAGE_ID,
    "inline_message_id": TEXT,
    "reply_markup": MARKUP,
}


def _own(world: World, args: Json) -> tuple[Chat, Json]:
    """Return the message of the bot that a call wants to change."""
    chat = world.chat(args["chat_id"])
    message = chat.messages.get(args["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message.get("from") is not world.bot.card:
        raise bad_request("message can't be edited")
    return chat, message


def _change(world: World, args: Json, old: tuple[str, ...], content: Json) -> Json:
    """Replace these fields of a message; an inline keyboard not given again goes."""
    chat, message = _own(world, args)
    changed = {name: value for name, value in message.items() if name not in {*old, "reply_markup"}}
    changed |= content
    if rows := inline_only(args.get("reply_markup", {})):
        changed["reply_markup"] = {"inline_keyboard": rows}
    if changed == message:
        raise bad_request(NOT_MODIFIED)
    changed["edit_date"] = int(world.clock())
    return world.replace(chat, changed)


@method(
    "editMessageText",
    **IN_A_CHAT,
    text=TEXT.required("message text is empty"),
    parse_mode=TEXT,
    entities=JSON,
    link_preview_options=JSON,
    disable_web_page_preview=FLAG,
)
def edit_message_text(world: World, args: Json) -> Json:
    """`editMessageText`: another text of 1 to 4,096 characters, and another inline keyboard."""
    content = text_content(args)
    if "text" not in _own(world, args)[1]:
        raise bad_request("there is no text in the message to edit")
    return _change(world, args, ("text", "entities"), content)


@method(
    "editMessageCaption",
    **IN_A_CHAT,
    caption=TEXT,
    parse_mode=TEXT,
    caption_entities=JSON,
    show_caption_above_media=FLAG,
)
def edit_message_caption(world: World, args: Json) -> Json:
    """`editMessageCaption`: another caption of up to 1,024 characters."""
    content = caption_content(args)
    if not CAPTIONED & _own(world, args)[1].keys():
        raise bad_request("there is no caption in the message to edit")
    return _change(world, args, ("caption", "caption_entities"), content)


@method("editMessageReplyMarkup", **IN_A_CHAT)
def edit_message_reply_markup(world: World, args: Json) -> Json:
    """`editMessageReplyMarkup`: another inline keyboard, or none."""
    return _change(world, args, (), {})


@method("editMessageMedia", **IN_A_CHAT, media=JSON.required("media is empty"))
def edit_message_media(world: World, args: Json) -> Json:
    """`editMessageMedia`: another picture or file in the place of this one."""
    media: Any = args["media"]
    kind = media.get("type") if isinstance(media, dict) else None
    if kind not in MEDIA or "media" not in media:
        raise bad_request("can't parse InputMedia: media not found")
    content = media_content(world, kind, media["media"], media_details(kind, media))
    old = (*CAPTIONED, "text", "entities", "caption", "caption_entities")
    return _change(world, args, old, {**content, **caption_content(media)})


@method("deleteMessage", chat_id=CHAT, message_id=MESSAGE_ID)
def delete_message(world: World, args: Json) -> bool:
    """`deleteMessage`: for everyone, up to 48 hours after it was sent."""
    chat = world.chat(args["chat_id"])
    message = chat.messages.get(args["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if world.clock() - message["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    world.delete(chat, message["message_id"])
    return True


@method("deleteMessages", chat_id=CHAT, message_ids=JSON.required("message identifiers are not specified"))
def delete_messages(world: World, args: Json) -> bool:
    """`deleteMessages`: 1 to 100 messages at once; those that cannot go are skipped."""
    ids = args["message_ids"]
    if not isinstance(ids, list) or not all(isinstance(number, int) for number in ids):
        raise bad_request("can't parse message identifiers JSON array")
    if len(ids) > 100:  # noqa: PLR2004 - Telegram's limit, said above
        raise bad_request("too many message identifiers specified")
    world.chat(args["chat_id"])
    for number in ids:
        _try_delete(world, args["chat_id"], number)
    return True


def _try_delete(world: World, chat_id: int | str, message_id: int) -> None:
    try:
        delete_message(world, {"chat_id": chat_id, "message_id": message_id})
    except RefusedError:
        return
