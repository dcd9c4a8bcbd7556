"""A form gone through with its own examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.form import Asking
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.dialogue.form import Form, Step
    from bot.resources import Resources


def walk(
    form: Form, resources: Resources, today: date, language: str = DEFAULT_LANGUAGE
) -> Iterator[tuple[Step, Asking]]:
    """Go through the form, answering each step with its example in that language."""
    answers: dict[str, str] = {}
    catalogues = resources.catalogues
    for step in form.steps:
        asking = Asking(catalogues[language], catalogues, today, answers)
        yield step, asking
        answers[step.id] = step.read(step.example_in(asking.texts), asking)
