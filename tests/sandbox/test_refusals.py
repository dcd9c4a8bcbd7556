from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver

    from .client import Bot

LONG_DATA = "x" * 65
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Ya", **button}]]}


@pytest.mark.usefixtures("siti")
@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": inline(callback_data=LONG_DATA)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": inline(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": inline(callback_data="")}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": inline()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "y"}]]}},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [["Ya"]]}},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (
            {"text": "x", "reply_markup": inline(url="ftp://example.com")},
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "reply_markup": inline(url="https://")},
            "inline keyboard button URL 'https://' is invalid: Wrong HTTP URL",
        ),
        ({"text": "x", "reply_markup": "{oops"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": {"oops": 1}}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": {}}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
        ),
        (
            {"text": "x", "reply_markup": {"keyboard": ["Ya"]}},
            'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"text": "x", "reply_markup": {"keyboard": [[{"txt": "Ya"}]]}},
            "can't parse keyboard button: Can't find field \"text\"",
        ),
        ({"text": "x", "reply_markup": {"keyboard": [["Ya"] * 101]}}, "reply markup is too long"),
    ],
)
async def test_a_message_telegram_would_not_send_is_refused(
    bot: Bot, params: dict[str, Any], words: str
) -> None:
    answer = await bot("sendMessage", chat_id=1001, **params)
    assert (answer.status, answer.words) == (400, f"Bad Request: {words}")


