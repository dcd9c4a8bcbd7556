"""What is asked of an event when it is entered, and who hands out its links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.dialogue.form import Form, RefusedError, Step, StepKind, never
from bot.dialogue.options import Options
from bot.dialogue.words import holds_number
from bot.events.event import Named, Told
from bot.registration.steps.place_readers import PlaceReader
from bot.registration.steps.readers import read_coming_day, show_date
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.dialogue.form import Asking
    from bot.resources import Resources

EVENT_FORM: Final = "event"
AGENT_FORM: Final = "event_agent"
OF: Final = "of"  # what is known before the name of an agent is asked
WHAT, DISTRICT, VILLAGE, PLACE, DAY, NAMED, AGREED, AGENT = (
    "ac_what", "ac_district", "ac_village", "ac_place", "ac_day", "ac_named", "ac_agreed", "ac_agent",
)  # fmt: skip
_YES: Final = "yes"
_AGREED = Options({_YES: key("acara.yes_agreed"), "no": key("acara.no_agreed")})
_LONGEST: Final = 60  # letters, so that it has room on a poster
_MOST_NAMES: Final = 200


def event_form(resources: Resources) -> Form:
    """Return the questions about an event."""
    places = _Places(resources)
    return Form(
        id=EVENT_FORM,
        summary=key("acara.summary"),
        is_draft=False,
        takes_questions=False,
        steps=(
            _words(WHAT, key("acara.ask_what"), key("acara.what"), _LONGEST),
            places.district(),
            places.village(),
            _words(PLACE, key("acara.ask_place"), key("acara.place"), _LONGEST),
            Step(
                id=DAY,
                kind=StepKind.DATE,
                question=key("acara.ask_day"),
                label=key("acara.day"),
                read=read_coming_day,
                show=show_date,
                reads_first=True,  # "besok" means later elsewhere
            ),
            replace(_words(NAMED, key("acara.ask_named"), key("acara.named"), _MOST_NAMES), required=never),
            Step(
                id=AGREED,
                kind=StepKind.CHOICE,
                question=key("acara.ask_agreed"),
                label=key("acara.agreed"),
                read=_AGREED.read,
                choices=_AGREED.choices,
                show=_AGREED.show,
                applies=lambda answers: bool(answers.get(NAMED)),
                depends_on=frozenset({NAMED}),
                width=1,
            ),
        ),
    )


def agent_form() -> Form:
    """Return the question who hands out a link."""
    step = _words(AGENT, key("acara.ask_agent"), key("acara.agent"), _LONGEST)
    return Form(id=AGENT_FORM, is_draft=False, takes_questions=False, counts_steps=False, steps=(step,))


def told_of(answers: Mapping[str, str]) -> Told:
    """Return what everybody may read of an event."""
    day = date.fromisoformat(answers[DAY])
    return Told(answers[WHAT], answers[PLACE], answers[DISTRICT], day, answers.get(VILLAGE, ""))


def named_of(answers: Mapping[str, str], today: date) -> Named | None:
    """Return who may be named: whoever is, has said yes."""
    names = answers.get(NAMED, "")
    return Named(names, today) if names and answers.get(AGREED) == _YES else None


def _words(step: str, question: str, label: str, most: int) -> Step:
    return Step(id=step, kind=StepKind.TEXT, question=question, label=label, read=_reads_words(most))


def _reads_words(most: int) -> Callable[[str, Asking], str]:
    def read(text: str, _: Asking) -> str:
        words = " ".join(text.split())
        if not words or len(words) > most:
            raise RefusedError(key("acara.refused_long"), most=most)
        if holds_number(words):
            raise RefusedError(key("review.refused_number"))
        return words

    return read


class _Places:
    """District and village, read as those of an enrolment are."""

    def __init__(self, resources: Resources) -> None:
        self._reader = PlaceReader(resources.regions, resources.form.first_places)

    def district(self) -> Step:
        """Return the question for the district."""
        return Step(
            id=DISTRICT,
            kind=StepKind.CHOICE,
            question=key("acara.ask_district"),
            label=key("district.label"),
            read=self._reader.read_district,
            choices=self._reader.districts,
            show=self._reader.show,
        )

    def village(self) -> Step:
        """Return the question for the village, which may be left open."""
        return Step(
            id=VILLAGE,
            kind=StepKind.CHOICE,
            question=key("acara.ask_village"),
            label=key("village.label"),
            read=lambda text, asking: self._reader.read_village(text, _within(asking)),
            choices=lambda asking: self._reader.villages(_within(asking)),
            show=self._reader.show,
            required=never,
            depends_on=frozenset({DISTRICT}),
        )


def _within(asking: Asking) -> Asking:
    """Return the same question with the district of the event where the one of a home is looked for."""
    return replace(asking, answers={**asking.answers, "district": asking.answers.get(DISTRICT, "")})
