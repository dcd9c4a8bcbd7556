"""Methods about chats and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.refusals import bad_request, forbidden
from bot.sandbox.registry import CHAT, INTEGER, method

if TYPE_CHECKING:
    from bot.sandbox.people import Json
    from bot.sandbox.world import World


@method("getChat", chat_id=CHAT)
def get_chat(world: World, args: Json) -> Json:
    """`getChat`: a `ChatFullInfo` with the fields every chat has."""
    chat = world.chat(args["chat_id"])
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return {
        **chat.card,
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


@method("getChatMember", chat_id=CHAT, user_id=INTEGER.required("invalid user_id specified"))
def get_chat_member(world: World, args: Json) -> Json:
    """`getChatMember`: everybody in a chat is a plain member."""
    chat, user_id = world.chat(args["chat_id"]), args["user_id"]
    if user_id == world.bot.id:
        return {"user": world.bot.card, "status": "left" if chat.blocked else "member"}
    person = world.people.get(user_id)
    if person is None or chat.id not in {user_id} | {number for number in world.chats if number < 0}:
        raise bad_request("user not found")
    return {"user": person.as_user(), "status": "member"}


@method("leaveChat", chat_id=CHAT)
def leave_chat(world: World, args: Json) -> bool:
    """`leaveChat`: only groups and channels can be left."""
    chat = world.chat(args["chat_id"])
    if chat.id > 0:
        raise bad_request("chat member status can't be changed in private chats")
    if chat.blocked:
        raise forbidden("bot is not a member of the group chat")
    chat.blocked = True
    return True
