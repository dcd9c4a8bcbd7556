from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import DEMO_PEOPLE, Person
from bot.sandbox.acts import CannotActError

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver

    from .client import Bot

KEYBOARD = {
    "keyboard": [
        [{"text": "Bagikan nomor", "request_contact": True}],
        [{"text": "Tempat", "request_location": True}, "Batal"],
    ],
    "one_time_keyboard": True,
}


def inline(label: str, data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data}]]}


async def test_a_start_link_brings_its_payload(bot: Bot) -> None:
    await bot.sandbox.person(1001).starts("f1-abc")
    (update,) = await bot.updates()
    assert update["message"]["text"] == "/start f1-abc"


async def test_an_inline_button_sends_a_query_with_its_message(bot: Bot, siti: PersonDriver) -> None:
    sent = await bot.says(1001, "Setuju?", reply_markup=inline("✅ Setuju", "f1|consent|yes"))
    await siti.taps("Setuju")
    (update,) = await bot.updates()
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("f1|consent|yes", 1001)
    assert query["message"] == sent


async def test_the_newest_button_with_the_label_is_tapped(bot: Bot, siti: PersonDriver) -> None:
    await bot.says(1001, "1", reply_markup=inline("Ya", "lama"))
    await bot.says(1001, "2", reply_markup={"keyboard": [["Ya!"]]})
    assert (await siti.taps("Ya"))["text"] == "Ya!"
    await bot.says(1001, "3", reply_markup=inline("Ya", "baru"))
    assert (await siti.taps("Ya"))["data"] == "baru"
    with pytest.raises(AssertionError, match="no button reads 'Entah'"):
        await siti.taps("Entah")


async def test_a_link_button_is_shown_but_tells_the_bot_nothing(bot: Bot, siti: PersonDriver) -> None:
    await bot.says(1001, "x", reply_markup={"inline_keyboard": [[{"text": "Baca", "url": "https://x.id/"}]]})
    assert (await siti.taps("Baca"))["url"] == "https://x.id/"
    assert (await siti.hears()).urls == ["https://x.id/"]
    assert await bot.updates() == []


async def test_a_callback_may_be_made_by_hand_even_on_a_message_that_is_gone(
    bot: Bot, siti: PersonDriver
) -> None:
    await siti.taps_data("x|y")
    await siti.taps_data("z", message_id=99)
    first, second = await bot.updates()
    assert first["callback_query"]["message"]["message_id"] == 1
    assert second["callback_query"]["message"]["date"] == 0
    with pytest.raises(CannotActError):
        await bot.sandbox.person(1002).taps_data("x")


async def test_a_reply_keyboard_sends_what_its_button_asks_for(bot: Bot, siti: PersonDriver) -> None:
    for label in ("Bagikan", "Tempat", "Batal"):
        await bot.says(1001, "Pilih", reply_markup=KEYBOARD)
        await siti.taps(label)
    contact, place, text = [update["message"] for update in await bot.updates()]
    assert contact["contact"] == {
        "phone_number": "+6281200009001",
        "first_name": "Siti",
        "last_name": "Aminah",
        "user_id": 1001,
    }
    assert "location" in place
    assert text["text"] == "Batal"


async def test_a_one_time_keyboard_goes_once_it_is_used_and_any_goes_when_removed(
    bot: Bot, siti: PersonDriver
) -> None:
    await bot.says(1001, "Pilih", reply_markup=KEYBOARD)
    await siti.taps("Batal")
    with pytest.raises(AssertionError):
        await siti.taps("Batal")
    await bot.says(1001, "Pilih", reply_markup={"keyboard": [["Lagi"]]})
    await siti.taps("Lagi")
    await siti.taps("Lagi")
    await bot.says(1001, "Selesai", reply_markup={"remove_keyboard": True})
    with pytest.raises(AssertionError):
        await siti.taps("Lagi")


async def test_a_contact_may_be_the_own_one_or_another(bot: Bot, siti: PersonDriver) -> None:
    await siti.shares_contact()
    await siti.shares_contact(DEMO_PEOPLE[1])
    await siti.shares_contact({"phone_number": "+62811", "first_name": "Bibi"})
    own, other, written = [update["message"]["contact"] for update in await bot.updates()]
    assert (own["user_id"], other["user_id"]) == (1001, 1002)
    assert "user_id" not in written


async def test_a_person_edits_and_deletes_an_own_message(bot: Bot, siti: PersonDriver) -> None:
    sent = await siti.says("salah /ketik")
    await siti.edits(sent["message_id"], "benar")
    await siti.deletes(sent["message_id"])
    _, edited = await bot.updates()
    assert edited["edited_message"]["text"] == "benar"
    assert "entities" not in edited["edited_message"]
    assert "edit_date" in edited["edited_message"]
    assert [message.text for message in siti.chat] == ["/start"]
    answer = await bot.says(1001, "punya bot")
    with pytest.raises(CannotActError):
        await siti.edits(answer["message_id"], "x")
    with pytest.raises(CannotActError):
        await siti.edits(99, "x")


