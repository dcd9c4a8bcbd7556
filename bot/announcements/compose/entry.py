"""What staff type while they write an announcement, as steps of a form: one is due at a time."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.announcements.message import MOST_LABEL, PLACEHOLDERS
from bot.announcements.states import Action
from bot.dialogue.form import Form, RefusedError, Step, StepKind
from bot.people.moments import read_moment
from bot.texts import DEFAULT_LANGUAGE, key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.dialogue.form import Asking, Rule

ANNOUNCE = "announce"
AWAITS, OF = "awaits", "of"  # the step that is due, and the announcement that it is about
MESSAGE, FALLBACK, LINK, WHEN, PEOPLE, NAME = (
    "an_message", "an_fallback", "an_link", "an_when", "an_people", "an_name",
)  # fmt: skip
LANGUAGE, PLACEHOLDER, EXPECTED, NOW, ACTION = "language", "placeholder", "expected", "now", "action"
_MOST_FALLBACK, _MOST_NAME = 60, 40
_HOST = re.compile(r"([a-z0-9_-]+\.)+[a-z][a-z0-9-]+")  # no number of a telephone, no address of a machine
_ONLY_DIGITS = re.compile(r"[\d.,\s]+")
_QUESTIONS = {
    MESSAGE: key("announce.message_question"),
    FALLBACK: key("announce.fallback_question"),
    LINK: key("announce.link_question"),
    WHEN: key("announce.when_question"),
    PEOPLE: key("announce.people_question"),
    NAME: key("announce.name_question"),
}
_VERSION_QUESTIONS = {  # in any language but the default one
    MESSAGE: key("announce.version_question"),
    FALLBACK: key("announce.version_fallback_question"),
}


# What is shown as an example of what may be typed, by its name in config/.
EXAMPLES = (MESSAGE, LINK, WHEN, NAME, *(f"{FALLBACK}_{one}" for one in dict.fromkeys(PLACEHOLDERS.values())))


def entry_form() -> Form:
    """Return the steps; `scratch[AWAITS]` says which is due."""
    steps = (
        _step(MESSAGE, key("announce.message_label"), _read_nothing),
        _step(FALLBACK, key("announce.fallback_label"), _read_fallback),
        _step(LINK, key("announce.link_label"), _read_link),
        _step(WHEN, key("announce.when_label"), _read_when),
        _step(PEOPLE, key("announce.people_label"), _read_people),
        _step(NAME, key("announce.name_label"), _read_name),
    )
    return Form(id=ANNOUNCE, steps=steps, is_draft=False, takes_questions=False, counts_steps=False)


def _step(step_id: str, label: str, read: Callable[[str, Asking], str]) -> Step:
    return Step(
        id=step_id,
        kind=StepKind.TEXT,
        question=lambda answers: _question(step_id, answers),
        label=label,
        read=read,
        fill=_fill,
        applies=_awaited(step_id),
    )


def _fill(asking: Asking) -> Mapping[str, object]:
    answers, placeholder = asking.answers, asking.answers.get(PLACEHOLDER, "")
    known = [f"{{{name}}}" for name in dict.fromkeys(PLACEHOLDERS.values())]
    written_in = asking.catalogues[answers.get(LANGUAGE, asking.texts.language)]
    step = answers[AWAITS]
    return {
        **{name: value for name, value in answers.items() if name != AWAITS},
        "language": asking.texts.name_of(written_in),
        "placeholders": ", ".join(known),
        "written": f"{{{placeholder}}}",
        "example": written_in.example(f"{step}_{placeholder}" if placeholder else step),
    }


def _awaited(step_id: str) -> Rule:
    return lambda answers: answers.get(AWAITS) == step_id


def _question(step_id: str, answers: Mapping[str, str]) -> str:
    if step_id == PEOPLE and answers.get(ACTION) == Action.RECALL:
        return key("announce.people_question_recall")
    is_version = answers.get(LANGUAGE, DEFAULT_LANGUAGE) != DEFAULT_LANGUAGE
    questions = _QUESTIONS | _VERSION_QUESTIONS if is_version else _QUESTIONS
    return questions[step_id]


def _read_nothing(_: str, __: Asking) -> str:
    raise RefusedError(key("announce.message_refused"))  # messages are taken before the form sees them


def _read_fallback(text: str, _: Asking) -> str:
    words = " ".join(text.split())
    if not words or len(words) > _MOST_FALLBACK or "{" in words:
        raise RefusedError(key("announce.fallback_refused"), most=_MOST_FALLBACK)
    return words


def _read_link(text: str, _: Asking) -> str:
    """Return label and address with a line break between them."""
    label, address = (*text.strip().rsplit(None, 1), "", "")[:2]
    label = " ".join(label.strip(" -:|\n").split())
    if "." in address and "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(_HOST.fullmatch(parts.hostname or ""))
        usable = usable and parts.port != 0 and not parts.username
    except ValueError:
        usable = False
    if not usable or not 0 < len(label) <= MOST_LABEL:
        raise RefusedError(key("announce.link_refused"), most=MOST_LABEL)
    return f"{label}\n{address}"


def _read_when(text: str, asking: Asking) -> str:
    """Return a time in RFC 3339 that has not passed."""
    now = datetime.fromisoformat(asking.answers[NOW])
    moment = read_moment(text, now)
    if moment is None:
        raise RefusedError(key("announce.when_refused"), example=asking.texts.example(WHEN))
    if moment <= now:
        raise RefusedError(key("announce.when_past"), at=asking.texts.moment(moment))
    return moment.isoformat()


def _read_people(text: str, asking: Asking) -> str:
    digits = re.sub(r"\D", "", text) if _ONLY_DIGITS.fullmatch(text.strip()) else ""
    if digits != asking.answers[EXPECTED]:
        raise RefusedError(key("announce.people_refused"), expected=html.escape(asking.answers[EXPECTED]))
    return digits


def _read_name(text: str, _: Asking) -> str:
    words = " ".join(text.split())
    if not 0 < len(words) <= _MOST_NAME:
        raise RefusedError(key("announce.name_refused"), most=_MOST_NAME)
    return words
