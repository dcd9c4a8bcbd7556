"""Whole conversations: who is staff, what each may do, and what nobody else may."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.announcements.compose.entry import ANNOUNCE
from bot.clock import Clock
from bot.front.handlers import Tap
from bot.front.quiet import QuietHours
from bot.front.schedule import Schedule
from bot.gateway.rooms import features
from bot.store.opening import transaction
from tests.scenarios.announcing import arrives, tries_it, writes

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot
    from tests.scenarios.conftest import Invite


def one_value(bot: RunningBot, query: str) -> object:
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        return tx.connection.execute(query).fetchone()[0]


async def shows(sandbox: Sandbox, chat_id: int, *commands: str) -> None:
    """Wait until the menu of a chat begins with these commands."""
    for _ in range(100):
        if commands_of(sandbox, chat_id)[: len(commands)] == list(commands):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"the menu shows {commands_of(sandbox, chat_id)}")


def commands_of(sandbox: Sandbox, chat_id: int) -> list[str]:
    return [item["command"] for item in sandbox.world.bot.commands_for(chat_id, "id")]


async def test_an_admin_invites_by_chat_and_the_link_is_good_once(
    siti: PersonDriver, bot: RunningBot, sandbox: Sandbox, invited: Invite
) -> None:
    rina = await invited(1003, "admin")
    await rina.says("/staf")
    await rina.hears_until("1 petugas")
    await rina.taps("Undang petugas")
    await rina.hears_until("Sebagai apa")
    await rina.taps("pemantau")
    link = await rina.hears_until("Undangan sebagai")
    payload = link.text.partition("start=")[2].split()[0]
    await siti.starts(payload)
    await siti.hears_until("Peran Anda sekarang")
    john = sandbox.person(1002)
    await john.starts(payload)
    await john.hears_until("has been used")
    await rina.says("/staf")
    listed = await rina.hears_until("2 petugas")
    assert any(label.startswith("Siti") for label in listed.buttons)


async def test_the_last_admin_can_neither_go_nor_become_less(
    bot: RunningBot, invited: Invite, command: object
) -> None:
    rina = await invited(1003, "admin")
    await rina.says("/staf")
    await rina.hears_until("1 petugas")
    await rina.taps("Rina")
    await rina.hears_until("sejak")
    await rina.taps("Cabut akses")
    await rina.hears_until("satu-satunya admin")
    await rina.taps_data("m1|st_remove_yes|1003")
    await rina.hears_until("satu-satunya admin")
    await rina.taps_data("m1|st_change|1003|viewer")
    await rina.hears_until("satu-satunya admin")
    await invited(1003, "viewer")
    assert one_value(bot, "SELECT role FROM staff WHERE chat_id = 1003") == "admin"


async def test_each_sees_only_the_commands_that_are_theirs(
    bot: RunningBot, sandbox: Sandbox, invited: Invite
) -> None:
    rina = await invited(1003, "admin")
    siti = await invited(1001, "announcer")
    await shows(sandbox, 1003, "kantor", "siarkan", "staf")
    await shows(sandbox, 1001, "kantor", "siarkan", "start")
    await rina.says("/staf")
    await rina.hears_until("2 petugas")
    await rina.taps("Siti")
    await rina.hears_until("sejak")
    await rina.taps("Cabut akses")
    await rina.hears_until("Cabut akses")
    await rina.taps("Ya, cabut")
    await siti.hears_until("tidak lagi bertugas")
    await rina.hears_until("sudah dicabut")
    await shows(sandbox, 1001, "start")


async def test_a_role_that_was_taken_away_ends_every_button_and_what_was_being_typed(
    bot: RunningBot, sandbox: Sandbox, invited: Invite
) -> None:
    rina = await invited(1003, "admin")
    siti = await invited(1001, "announcer")
    await writes(siti, "Kabar palsu.")
    await tries_it(siti)
    await siti.taps("📣 Kirim")
    asked = await siti.hears_until("ketik jumlah")
    await rina.taps_data("m1|st_remove_yes|1001")
    await rina.hears_until("sudah dicabut")
    await siti.hears_until("tidak lagi bertugas")
    await siti.says(asked.text.rpartition(": ")[2])
    await siti.hears_until("tidak lagi bertugas")
    for data in ("m1|an_send|1", "m1|an_test|1", "m1|an_history", "m1|an_new"):
        await siti.taps_data(data)
        await siti.hears_until("tidak berlaku")
    assert one_value(bot, "SELECT state FROM announcements") == "draft"
    assert one_value(bot, "SELECT count(*) FROM recipients") == 0


def guarded_actions(resources: Resources) -> list[str]:
    """Return what every button asks for that is there for staff only."""
    schedule = Schedule(0, QuietHours.of("off"), Clock())
    handlers = [handler for one in features(resources, schedule) for handler in one.handlers]
    return sorted(one.kind.action for one in handlers if isinstance(one, Tap) and one.right)


@pytest.mark.parametrize("role", ["", "viewer"])
async def test_nobody_without_the_right_does_anything_by_hand_made_buttons_and_each_try_is_noted(
    siti: PersonDriver, bot: RunningBot, sandbox: Sandbox, invited: Invite, resources: Resources, role: str
) -> None:
    rina = await invited(1003, "admin")
    await arrives(siti)
    await writes(rina, "Kabar.")
    await tries_it(rina)
    other = await invited(1002, role) if role else sandbox.person(1002)
    if not role:
        await other.starts()
        await other.hears_until("protection at work")
    before = one_value(bot, "SELECT group_concat(id || state || written_by) FROM announcements")
    tries = [f"m1|{action}|1|1|yes" for action in guarded_actions(resources)]
    for data in tries:
        await other.taps_data(data)
        await other.hears()
    for text in ("/siarkan", "/staf"):
        await other.says(text)
        await other.hears()
    noted = one_value(bot, "SELECT count(*) FROM audit WHERE action LIKE 'refused %' AND actor = 'chat:1002'")
    assert noted == len(tries) + 2
    assert one_value(bot, "SELECT group_concat(id || state || written_by) FROM announcements") == before
    assert one_value(bot, "SELECT count(*) FROM staff") == (2 if role else 1)
    assert one_value(bot, "SELECT count(*) FROM recipients") == 0
    assert ANNOUNCE not in other.transcript()