async def test_a_caption_is_edited_as_a_caption(bot: Bot, siti: PersonDriver) -> None:
    sent = await siti.sends_photo(caption="lama")
    await siti.edits(sent["message_id"], "baru")
    assert (await bot.updates())[-1]["edited_message"]["caption"] == "baru"


async def test_blocking_and_unblocking_change_the_bots_membership(bot: Bot, siti: PersonDriver) -> None:
    await siti.blocks()
    await siti.blocks()
    with pytest.raises(CannotActError):
        await siti.says("x")
    await siti.starts()
    blocked, unblocked, started = await bot.updates()
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert started["message"]["text"] == "/start"


@pytest.mark.parametrize("text", ["", "   ", "x" * 4097])
async def test_a_person_cannot_send_what_telegrams_app_would_not(siti: PersonDriver, text: str) -> None:
    with pytest.raises(CannotActError):
        await siti.says(text)


async def test_hearing_reads_each_message_of_the_bot_once(bot: Bot, siti: PersonDriver) -> None:
    await bot.says(1001, "satu")
    await siti.says("sela")
    await bot.says(1001, "dua")
    assert (await siti.hears()).text == "satu"
    assert (await siti.hears()).text == "dua"
    await siti.hears_nothing(0.05)
    later = asyncio.get_running_loop().create_task(siti.hears())
    await asyncio.sleep(0.02)
    await bot.says(1001, "tiga")
    assert (await later).text == "tiga"


async def test_hearing_until_a_word_reads_on_or_prints_the_chat(bot: Bot, siti: PersonDriver) -> None:
    for text in ("satu", "Selamat datang", "tiga"):
        await bot.says(1001, text)
    assert (await siti.hears_until("Selamat")).text == "Selamat datang"
    assert (await siti.hears()).text == "tiga"
    with pytest.raises(AssertionError, match=r"(?s)did not say 'empat'.*2 Payung: satu"):
        await siti.hears_until("empat", timeout=0.05)


async def test_silence_and_chatter_are_told_with_the_whole_chat(bot: Bot, siti: PersonDriver) -> None:
    with pytest.raises(AssertionError, match=r"(?s)said nothing within 0.05 s.*1 Siti: /start"):
        await siti.hears(timeout=0.05)
    await bot.says(1001, "ups", reply_markup=inline("Ya", "y"))
    with pytest.raises(AssertionError, match=r"(?s)keep silent.*ups \[Ya\]"):
        await siti.hears_nothing(0.05)
    with pytest.raises(AssertionError, match="no message of the bot reads"):
        await siti.sees("/start", timeout=0.05)
    query = await siti.taps("Ya")
    with pytest.raises(AssertionError, match="was not answered"):
        await siti.hears_toast(query, timeout=0.05)


async def test_a_group_is_made_with_the_bot_in_it(bot: Bot) -> None:
    group = bot.sandbox.group("Nelayan", 1001)
    await group.says(1002, "halo semua")
    joined, created, said = await bot.updates()
    assert joined["my_chat_member"]["chat"]["type"] == "group"
    assert created["message"]["group_chat_created"] is True
    assert (said["message"]["chat"]["title"], said["message"]["from"]["id"]) == ("Nelayan", 1002)
    sent = await bot.says(group.id, "halo", reply_markup=inline("Ya", "y"))
    await group.taps_data(1002, sent["message_id"], "y")
    assert (await group.hears()).text == "halo"
    assert (await bot.updates())[-1]["callback_query"]["message"]["chat"]["id"] == group.id
    assert (await bot("getChatMember", chat_id=group.id, user_id=1002)).status == 200
    assert (await bot("leaveChat", chat_id=group.id)).result is True
    assert (await bot("leaveChat", chat_id=group.id)).status == 403
    assert (await bot("sendMessage", chat_id=group.id, text="x")).status == 403


async def test_a_channel_post_has_no_author(bot: Bot) -> None:
    channel = bot.sandbox.channel("Kabar", "kabar_contoh")
    await channel.posts("berita")
    (update,) = await bot.updates()
    assert "from" not in update["channel_post"]
    assert (await bot("sendMessage", chat_id="@kabar_contoh", text="x")).result["chat"]["id"] == channel.id
    assert (await bot("sendMessage", chat_id="@siti_contoh", text="x")).words == "Bad Request: chat not found"
    where = {"chat_id": channel.id, "from_chat_id": channel.id, "message_id": 1}
    assert (await bot("forwardMessage", **where)).result["forward_origin"]["type"] == "channel"
    assert "Kabar" not in channel.transcript()


async def test_people_may_be_added_but_not_twice(bot: Bot) -> None:
    ani = bot.sandbox.add_person(Person(2001, "Ani"))
    await ani.says("halo")
    assert "last_name" not in (await bot.updates())[0]["message"]["from"]
    with pytest.raises(ValueError, match="2001"):
        bot.sandbox.add_person(Person(2001, "Ani"))