@pytest.mark.usefixtures("siti")
async def test_the_limits_themselves_are_allowed(bot: Bot) -> None:
    await bot.says(1001, "x" * 4096)
    await bot.says(1001, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    await bot.says(1001, "x", reply_markup=inline(callback_data="x" * 64))
    await bot.says(1001, "x", reply_markup=inline(url="tg://resolve?domain=x"))


async def test_a_chat_that_does_not_exist_is_not_found(bot: Bot) -> None:
    answer = await bot("sendMessage", chat_id=999, text="halo")
    assert (answer.status, answer.words) == (400, "Bad Request: chat not found")


async def test_somebody_who_never_started_the_bot_cannot_be_written_to(bot: Bot) -> None:
    answer = await bot("sendMessage", chat_id=1001, text="halo")
    assert (answer.status, answer.words) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


async def test_somebody_who_blocked_the_bot_cannot_be_written_to(bot: Bot, siti: PersonDriver) -> None:
    await siti.blocks()
    answer = await bot("sendMessage", chat_id=1001, text="halo")
    assert (answer.status, answer.words) == (403, "Forbidden: bot was blocked by the user")
    await siti.unblocks()
    await bot.says(1001, "halo lagi")


async def test_a_deleted_account_cannot_be_written_to(bot: Bot, siti: PersonDriver) -> None:
    await siti.deactivates()
    answer = await bot("sendMessage", chat_id=1001, text="halo")
    assert (answer.status, answer.words) == (403, "Forbidden: user is deactivated")


@pytest.mark.usefixtures("siti")
async def test_a_caption_has_at_most_1024_characters(bot: Bot) -> None:
    answer = await bot.upload("sendDocument", {"document": ("a.txt", b"x")}, chat_id=1001, caption="x" * 1025)
    assert answer.words == "Bad Request: message caption is too long"
    answer = await bot.upload("sendDocument", {"document": ("a.txt", b"x")}, chat_id=1001, caption="x" * 1024)
    assert len(answer.result["caption"]) == 1024


@pytest.mark.usefixtures("siti")
async def test_an_edit_that_changes_nothing_is_refused(bot: Bot) -> None:
    keyboard = inline(callback_data="y")
    sent = await bot.says(1001, "<b>halo</b>", parse_mode="HTML", reply_markup=keyboard)
    same = {"chat_id": 1001, "message_id": sent["message_id"], "text": "<b>halo</b>", "parse_mode": "HTML"}
    assert (await bot("editMessageText", **same, reply_markup=keyboard)).words == NOT_MODIFIED
    assert (await bot("editMessageText", **same)).status == 200
    assert (await bot("editMessageText", **same)).words == NOT_MODIFIED


async def test_only_own_messages_that_exist_can_be_edited(bot: Bot, siti: PersonDriver) -> None:
    theirs = await siti.says("punya saya")
    answer = await bot("editMessageText", chat_id=1001, message_id=theirs["message_id"], text="x")
    assert answer.words == "Bad Request: message can't be edited"
    answer = await bot("editMessageText", chat_id=1001, message_id=99, text="x")
    assert answer.words == "Bad Request: message to edit not found"


@pytest.mark.usefixtures("siti")
async def test_an_edit_must_fit_the_kind_of_message(bot: Bot) -> None:
    text = await bot.says(1001, "teks")
    paper = (await bot.upload("sendDocument", {"document": ("a.txt", b"x")}, chat_id=1001)).result
    answer = await bot("editMessageCaption", chat_id=1001, message_id=text["message_id"], caption="x")
    assert answer.words == "Bad Request: there is no caption in the message to edit"
    answer = await bot("editMessageText", chat_id=1001, message_id=paper["message_id"], text="x")
    assert answer.words == "Bad Request: there is no text in the message to edit"
    answer = await bot(
        "editMessageText",
        chat_id=1001,
        message_id=text["message_id"],
        text="x",
        reply_markup={"keyboard": [["a"]]},
    )
    assert answer.words == "Bad Request: inline keyboard expected"


@pytest.mark.usefixtures("siti")
async def test_a_message_older_than_48_hours_cannot_be_deleted(bot: Bot) -> None:
    sent = await bot.says(1001, "lama")
    now = bot.sandbox.world.clock()
    bot.sandbox.world.clock = lambda: now + 48 * 3600 + 10
    answer = await bot("deleteMessage", chat_id=1001, message_id=sent["message_id"])
    assert answer.words == "Bad Request: message can't be deleted for everyone"
    answer = await bot("deleteMessage", chat_id=1001, message_id=99)
    assert answer.words == "Bad Request: message to delete not found"


async def test_a_callback_query_is_answered_while_it_is_young(bot: Bot, siti: PersonDriver) -> None:
    await bot.says(1001, "x", reply_markup=inline(callback_data="y"))
    query = await siti.taps("Ya")
    assert (await bot("answerCallbackQuery", callback_query_id=query["id"], text="Oke")).result is True
    assert (await siti.hears_toast(query))["text"] == "Oke"
    assert (await bot("answerCallbackQuery", callback_query_id=query["id"])).result is True
    now = bot.sandbox.world.clock()
    bot.sandbox.world.clock = lambda: now + bot.sandbox.world.query_age + 1
    assert (await bot("answerCallbackQuery", callback_query_id=query["id"])).words == TOO_OLD


async def test_an_unknown_callback_query_is_refused(bot: Bot) -> None:
    assert (await bot("answerCallbackQuery", callback_query_id="17")).words == TOO_OLD
    assert (await bot("answerCallbackQuery")).words == TOO_OLD
    answer = await bot("answerCallbackQuery", callback_query_id="17", text="x" * 201)
    assert answer.words == "Bad Request: MESSAGE_TOO_LONG"


async def test_messages_to_copy_or_forward_must_exist(bot: Bot, siti: PersonDriver) -> None:
    where = {"chat_id": siti.id, "from_chat_id": siti.id, "message_id": 99}
    assert (await bot("copyMessage", **where)).words == "Bad Request: message to copy not found"
    assert (await bot("forwardMessage", **where)).words == "Bad Request: message to forward not found"


async def test_a_bot_cannot_leave_a_private_chat(bot: Bot, siti: PersonDriver) -> None:
    answer = await bot("leaveChat", chat_id=siti.id)
    assert answer.words == "Bad Request: chat member status can't be changed in private chats"
