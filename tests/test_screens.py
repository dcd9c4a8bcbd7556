"""Every screen of every form, in every language, is one that Telegram takes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.dialogue import screens
from bot.dialogue.form import Asking, Form
from bot.dialogue.position import Pending, Position, Wait
from bot.folders import ROOT
from bot.gateway.calls import to_calls
from bot.registration.calculator import calculator
from bot.registration.form import correction, enrolment, proof
from bot.sandbox.markup import parse_html
from bot.texts import languages_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.dialogue.screen import Screen
    from bot.resources import Resources

_UNTRANSLATED = re.compile(r"^[a-z]+\.[a-z_]+$|\{\w+\}")
_FORMS: dict[str, Callable[[Resources], Form]] = {
    "enrolment": enrolment, "correction": correction, "proof": lambda _: proof(), "calculator": calculator,
}  # fmt: skip


def positions(form: Form, step_id: str, value: str) -> Iterator[Position]:
    yield Position(form=form.id)
    yield Position(form=form.id, failures=3)
    yield Position(form=form.id, changing=step_id)
    yield Position(form=form.id, pending=Pending(Wait.QUESTION, "<apa?>" * 100))
    yield Position(form=form.id, pending=Pending(Wait.EARLY, "x"))
    yield Position(form=form.id, pending=Pending(Wait.CANCEL))
    if form.by_id[step_id].read_back:
        yield Position(form=form.id, pending=Pending(Wait.YES, value))


def every_screen(form: Form, asking: Asking) -> Iterator[Screen]:
    answers: dict[str, str] = {}
    for step in form.steps:
        here = replace(asking, answers=dict(answers))
        value = step.read(step.example_in(here.texts), here)
        for position in positions(form, step.id, value):
            given = {**answers, step.id: value} if position.changing else answers
            now = replace(asking, answers=given)
            yield screens.current(form, step, position, now, "<b>lead</b>")
        offers = tuple((choice.id, choice.label) for choice in step.choices(here))[:5]
        yield screens.current(form, step, Position(form=form.id, failures=1, offers=offers), here)
        yield screens.contact_keyboard(here)
        answers[step.id] = value
    complete = replace(asking, answers=answers)
    if form.summary:
        yield screens.current(form, None, Position(form=form.id), complete)
        yield screens.change_list(form, complete)
        yield screens.extras_list(form, replace(asking, answers=required_of(form, answers)))


def required_of(form: Form, answers: dict[str, str]) -> dict[str, str]:
    return {step.id: answers[step.id] for step in form.steps if not step.extra}


@pytest.mark.parametrize("language", languages_in(ROOT / "locales"))
@pytest.mark.parametrize("name", _FORMS)
def test_every_screen_of_a_form_is_translated_balanced_and_within_telegrams_limits(
    resources: Resources, language: str, name: str
) -> None:
    catalogues = resources.catalogues
    asking = Asking(catalogues[language], catalogues, dt.date(2026, 11, 22), {})
    count = 0
    for screen in every_screen(_FORMS[name](resources), asking):
        shown, _ = parse_html(screen.text)
        assert 0 < len(shown) <= 4096
        labels = [button.label for row in screen.buttons for button in row]
        assert all(0 < len(label) <= 60 for label in labels)
        assert not any(_UNTRANSLATED.search(text) for text in (shown, *labels)), shown
        (call,) = to_calls(1, [screen])
        keyboard = call.params.get("reply_markup", {}).get("inline_keyboard", [])
        assert all(len(button["callback_data"].encode()) <= 64 for row in keyboard for button in row)
        assert sum(map(len, keyboard)) <= 100
        count += 1
    assert count > 10
