from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .client import Bot

START = {"command": "start", "description": "Mulai"}
HELP = {"command": "help", "description": "Help"}


async def test_commands_are_kept_per_scope_and_language(bot: Bot) -> None:
    await bot("setMyCommands", commands=[START])
    await bot("setMyCommands", commands=[HELP], language_code="en")
    await bot("setMyCommands", commands=[START, HELP], scope={"type": "chat", "chat_id": 1003})
    assert (await bot("getMyCommands")).result == [START]
    assert (await bot("getMyCommands", language_code="en")).result == [HELP]
    profile = bot.sandbox.world.bot
    assert profile.commands_for(1001, "id") == [START]
    assert profile.commands_for(1002, "en") == [HELP]
    assert profile.commands_for(1003, "id") == [START, HELP]
    await bot("deleteMyCommands", scope={"type": "chat", "chat_id": 1003})
    assert profile.commands_for(1003, "id") == [START]
    await bot("deleteMyCommands")
    assert profile.commands_for(1003, "id") == []


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "start", "description": " "}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "start"}], "can't parse BotCommand: expected an Object"),
        ([START] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ({}, "can't parse commands JSON object"),
    ],
)
async def test_commands_telegram_does_not_take_are_refused(bot: Bot, commands: Any, words: str) -> None:
    assert (await bot("setMyCommands", commands=commands)).words == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("thing", "field", "limit"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_texts_about_the_bot_are_kept_per_language(
    bot: Bot, thing: str, field: str, limit: int
) -> None:
    await bot(f"setMy{thing}", **{field: "semua"})
    await bot(f"setMy{thing}", **{field: "English"}, language_code="en")
    assert (await bot(f"getMy{thing}")).result == {field: "semua"}
    assert (await bot(f"getMy{thing}", language_code="en")).result == {field: "English"}
    assert (await bot(f"getMy{thing}", language_code="id")).result == {field: "semua"}
    await bot(f"setMy{thing}", language_code="en")
    assert (await bot(f"getMy{thing}", language_code="en")).result == {field: "semua"}
    assert (await bot(f"setMy{thing}", **{field: "x" * (limit + 1)})).status == 400
    assert (await bot(f"setMy{thing}", language_code="indonesia")).status == 400


async def test_a_menu_button_is_set_for_one_chat_or_all(bot: Bot) -> None:
    assert (await bot("getChatMenuButton")).result == {"type": "commands"}
    await bot("setChatMenuButton", menu_button={"type": "default"})
    await bot("setChatMenuButton", chat_id=1001, menu_button={"type": "commands"})
    assert (await bot("getChatMenuButton", chat_id=1001)).result == {"type": "commands"}
    assert (await bot("getChatMenuButton", chat_id=1002)).result == {"type": "default"}
    assert (await bot("setChatMenuButton", menu_button={"type": "x"})).status == 400
    assert (await bot("setChatMenuButton", chat_id=5)).words == "Bad Request: chat not found"
