"""Methods about the bot itself: commands, name, descriptions, menu button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.sandbox.bot_profile import in_language, scope_key
from bot.sandbox.refusals import bad_request
from bot.sandbox.registry import INTEGER, JSON, TEXT, method

if TYPE_CHECKING:
    from bot.sandbox.people import Json
    from bot.sandbox.world import World

MAX_COMMANDS = 100
MAX_COMMAND_TEXT = 256
MAX_NAME = 64
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120

_command = re.compile(r"[a-z0-9_]{1,32}")
_language = re.compile(r"[a-z]{2}")


@method("getMe")
def get_me(world: World, _: Json) -> Json:
    """`getMe`: who the token belongs to."""
    return world.bot.as_me()


@method("logOut")
def log_out(_: World, __: Json) -> bool:
    """`logOut`: nothing to leave here."""
    return True


@method("close")
def close(_: World, __: Json) -> bool:
    """`close`: nothing to move here."""
    return True


def _language_of(args: Json) -> str:
    code: str = args.get("language_code", "")
    if code and not _language.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


@method(
    "setMyCommands",
    commands=JSON.required("can't parse commands JSON object"),
    scope=JSON,
    language_code=TEXT,
)
def set_my_commands(world: World, args: Json) -> bool:
    """`setMyCommands`: at most 100, per scope and language."""
    commands = args["commands"]
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON object")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = (scope_key(args.get("scope")), _language_of(args))
    world.bot.commands[key] = [_read_command(command) for command in commands]
    world.emit("profile", 0)
    return True


def _read_command(command: Any) -> Json:
    if not isinstance(command, dict) or not {"command", "description"} <= command.keys():
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(command["command"]).removeprefix("/"), str(command["description"]).strip()
    if not _command.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= MAX_COMMAND_TEXT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


@method("getMyCommands", scope=JSON, language_code=TEXT)
def get_my_commands(world: World, args: Json) -> list[Json]:
    """`getMyCommands`: exactly those of this scope and language."""
    return world.bot.commands.get((scope_key(args.get("scope")), _language_of(args)), [])


@method("deleteMyCommands", scope=JSON, language_code=TEXT)
def delete_my_commands(world: World, args: Json) -> bool:
    """`deleteMyCommands`: those of a wider scope show again."""
    world.bot.commands.pop((scope_key(args.get("scope")), _language_of(args)), None)
    world.emit("profile", 0)
    return True


def _keep(world: World, texts: dict[str, str], args: Json, name: str, limit: int) -> bool:
    text = args.get(name, "").strip()
    if len(text) > limit:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    language = _language_of(args)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    world.emit("profile", 0)
    return True


@method("setMyName", name=TEXT, language_code=TEXT)
def set_my_name(world: World, args: Json) -> bool:
    """`setMyName`: up to 64 characters."""
    _keep(world, world.bot.names, args, "name", MAX_NAME)
    world.bot.card["first_name"] = world.bot.names.get("", world.bot.first_name)
    return True


@method("getMyName", language_code=TEXT)
def get_my_name(world: World, args: Json) -> Json:
    """`getMyName`: in this language, or the one for everybody."""
    return {"name": in_language(world.bot.names, _language_of(args), world.bot.first_name)}


@method("setMyDescription", description=TEXT, language_code=TEXT)
def set_my_description(world: World, args: Json) -> bool:
    """`setMyDescription`: what the empty chat shows, up to 512 characters."""
    return _keep(world, world.bot.descriptions, args, "description", MAX_DESCRIPTION)


@method("getMyDescription", language_code=TEXT)
def get_my_description(world: World, args: Json) -> Json:
    """`getMyDescription`: in this language, or the one for everybody."""
    return {"description": in_language(world.bot.descriptions, _language_of(args))}


@method("setMyShortDescription", short_description=TEXT, language_code=TEXT)
def set_my_short_description(world: World, args: Json) -> bool:
    """`setMyShortDescription`: what the profile page shows, up to 120 characters."""
    return _keep(world, world.bot.short_descriptions, args, "short_description", MAX_SHORT_DESCRIPTION)


@method("getMyShortDescription", language_code=TEXT)
def get_my_short_description(world: World, args: Json) -> Json:
    """`getMyShortDescription`: in this language, or the one for everybody."""
    return {"short_description": in_language(world.bot.short_descriptions, _language_of(args))}


@method("setChatMenuButton", chat_id=INTEGER, menu_button=JSON)
def set_chat_menu_button(world: World, args: Json) -> bool:
    """`setChatMenuButton`: the button left of the input field, for one chat or all."""
    button = args.get("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("menu button has unsupported type")
    if chat_id := args.get("chat_id", 0):
        world.chat(chat_id)
    world.bot.menu_buttons[chat_id] = button
    return True


@method("getChatMenuButton", chat_id=INTEGER)
def get_chat_menu_button(world: World, args: Json) -> Json:
    """`getChatMenuButton`: the one of the chat, or of all."""
    buttons = world.bot.menu_buttons
    return buttons.get(args.get("chat_id", 0)) or buttons.get(0) or {"type": "commands"}
