"""What the features declare, taken together: commands and their menu, buttons, surveys."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot, Chat, Message, Update, User

from bot.clock import Clock
from bot.front.handlers import Command, StartLink, Tap, WordyCommand
from bot.front.quiet import QuietHours
from bot.front.schedule import Schedule
from bot.gateway.bot_api import ApiBot
from bot.gateway.host import Host
from bot.gateway.rooms import features
from bot.terms.roles import Role
from tests.gateway.test_bot_api import settings

if TYPE_CHECKING:
    from bot.front.handlers import Handler
    from bot.resources import Resources

ALIASES = {"cancel", "help", "stop"}  # known everywhere in Telegram; the menu shows the Indonesian one


@pytest.fixture(scope="module")
def host(resources: Resources) -> Host:
    return Host(features(resources, Schedule(0, QuietHours.of("off"), Clock())), resources)


def commands(host: Host) -> list[Command]:
    return [
        one
        for one in host.declared
        if isinstance(one, Command) and not isinstance(one, StartLink | WordyCommand)
    ]


def said(text: str) -> Update:
    person = User(1001, "Siti", is_bot=False)
    message = Message(1, dt.datetime.now(dt.UTC), Chat(1001, Chat.PRIVATE), from_user=person, text=text)
    message.set_bot(ApiBot(settings("http://127.0.0.1:9")))
    return Update(1, message=message)


def takes(handler: Handler, update: Update) -> bool:
    found: Any = handler.check_update(update)
    return found is not None and found is not False


def test_every_command_of_the_menu_has_a_handler_and_the_reverse(host: Host, resources: Resources) -> None:
    for language in ("id", "en"):
        texts = resources.catalogues[language]
        shown = dict(host.menu.lines(texts, Role.ADMIN))
        assert all(shown.values())
        assert shown.keys() | ALIASES == {one.name for one in commands(host)}
        for name in shown:
            update = said(f"/{name}")
            taking = [one for one in host.declared if takes(one, update)]
            assert isinstance(taking[0], Command)
            assert taking[0].name == name


def test_every_description_of_a_command_belongs_to_a_command(host: Host, resources: Resources) -> None:
    described = {entry for entry in resources.catalogues["id"].entries if entry.startswith("command.")}
    assert {one.label for one in commands(host) if one.label} == described


def test_no_two_commands_or_buttons_share_a_name_and_no_two_lines_a_place(host: Host) -> None:
    names = Counter(one.name for one in commands(host))
    actions = Counter(one.kind.action for one in host.declared if isinstance(one, Tap))
    places = Counter(one.order for one in commands(host) if one.label)
    assert {*names.values(), *actions.values(), *places.values()} == {1}


def test_whoever_is_no_staff_sees_no_command_of_staff(host: Host, resources: Resources) -> None:
    shown = dict(host.menu.lines(resources.catalogues["id"]))
    assert not shown.keys() & {"kantor", "siarkan", "staf"}


@pytest.mark.parametrize("text", ["/status", "/STATUS", "/status@PAYUNG_bot", "\u200b/status x"])
def test_a_command_counts_with_or_without_its_entity(host: Host, text: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(Bot, "username", "payung_bot")
    taking = [one for one in host.declared if takes(one, said(text))]
    assert isinstance(taking[0], Command)
    assert taking[0].name == "status"


@pytest.mark.parametrize("text", ["/status@other_bot", "status", "// status"])
def test_a_text_that_is_no_command_for_this_bot_is_none(host: Host, text: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(Bot, "username", "payung_bot")
    assert not [one for one in commands(host) if takes(one, said(text))]


# Buttons that stand in chats since the versions before: their actions keep their names for good.
IN_CHATS = {
    "enrol", "drop", "status", "proof", "calculate", "benefits", "benefit", "question", "ask",
    "office", "office_yes", "office_no", "take_along", "lock", "lock_yes", "unlock", "privacy",
    "forget_questions", "mydata", "correct", "file", "erase", "erase_yes", "close", "language",
    "help", "mutes", "mute", "unmute", "mute_all", "unmute_all", "wish", "unwish", "inbox",
    "ticket", "take", "release", "close_ticket", "answer", "again", "st_list", "st_member",
    "st_invite", "st_change", "st_remove", "st_remove_yes", "an_new", "an_desk", "an_write",
    "an_drop", "an_history", "an_open", "an_kind", "an_buttons", "an_when", "an_audience",
    "an_test", "an_send", "an_second", "an_refuse", "an_pause", "an_go_on", "an_stop", "an_pick",
    "an_everyone", "an_keep", "an_kept", "an_forget", "an_report", "an_again", "an_again_yes",
    "an_recall", "an_correct", "an_reuse", "an_withdraw", "an_loud",
}  # fmt: skip


def test_buttons_of_the_versions_before_still_mean_something(host: Host) -> None:
    actions = {one.kind.action for one in host.declared if isinstance(one, Tap)}
    assert actions >= IN_CHATS
