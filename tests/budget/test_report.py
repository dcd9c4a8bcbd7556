"""What is said of three ways to spend a budget."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from bot.budget.report import Report, assumptions, picture, rows, summary, title
from bot.budgeting.candidates import some
from bot.budgeting.outcome import reckon
from bot.texts import bare
from tests.budget.reports import ACROSS, BOTH, MIXED, PEOPLE, PLAIN, POTENTIAL, TODAY, report

if TYPE_CHECKING:
    from bot.budgeting.scenario import Scenario
    from bot.resources import Resources


def test_rows_compare_people_time_price_payers_and_what_is_left(resources: Resources) -> None:
    found = {row.name: row.cells for row in rows(report(resources, PLAIN))}
    assert found["Orang yang terjangkau"] == [["2.480"], ["4.960"], ["4.133"]]
    assert found["Iuran seorang sebulan"] == [["Rp16.800"]] * 3
    assert "Berapa lama" not in found  # all begin at once: the title and the names say it
    assert found["Yang membayar"][2] == ["Kabupaten 60 %", "Rp499.927.680", "Desa 40 %", "Rp333.285.120"]
    assert found["Sisa dana"] == [["Rp32.000"], ["Rp32.000"], ["Rp72.320"]]
    assert found["Orang yang belum terjangkau"][0] == ["33.339"]


def test_without_money_nothing_is_left_over(resources: Resources) -> None:
    names = [row.name for row in rows(report(resources, PEOPLE))]
    assert "Orang yang terjangkau" in names
    assert "Sisa dana" not in names


def test_months_that_the_money_does_not_reach_are_said(resources: Resources) -> None:
    found = report(resources, BOTH)
    assert {row.name: row.cells for row in rows(found)}["Berapa lama"][0] == [
        "7 bulan", "mulai November 2026", "kurang 5 bulan",
    ]  # fmt: skip
    assert "A, B: dana cukup untuk 7 bulan." in assumptions(found)


def test_what_is_assumed_is_said_with_law_and_day(resources: Resources) -> None:
    found = assumptions(report(resources, ACROSS, MIXED))
    assert "kurang dari 5 tanpa NIK" in found[0]  # a picture may leave the office
    assert "100 yang sudah terlindungi" in found[0]
    assert "C: mulai Januari 2027 iurannya Rp36.800, sebelumnya Rp28.400." in found
    assert any(one.startswith("A, B: 20 % belum ada yang membayar") for one in found)
    assert any("belum pasti siapa yang mendapat potongan" in one for one in found)
    assert "PP 50/2025" in found[-1]
    assert "30 November 2026" in found[-1]


def test_whom_a_budget_shuts_out_of_the_discount_is_named(resources: Resources) -> None:
    assert "Kalau Kabupaten ikut membayar, tidak ada potongan iuran." in assumptions(report(resources, BOTH))
    later = assumptions(report(resources, PLAIN))
    assert not any("tidak ada potongan" in one for one in later)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("asked", [PLAIN, ACROSS, BOTH, PEOPLE])
def test_the_message_is_a_caption_and_the_picture_has_room_for_its_words(
    resources: Resources, asked: Scenario, language: str
) -> None:
    found = report(resources, asked, MIXED, language)
    assert len(bare(summary(found))) <= 1024
    sizes = [int(size) for size in re.findall(r'font-size="(\d+)"', picture(found))]
    assert min(sizes) >= 26  # on a phone a third of it


def test_months_are_drawn_where_they_cost_differently_and_only_there(resources: Resources) -> None:
    assert "Biaya tiap bulan" not in picture(report(resources, PLAIN))
    drawn = picture(report(resources, ACROSS, MIXED))
    assert "C: Rp5.225.600 – Rp6.771.200 sebulan" in drawn
    assert "A: Rp" not in drawn


def test_each_beginning_is_said_where_they_differ(resources: Resources) -> None:
    asked = [PLAIN, replace(PLAIN, first_month=PLAIN.first_month + 2)]
    outcomes = [reckon(one, resources.tariff, POTENTIAL, 60) for one in asked]
    found = Report(resources.catalogues["id"], resources.tariff, outcomes, POTENTIAL, TODAY)
    assert rows(found)[1].cells == [["12 bulan", "mulai Januari 2027"], ["12 bulan", "mulai Maret 2027"]]
    assert "Februari 2028" in picture(found)  # the last month of the later one


def test_each_size_is_said_where_they_differ(resources: Resources) -> None:
    outcomes = [reckon(one, resources.tariff, POTENTIAL, 60) for one in (PLAIN, BOTH)]
    found = Report(resources.catalogues["id"], resources.tariff, outcomes, POTENTIAL, TODAY)
    assert title(found) == "Beberapa anggaran"
    assert rows(found)[0].cells == [["Rp500.000.000"], ["Rp500.000.000", "4.000 orang"]]


def test_where_nobody_is_known_the_picture_is_drawn_all_the_same(resources: Resources) -> None:
    nobody = some(0, MIXED.known, TODAY)
    assert picture(report(resources, PLAIN, nobody)).startswith("<svg")
