"""payung figures: text, JSON, and files that are the same whenever the same is counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.figures.counting import made_report
from bot.figures.looking import Look
from bot.lists.opening import open_list
from bot.months import month_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conversation import Conversation, Town


def test_json_names_every_section_and_hides_what_is_small(siti: Conversation, town: Town) -> None:
    siti.registers()
    found = json.loads(town.payung("figures", "--json"))
    assert found["sections"]["funnel"]["submitted"]["this_month"] == "hidden"
    assert found["sections"]["coverage"]["total"]["potential"] == 48343
    assert set(found["sections"]) == {
        "coverage", "funnel", "stops", "desk", "questions", "news", "people", "funding", "cliff",
    }  # fmt: skip


def test_files_are_written_where_they_are_asked_for(town: Town, tmp_path: Path) -> None:
    town.payung(
        "figures", "--xlsx", tmp_path / "a.xlsx", "--png", tmp_path / "png", "--report", tmp_path / "r.pdf"
    )
    assert len(open_list((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")) >= 6
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert all(one.read_bytes().startswith(b"\x89PNG") for one in (tmp_path / "png").iterdir())


def test_the_same_figures_give_the_same_report(town: Town) -> None:
    with town.unit() as tx:
        look = Look(tx, town.resources, month_in("2026-10"))
        assert made_report(look) == made_report(look)


def test_a_month_to_come_has_no_figures(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AssertionError):
        town.payung("figures", "--month", "2099-01")
    assert "has not begun" in capsys.readouterr().err
