"""/cari: staff find a registration by what they know of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.register.content import Content, Place
from tests.conversation import NIK
from tests.register.making import list_of, registration_says

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

OTHER_NIK = "6106015708809002"


@pytest.fixture
def rina(town: Town) -> Conversation:
    """An officer, and two people who are registered."""
    town.person(1001).registers(name="Siti Aminah")
    town.person(1001).registers(nik=OTHER_NIK, name="Rusmini Lestari", phone="081200009002")
    return town.staff("officer")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("6106 0157 0880 9002", "NIK"),
        ("9002", "last digits"),
        ("081200009002", "phone"),
        ("0812-0000-9002", "phone"),
        ("rusmini", "name"),
        ("Lestari Rusmini", "name"),
        ("Rusmini Lestary", "name"),
        ("rusmni lestari", "name"),
    ],
)
def test_somebody_is_found_by_what_is_known_of_them(
    rina: Conversation, town: Town, typed: str, kind: str
) -> None:
    rina.says(f"/cari {typed}").sees("1 ketemu", "R•••••• L••••••", "Putussibau Utara").lacks(
        "Rusmini", "S••• A"
    )
    assert (f"search by {kind.lower() if kind == 'NIK' else kind}",) in town.rows("SELECT action FROM audit")
    assert typed not in str(town.rows("SELECT action, subject FROM audit"))
    rina.taps("1. ").sees("R•••••• L••••••").taps("Periksa isiannya").sees("Rusmini Lestari")


def test_a_registration_number_is_found_as_well(rina: Conversation, town: Town) -> None:
    number = town.exported()[0]["registration"]
    rina.says(f"/cari {number}").sees("1 ketemu", "S••• A•••••")


def test_what_stood_behind_the_command_leaves_the_chat_and_another_can_be_looked_for(
    rina: Conversation,
) -> None:
    rina.says("/cari rusmini")
    rina.sees("1 ketemu").deleted(rina.sent)
    rina.taps("Pencarian lain").sees("Siapa yang dicari").says("qqqq").sees("Tidak ketemu")
    rina.taps("Pencarian lain").sees("Siapa yang dicari")


def test_it_is_asked_for_whom_and_what_was_typed_leaves_the_chat(rina: Conversation) -> None:
    rina.says("/cari").sees("Siapa yang dicari").says("61")
    rina.sees("paling sedikit 3").says(OTHER_NIK)
    typed = rina.sent
    rina.sees("1 ketemu", "R•••••• L••••••").deleted(typed)
    rina.sees_no(OTHER_NIK)


def test_several_are_listed_and_nobody_is_said(rina: Conversation, town: Town) -> None:
    town.person(1001).registers(nik="6106011708809003", name="Siti Aminah Lestari")
    rina.says("/cari siti aminah").sees("2 ketemu", "1. ", "2. ")
    rina.says("/cari Bambang Wijaya").sees("Tidak ketemu")


def test_a_draft_is_not_found(rina: Conversation, town: Town) -> None:
    town.person(1002).says("/bahasa").sees().taps("Indonesia").at("phone", name="Bambang Wijaya")
    rina.says("/cari Bambang Wijaya").sees("Tidak ketemu")


def test_the_question_is_left_by_cancel(rina: Conversation) -> None:
    rina.says("/cari").sees("Siapa yang dicari").taps("Batal").sees("pencarian ditutup")


def test_whoever_lost_the_right_in_the_middle_finds_nothing(rina: Conversation, town: Town) -> None:
    rina.says("/cari").sees("Siapa yang dicari")
    town.rows("UPDATE staff SET role = 'viewer' WHERE chat_id = 1003")
    rina.says("Rusmini").sees().lacks("R•••")


def test_whom_only_lists_name_is_found_beside(rina: Conversation, town: Town) -> None:
    with town.unit() as tx:
        lukas = Content(name="Lukas Unyang", nik="6106011708809055", phone="+6281200009055")
        list_of(tx, "Dinas Pertanian", (lukas, Place("61.06.10", "61.06.10.2001"), 5))
    for typed in ("lukas unyang", "9055", "6106011708809055", "0812 0000 9055"):
        rina.says(f"/cari {typed}").sees(
            "Hanya ada di daftar", "L•••• U•••••", "Semitau Hulu", "Dinas Pertanian"
        )
    rina.taps("1. L••••").sees("Lukas Unyang")


def test_whoever_has_registered_is_not_told_as_on_lists_only(rina: Conversation, town: Town) -> None:
    with town.unit() as tx:
        siti = Content(name="Siti Aminah", nik=NIK)
        list_of(tx, "Dinas Pertanian", (siti, Place("61.06.10"), 5))
        registration_says(tx, "r1", siti, Place("61.06.10"), "2026-11-01T00:00:00+00:00", 5)
    rina.says("/cari siti aminah").sees("1 ketemu").sees_no("Hanya ada di daftar")
