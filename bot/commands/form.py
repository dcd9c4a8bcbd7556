"""The command form: the questions of the enrolment, in order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.commands._common import resources_of, say
from bot.commands._walk import walk
from bot.dialogue.form import Asking
from bot.registration.form import enrolment
from bot.settings import Environment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from bot.dialogue.form import Step

SUMMARY = "print the enrolment form"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--json", action="store_true", required=True)


def run(_: Namespace) -> None:
    """Print the form as JSON; choices are those that follow from the examples before them."""
    environment = Environment()
    resources = resources_of(environment)
    walked = walk(enrolment(resources), resources, environment.clock().today())
    say(json.dumps([_described(step, asking) for step, asking in walked], ensure_ascii=False, indent=2))


def _described(step: Step, asking: Asking) -> dict[str, object]:
    english = Asking(asking.catalogues["en"], asking.catalogues, asking.today, asking.answers)
    pairs = zip(step.choices(asking), step.choices(english), strict=True)
    return {
        "id": step.id,
        "kind": step.kind,
        "required": _is_required(step, asking.answers),
        "example": step.example_in(asking.texts),
        "choices": [{"id": one.id, "id_label": one.label, "en_label": other.label} for one, other in pairs],
    }


def _is_required(step: Step, answers: Mapping[str, str]) -> bool:
    """Tell whether somebody who answers as the examples do has to answer this step."""
    return not step.extra and step.applies(answers) and step.required(answers)
