"""`make mutation`: the score out of what mutmut notes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bench.mutation import outcomes, report

if TYPE_CHECKING:
    from pathlib import Path


def test_the_score_counts_what_was_tried_and_names_where_changes_went_unnoticed(tmp_path: Path) -> None:
    notes = {
        "people/nik.py.meta": {"bot.people.nik.x_read__mutmut_1": 1, "bot.people.nik.x_read__mutmut_2": 0},
        "scheme/laws.py.meta": {
            "bot.scheme.laws.x_named__mutmut_1": 33, "bot.scheme.laws.x_named__mutmut_2": -24,
            "bot.scheme.laws.x_named__mutmut_3": None,
        },
    }  # fmt: skip
    for name, codes in notes.items():
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text(json.dumps({"exit_code_by_key": codes}))
    lines = list(report(outcomes(tmp_path)))
    assert [line.split() for line in lines[:3]] == [
        ["all", "2", "of", "4", "noticed,", "50.0%"],
        ["bot.people", "1", "of", "2", "noticed,", "50.0%"],
        ["bot.scheme", "1", "of", "2", "noticed,", "50.0%"],
    ]
    assert {line.split()[1] for line in lines[4:]} == {"bot.people.nik.x_read", "bot.scheme.laws.x_named"}
