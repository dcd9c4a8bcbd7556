"""The state of the world as the chat page shows it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.sandbox.bot_profile import in_language

if TYPE_CHECKING:
    from bot.sandbox.people import Json, Person
    from bot.sandbox.world import Chat, World

SHOWN_MESSAGES = 200
SHOWN_PEOPLE = 100


def snapshot(world: World) -> Json:
    """Return the bot and everybody's chat with it; long histories are cut."""
    shown = islice(world.people.values(), SHOWN_PEOPLE)
    bot = {"id": world.bot.id, "username": world.bot.username}
    people = [_person(world, person) for person in shown]
    return {"bot": bot, "people": people, "now": world.clock(), "zone": world.zone}


def person_card(person: Person) -> Json:
    """Return a person without the chat."""
    return {
        "id": person.id,
        "name": person.name,
        "username": person.username,
        "language_code": person.language_code,
        "phone": person.phone,
    }


def _person(world: World, person: Person) -> Json:
    bot, language = world.bot, person.language_code
    return {
        **person_card(person),
        "bot_name": in_language(bot.names, language, bot.first_name),
        "description": in_language(bot.descriptions, language),
        "commands": bot.commands_for(person.id, language),
        "chat": _chat(world.chats[person.id]),
    }


def _chat(chat: Chat) -> Json:
    surplus = max(0, len(chat.messages) - SHOWN_MESSAGES)
    return {
        "started": chat.started,
        "blocked": chat.blocked,
        "keyboard": chat.keyboard,
        "messages": list(islice(chat.messages.values(), surplus, None)),
    }
