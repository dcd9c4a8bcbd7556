"""A planner of the regency sees figures, and nothing by which somebody might be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.desk.small_numbers import hidden_cells

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def test_small_numbers_are_hidden_from_a_planner_and_shown_to_others(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    planner = town.staff("planner")
    planner.says("/kantor").sees(
        "Terkirim, menunggu kantor: kurang dari 5", "Menunggu diperiksa: kurang dari 5"
    )
    assert planner.buttons == []
    assert ": 1" not in planner.text
    for words in (number, "/antrean", "/cari Siti", "/staf"):
        planner.says(words).sees().lacks("S•••", "Siti")
    town.person(1002).says("/bahasa").sees().taps("Indonesia")
    viewer = town.staff("viewer", 1002)
    viewer.says("/kantor").sees("Terkirim, menunggu kantor: 1", "Paling lama menunggu: sejak hari ini")


def test_the_link_of_the_command_makes_a_planner(town: Town) -> None:
    link = town.payung("staff", "invite", "--role", "planner").strip()
    rina = town.person(1003).starts(link.rpartition("start=")[2])
    rina.sees("perencana")


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([12, 3, 40], {0, 1}),  # one alone could be worked out from a total
        ([12, 3, 2, 40], {1, 2}),
        ([12, 40], set()),
        ([2], {0}),
        ([0, 50, 9], {0, 2}),
    ],
)
def test_where_one_is_hidden_a_second_one_is(counts: list[int], hidden: set[int]) -> None:
    assert hidden_cells(counts) == hidden
