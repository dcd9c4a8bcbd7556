"""Whole conversations: staff, groups, channels, languages, people who come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def test_staff_are_invited_by_a_link_that_works_once(siti: Conversation, town: Town) -> None:
    rina = town.person(1003)
    link = town.payung("staff", "invite", "--role", "officer").strip()
    assert link.startswith("https://t.me/payung_contoh_bot?start=")
    payload = link.partition("start=")[2]
    rina.starts(payload).sees("Peran Anda sekarang")
    rina.says("/kantor").sees("Ringkasan")
    siti.starts(payload).sees("sudah dipakai")


def test_for_others_staff_commands_do_not_exist(siti: Conversation) -> None:
    unknown = siti.says("/kantor").sees().seen
    assert siti.says("/tidakada").sees().text == unknown.text
    siti.taps_data("m1|questions").sees("tombol lama")


def test_only_who_may_answer_finds_the_inbox_on_the_desk(town: Town) -> None:
    for role, seen in (("viewer", False), ("officer", True)):
        desk = town.staff(role).says("/kantor").sees("Ringkasan")
        assert any("Kotak masuk" in label for label in desk.buttons) is seen


def test_a_group_gets_the_way_to_the_private_chat(siti: Conversation, town: Town) -> None:
    siti.starts()
    group = town.group("Petani", 1001)
    hint = group.says(1001, "/start").sees("percakapan pribadi")
    assert hint.urls == ["https://t.me/payung_contoh_bot"]


def test_a_channel_post_gets_the_way_too(town: Town) -> None:
    town.channel("Warta").posts("Halo").sees("percakapan pribadi")


def test_telegrams_language_chooses_and_bahasa_changes(town: Town) -> None:
    john = town.person(1002)
    john.starts().sees("protection at work")
    john.says("/bahasa").sees("Which language")
    john.taps("Bahasa Indonesia").sees("bahasa Indonesia")


def test_whoever_blocked_the_bot_can_come_back(siti: Conversation) -> None:
    siti.registers()
    siti.blocks().unblocks()
    siti.starts().sees("Apa yang bisa saya bantu")
