"""Whole conversations: staff, groups, channels, languages, people who come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.talk import registers

if TYPE_CHECKING:
    import pytest

    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot


async def test_staff_are_invited_by_a_link_that_works_once(
    bot: RunningBot, sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    rina, siti = sandbox.person(1003), sandbox.person(1001)
    capsys.readouterr()
    assert command("staff", "invite", "--role", "officer") == 0
    link = capsys.readouterr().out.strip()
    assert link.startswith("https://t.me/payung_contoh_bot?start=")
    payload = link.partition("start=")[2]
    await rina.starts(payload)
    await rina.hears_until("Peran Anda sekarang")
    await rina.says("/kantor")
    await rina.hears_until("Ringkasan")
    await siti.starts(payload)
    await siti.hears_until("sudah dipakai")


async def test_for_others_staff_commands_do_not_exist(bot: RunningBot, sandbox: Sandbox) -> None:
    siti = sandbox.person(1001)
    await siti.says("/kantor")
    unknown = await siti.hears()
    await siti.says("/tidakada")
    assert (await siti.hears()).text == unknown.text
    await siti.taps_data("m1|questions")
    await siti.hears_until("tidak berlaku")


async def test_only_who_may_answer_finds_the_inbox_on_the_desk(
    bot: RunningBot, sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    rina = sandbox.person(1003)
    for role, seen in (("viewer", False), ("officer", True)):
        capsys.readouterr()
        command("staff", "invite", "--role", role)
        await rina.starts(capsys.readouterr().out.strip().partition("start=")[2])
        await rina.says("/kantor")
        desk = await rina.hears_until("Ringkasan")
        assert any("Kotak masuk" in label for label in desk.buttons) is seen


async def test_a_group_gets_the_way_to_the_private_chat(bot: RunningBot, sandbox: Sandbox) -> None:
    siti = sandbox.person(1001)
    await siti.starts()
    group = sandbox.group("Petani", 1001)
    await group.says(1001, "/start")
    hint = await group.hears_until("percakapan pribadi")
    assert hint.urls == ["https://t.me/payung_contoh_bot"]


async def test_a_channel_post_gets_the_way_too(bot: RunningBot, sandbox: Sandbox) -> None:
    channel = sandbox.channel("Warta")
    await channel.posts("Halo")
    await channel.hears_until("percakapan pribadi")


async def test_telegrams_language_chooses_and_bahasa_changes(bot: RunningBot, sandbox: Sandbox) -> None:
    john = sandbox.person(1002)
    await john.starts()
    await john.hears_until("protection at work")
    await john.says("/bahasa")
    await john.hears_until("Which language")
    await john.taps("Bahasa Indonesia")
    await john.hears_until("bahasa Indonesia")


async def test_whoever_blocked_the_bot_can_come_back(bot: RunningBot, sandbox: Sandbox) -> None:
    siti = sandbox.person(1001)
    await registers(siti)
    await siti.blocks()
    await siti.unblocks()
    await siti.starts()
    await siti.hears_until("Apa yang bisa saya bantu")


async def test_commands_and_descriptions_are_set_in_both_languages(bot: RunningBot, sandbox: Sandbox) -> None:
    import asyncio  # noqa: PLC0415

    for _ in range(100):
        if sum(call.method == "setMyShortDescription" for call in sandbox.calls) == 3:
            break
        await asyncio.sleep(0.05)
    methods = [call.method for call in sandbox.calls]
    assert methods.count("setMyCommands") == 3
    assert methods.count("setMyDescription") == 3
    assert methods.count("setMyShortDescription") == 3
