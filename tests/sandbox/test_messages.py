from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import Person, Sandbox

from .client import Bot

if TYPE_CHECKING:
    import aiohttp

    from bot.sandbox import PersonDriver


def inline(label: str, data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data}]]}


async def test_a_message_of_a_person_looks_as_in_the_bot_api(bot: Bot, siti: PersonDriver) -> None:
    await siti.says("halo")
    (update,) = await bot.updates()
    message = update["message"]
    assert message["from"] == {
        "id": 1001,
        "is_bot": False,
        "first_name": "Siti",
        "last_name": "Aminah",
        "username": "siti_contoh",
        "language_code": "id",
    }
    assert message["chat"]["type"] == "private"
    assert message["message_id"] == 2
    assert isinstance(message["date"], int)


async def test_an_edit_shows_its_date_and_takes_the_place_of_the_old_text(
    bot: Bot, siti: PersonDriver
) -> None:
    sent = await bot.says(1001, "satu", reply_markup=inline("Ya", "y"))
    edited = (await bot("editMessageText", chat_id=1001, message_id=sent["message_id"], text="dua")).result
    assert edited["edit_date"] >= sent["date"]
    assert "reply_markup" not in edited
    assert [message.text for message in siti.chat] == ["/start", "dua"]
    assert (await siti.sees("dua")).buttons == []


async def test_only_the_keyboard_may_change(bot: Bot, siti: PersonDriver) -> None:
    sent = await bot.says(1001, "satu", reply_markup=inline("Ya", "y"))
    where = {"chat_id": 1001, "message_id": sent["message_id"]}
    await bot("editMessageReplyMarkup", **where, reply_markup=inline("Tidak", "n"))
    assert siti.chat[-1].data == ["n"]
    await bot("editMessageReplyMarkup", **where)
    assert siti.chat[-1].buttons == []


async def test_a_caption_may_change(bot: Bot, siti: PersonDriver) -> None:
    sent = (await bot.upload("sendDocument", {"document": ("a.txt", b"x")}, chat_id=1001, caption="a")).result
    await bot("editMessageCaption", chat_id=1001, message_id=sent["message_id"], caption="b")
    assert siti.chat[-1].text == "b"


async def test_messages_are_deleted_one_by_one_or_many_at_once(bot: Bot, siti: PersonDriver) -> None:
    sent = [(await bot.says(1001, str(number)))["message_id"] for number in range(4)]
    assert (await bot("deleteMessage", chat_id=1001, message_id=sent[0])).result is True
    assert (await bot("deleteMessages", chat_id=1001, message_ids=[*sent[1:3], 999])).result is True
    assert [message.text for message in siti.chat] == ["/start", "3"]
    assert (await bot("deleteMessages", chat_id=1001, message_ids=["a"])).status == 400
    assert (await bot("deleteMessages", chat_id=1001, message_ids=list(range(1, 102)))).status == 400


async def test_a_reply_quotes_the_message_one_level_deep(bot: Bot, siti: PersonDriver) -> None:
    first = await siti.says("pertanyaan")
    second = await bot.says(1001, "jawaban", reply_parameters={"message_id": first["message_id"]})
    third = await siti.says("terima kasih", reply_to=second["message_id"])
    assert second["reply_to_message"]["text"] == "pertanyaan"
    assert third["reply_to_message"]["text"] == "jawaban"
    assert "reply_to_message" not in third["reply_to_message"]
    sent = await bot.says(1001, "x", reply_parameters={"message_id": 99, "allow_sending_without_reply": True})
    assert "reply_to_message" not in sent


async def test_messages_are_copied_and_forwarded(bot: Bot, siti: PersonDriver) -> None:
    john = bot.sandbox.person(1002)
    await john.starts()
    original = await siti.sends_document(b"x", "a.pdf", caption="lama")
    where = {"chat_id": 1002, "from_chat_id": 1001, "message_id": original["message_id"]}
    copied = (await bot("copyMessage", **where, caption="<i>baru</i>", parse_mode="HTML")).result
    assert copied == {"message_id": (await john.hears())["message_id"]}
    forwarded = (await bot("forwardMessage", **where)).result
    assert forwarded["forward_origin"]["sender_user"]["id"] == 1001
    assert forwarded["caption"] == "lama"
    assert [message.text for message in john.chat[-2:]] == ["baru", "lama"]


async def test_contacts_and_places_can_be_sent(bot: Bot, siti: PersonDriver) -> None:
    await bot("sendContact", chat_id=1001, phone_number="+62812", first_name="Kantor")
    await bot("sendLocation", chat_id=1001, latitude="-6.2", longitude=106.8)
    assert (await siti.hears())["contact"] == {"phone_number": "+62812", "first_name": "Kantor"}
    assert (await siti.hears())["location"]["latitude"] == -6.2


async def test_typing_is_shown_only_where_the_bot_may_write(bot: Bot, siti: PersonDriver) -> None:
    assert (await bot("sendChatAction", chat_id=siti.id, action="typing")).result is True
    assert (await bot("sendChatAction", chat_id=siti.id, action="dancing")).status == 400
    assert (await bot("sendChatAction", chat_id=1002, action="typing")).status == 403


async def test_the_history_of_a_chat_is_bounded(session: aiohttp.ClientSession) -> None:
    async with Sandbox(history=3, people=[Person(1, "Ani")]) as sandbox:
        ani, bot = sandbox.person(1), Bot(sandbox, session)
        await ani.starts()
        for number in range(5):
            await bot.says(1, str(number), reply_markup={"keyboard": [["a"]]})
        assert [message.text for message in ani.chat] == ["2", "3", "4"]
        assert ani.chat[-1].buttons == ["a"]


async def test_chats_and_members_can_be_looked_up(bot: Bot, siti: PersonDriver) -> None:
    chat = (await bot("getChat", chat_id=siti.id)).result
    assert (chat["type"], chat["first_name"]) == ("private", "Siti")
    member = (await bot("getChatMember", chat_id=siti.id, user_id=1001)).result
    assert member["status"] == "member"
    assert (await bot("getChatMember", chat_id=siti.id, user_id=4242)).result["user"]["is_bot"]
    assert (await bot("getChatMember", chat_id=siti.id, user_id=1002)).words == "Bad Request: user not found"


@pytest.mark.parametrize("method", ["logOut", "close"])
async def test_leaving_telegrams_servers_is_agreed_to(bot: Bot, method: str) -> None:
    assert (await bot(method)).result is True
