"""What people type at the steps, measured on texts that nothing was learnt from.

Each probe says what is right: take it, confirm it, or store nothing, since it is a remark, a question, or
the answer to something else. "a|b": any of these.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.dialogue.form import Asking, RefusedError, UnsureError
from bot.registration.form import enrolment

if TYPE_CHECKING:
    from bot.resources import Resources

PROBES = [
    json.loads(line)
    for line in Path(__file__).with_name("probes.jsonl").read_text(encoding="utf-8").splitlines()
]
WRONG, ASKED_BACK = 0.02, 0.12  # shares: stored and not right, at most; right and not taken, at most


def taken(resources: Resources, probe: dict[str, Any]) -> str | None:
    """Return what is stored without a yes; None where nothing is."""
    step = enrolment(resources).by_id[probe["step"]]
    answers = {"for_whom": "other" if step.id == "relation" else "self", "district": "61.06.01"}
    catalogues, text = resources.catalogues, probe["text"]
    asking = Asking(
        catalogues["id"], catalogues, dt.date(2026, 11, 29), answers, resources.is_question,
        resources.tells_danger, lambda said: resources.remark_in(said) or "",
    )  # fmt: skip
    if resources.tells_danger(text) or (step.free_text and "?" in text):
        return None
    try:
        value = step.read(text, asking)
    except (RefusedError, UnsureError):
        return None
    read_back = step.read_back and step.read_back(value, asking)
    return None if read_back else step.show(value, asking) if step.id == "district" else value


def test_hardly_anything_is_stored_that_was_no_answer_and_most_answers_are_taken(
    resources: Resources,
) -> None:
    wrong, back = [], []
    for probe in PROBES:
        value = taken(resources, probe)
        right = value is not None and value.casefold() in probe["value"].casefold().split("|")
        if probe["expect"] == "take" and value is None:
            back.append(probe)
        elif value is not None and not right and probe["expect"] != "confirm":
            wrong.append(probe)
    answers = sum(probe["expect"] == "take" for probe in PROBES)
    assert len(wrong) <= WRONG * len(PROBES), wrong
    assert len(back) <= ASKED_BACK * answers, back
