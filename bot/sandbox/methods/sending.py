"""Methods that send: texts, contacts, places, and how every message is delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.sandbox.methods.contents import text_content
from bot.sandbox.refusals import bad_request
from bot.sandbox.registry import CHAT, FLAG, INTEGER, JSON, MARKUP, NUMBER, TEXT, Param, method

if TYPE_CHECKING:
    from bot.sandbox.people import Json
    from bot.sandbox.world import Chat, World

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
TO_A_CHAT: Final[dict[str, Param]] = {
    "chat_id": CHAT,
    "business_connection_id": TEXT,
    "message_thread_id": INTEGER,
    "direct_messages_topic_id": INTEGER,
    "disable_notification": FLAG,
    "protect_content": FLAG,
    "allow_paid_broadcast": FLAG,
    "message_effect_id": TEXT,
    "suggested_post_parameters": JSON,
    "reply_parameters": JSON,
    "reply_to_message_id": INTEGER,
    "allow_sending_without_reply": FLAG,
    "reply_markup": MARKUP,
}


def deliver(world: World, args: Json, content: Json) -> Json:
    """Put a message of the bot into a chat, with its keyboard, if the person may be reached."""
    chat = world.reachable(args["chat_id"])
    if "reply_parameters" in args or "reply_to_message_id" in args:
        content = {**_reply(chat, args), **content}
    if args.get("protect_content"):
        content["has_protected_content"] = True
    markup = args.get("reply_markup")
    if markup and markup.get("inline_keyboard"):
        return world.post(chat, world.bot.card, {**content, "reply_markup": markup})
    message = world.post(chat, world.bot.card, content)
    if markup and "inline_keyboard" not in markup:
        _put_below(world, chat, markup, message["message_id"])
    return message


def _put_below(world: World, chat: Chat, markup: Json, message_id: int) -> None:
    """Reply keyboards belong to the chat: the message itself does not show them."""
    world.show_keyboard(chat, None if markup.get("remove_keyboard") else markup, message_id)


def _reply(chat: Chat, args: Json) -> Json:
    wanted = args.get("reply_parameters") or {"message_id": args.get("reply_to_message_id", 0)}
    replied = chat.messages.get(wanted.get("message_id", 0))
    if replied is not None:
        return {"reply_to_message": without_reply(replied)}
    if wanted.get("allow_sending_without_reply") or args.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def without_reply(message: Json) -> Json:
    """Return a message as it is quoted: one level deep."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


@method(
    "sendMessage",
    **TO_A_CHAT,
    text=TEXT.required("message text is empty"),
    parse_mode=TEXT,
    entities=JSON,
    link_preview_options=JSON,
    disable_web_page_preview=FLAG,
)
def send_message(world: World, args: Json) -> Json:
    """`sendMessage`: a text of 1 to 4,096 characters."""
    return deliver(world, args, text_content(args))


@method(
    "sendContact",
    **TO_A_CHAT,
    phone_number=TEXT.required("phone number is empty"),
    first_name=TEXT.required("contact first name is empty"),
    last_name=TEXT,
    vcard=TEXT,
)
def send_contact(world: World, args: Json) -> Json:
    """`sendContact`: somebody's number."""
    fields = ("phone_number", "first_name", "last_name", "vcard")
    return deliver(world, args, {"contact": {name: args[name] for name in fields if name in args}})


@method(
    "sendLocation",
    **TO_A_CHAT,
    latitude=NUMBER.required("location must be specified"),
    longitude=NUMBER.required("location must be specified"),
    horizontal_accuracy=NUMBER,
    live_period=INTEGER,
    heading=INTEGER,
    proximity_alert_radius=INTEGER,
)
def send_location(world: World, args: Json) -> Json:
    """`sendLocation`: a point on the map."""
    place = {"latitude": args["latitude"], "longitude": args["longitude"]}
    return deliver(world, args, {"location": place})


@method(
    "sendChatAction",
    chat_id=CHAT,
    action=TEXT.required("wrong parameter action in request"),
    business_connection_id=TEXT,
    message_thread_id=INTEGER,
)
def send_chat_action(world: World, args: Json) -> bool:
    """`sendChatAction`: "typing" in the header of the chat for a few seconds."""
    if args["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.reachable(args["chat_id"])
    world.emit("action", chat.id, action=args["action"])
    return True


@method(
    "answerCallbackQuery",
    callback_query_id=TEXT.required("query is too old and response timeout expired or query ID is invalid"),
    text=TEXT,
    show_alert=FLAG,
    url=TEXT,
    cache_time=INTEGER,
)
def answer_callback_query(world: World, args: Json) -> bool:
    """`answerCallbackQuery`: ends the waiting of a tapped button, with a text of up to 200 characters."""
    if len(args.get("text", "")) > 200:  # noqa: PLR2004 - Telegram's limit, said above
        raise bad_request("MESSAGE_TOO_LONG")
    answer: Json = {name: args[name] for name in ("text", "show_alert", "url") if name in args}
    world.answer(args["callback_query_id"], answer)
    return True
