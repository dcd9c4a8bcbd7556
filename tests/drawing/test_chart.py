"""Bars with their numbers: legible on a phone, and nothing to be measured of what is hidden."""

from __future__ import annotations

import re

from bot.drawing.chart import COLOURS, Chart, ChartBar, Gauge, chart
from bot.drawing.svg import width_of

_PHONE = 360 / 1080


def drawn(*bars: ChartBar, gauge: Gauge | None = None) -> str:
    return chart(
        Chart("Judul", "November 2026", ("Bulan ini", "Bulan lalu"), bars, ["Sumber: Payung"], gauge)
    )


def test_every_bar_has_its_number_and_its_colour() -> None:
    svg = drawn(ChartBar("Semitau", (40, 20), ("40", "20")))
    assert svg.count(COLOURS[0]) == svg.count(COLOURS[1]) == 2  # the bar, and what the colour means
    assert ">40<" in svg
    assert ">20<" in svg


def test_a_hidden_number_has_no_bar() -> None:
    svg = drawn(ChartBar("Semitau", (None, 20), ("•", "20")))
    assert svg.count(COLOURS[0]) == 1
    assert ">•<" in svg


def test_letters_are_large_enough_on_a_phone() -> None:
    svg = drawn(ChartBar("Semitau", (40, 20), ("40", "20")), gauge=Gauge(5, 10, "5 dari 10"))
    assert all(int(size) * _PHONE >= 10 for size in re.findall(r'font-size="(\d+)"', svg))


def test_the_longest_bar_and_its_number_stay_on_the_picture() -> None:
    svg = drawn(ChartBar("Semitau", (100, 1), ("99 hari kerja", "1 hari kerja")))
    found = re.search(r'<text x="(\d+)"[^>]*>99 hari kerja<', svg)
    assert found
    assert int(found[1]) + width_of("99 hari kerja", 32) < 1080


def test_many_bars_are_drawn_slimmer() -> None:
    few, many = (
        drawn(*[ChartBar(f"Desa {at}", (at, at), (str(at), str(at))) for at in range(count)])
        for count in (10, 23)
    )
    tall = [int(re.findall(r'viewBox="0 0 1080 (\d+)"', svg)[0]) for svg in (few, many)]
    assert tall[1] / 23 < tall[0] / 10
