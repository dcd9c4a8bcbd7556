"""Whole conversations: who is staff, what each may do, and what nobody else may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.announcements.compose.entry import ANNOUNCE
from bot.clock import Clock
from bot.front.handlers import Tap
from bot.front.quiet import QuietHours
from bot.front.schedule import Schedule
from bot.gateway.rooms import features
from bot.terms.roles import Role, may
from tests.conversations.announcing import tries_it, writes

if TYPE_CHECKING:
    from bot.resources import Resources
    from tests.conversation import Conversation, Town


def one_value(town: Town, query: str) -> object:
    ((value,),) = town.rows(query)
    return value


def test_an_admin_invites_by_chat_and_the_link_is_good_once(siti: Conversation, town: Town) -> None:
    rina = town.staff("admin")
    rina.says("/staf").sees("1 petugas")
    rina.taps("Undang petugas").sees("Sebagai apa")
    link = rina.taps("pemantau").sees("Undangan sebagai").seen
    payload = link.text.partition("start=")[2].split()[0]
    siti.starts(payload).sees("Peran Anda sekarang")
    john = town.person(1002)
    john.starts(payload).sees("has been used")
    listed = rina.says("/staf").sees("2 petugas").seen
    assert any(label.startswith("Siti") for label in listed.buttons)


def test_the_last_admin_can_neither_go_nor_become_less(town: Town) -> None:
    rina = town.staff("admin")
    rina.says("/staf").sees("1 petugas")
    rina.taps("Rina").sees("sejak")
    rina.taps("Cabut akses").sees("satu-satunya admin")
    rina.taps_data("m1|st_remove_yes|1003").sees("satu-satunya admin")
    rina.taps_data("m1|st_change|1003|viewer").sees("satu-satunya admin")
    town.staff("viewer")
    assert one_value(town, "SELECT role FROM staff WHERE chat_id = 1003") == "admin"


def test_each_sees_only_the_commands_that_are_theirs(town: Town) -> None:
    rina = town.staff("admin")
    siti = town.staff("announcer", 1001)
    staff = ["antrean", "kantor", "siarkan", "staf", "impor", "ekspor", "lembar", "cocokkan", "orang", "cari"]
    staff += ["program", "anggaran", "angka", "acara"]
    assert rina.commands[: len(staff)] == staff
    assert siti.commands[:4] == ["kantor", "siarkan", "angka", "start"]
    rina.says("/staf").sees("2 petugas")
    rina.taps("Siti").sees("sejak")
    rina.taps("Cabut akses").sees("Cabut akses")
    rina.taps("Ya, cabut")
    siti.sees("tidak lagi bertugas")
    rina.sees("sudah dicabut")
    assert siti.commands[0] == "start"


def test_a_role_that_was_taken_away_ends_every_button_and_what_was_being_typed(town: Town) -> None:
    rina = town.staff("admin")
    siti = town.staff("announcer", 1001)
    writes(siti, "Kabar palsu.")
    tries_it(siti)
    asked = siti.taps("📣 Kirim").sees("ketik jumlah").seen
    rina.taps_data("m1|st_remove_yes|1001").sees("sudah dicabut")
    siti.sees("tidak lagi bertugas")
    siti.says(asked.text.rpartition(": ")[2]).sees("tidak lagi bertugas")
    for data in ("m1|an_send|1", "m1|an_test|1", "m1|an_history", "m1|an_new"):
        siti.taps_data(data).sees("tombol lama")
    assert one_value(town, "SELECT state FROM announcements") == "draft"
    assert one_value(town, "SELECT count(*) FROM recipients") == 0


def guarded_actions(resources: Resources, role: str) -> list[str]:
    """Return what every button asks for that is there for staff only, and not for such a one."""
    schedule = Schedule(0, QuietHours.of("off"), Clock())
    handlers = [handler for one in features(resources, schedule) for handler in one.handlers]
    guarded = [(one.kind.action, one.right) for one in handlers if isinstance(one, Tap) and one.right]
    return sorted(action for action, right in guarded if not may(Role(role) if role else None, right))


@pytest.mark.parametrize("role", ["", "viewer"])
def test_nobody_without_the_right_does_anything_by_hand_made_buttons_and_each_try_is_noted(
    siti: Conversation, town: Town, resources: Resources, role: str
) -> None:
    rina = town.staff("admin")
    siti.starts().sees("perlindungan kerja")
    writes(rina, "Kabar.")
    tries_it(rina)
    other = town.staff(role, 1002) if role else town.person(1002)
    if not role:
        other.starts().sees("protection at work")
    announcements = "SELECT id, state, written_by FROM announcements ORDER BY id"
    before = town.rows(announcements)
    tries = [f"m1|{action}|1|1|yes" for action in guarded_actions(resources, role)]
    for data in tries:
        other.taps_data(data).sees()
    for text in ("/siarkan", "/staf"):
        other.says(text).sees()
    noted = one_value(
        town, "SELECT count(*) FROM audit WHERE action LIKE 'refused %' AND actor = 'chat:1002'"
    )
    assert noted == len(tries) + 2
    assert town.rows(announcements) == before
    assert one_value(town, "SELECT count(*) FROM staff") == (2 if role else 1)
    assert one_value(town, "SELECT count(*) FROM recipients") == 0
    assert ANNOUNCE not in other.transcript()
