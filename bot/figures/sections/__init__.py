"""The kinds of figures, a file each; `ALL` is their order everywhere."""

from __future__ import annotations

from typing import Final

from bot.figures.sections import cliff, coverage, desk, funding, funnel, news, people, questions, stops

ALL: Final = (
    coverage.SECTION, funnel.SECTION, stops.SECTION, desk.SECTION, questions.SECTION, news.SECTION,
    people.SECTION, funding.SECTION, cliff.SECTION,
)  # fmt: skip
BY_NAME: Final = {one.name: one for one in ALL}
