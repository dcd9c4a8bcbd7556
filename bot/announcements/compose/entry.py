"""What staff type while they write an announcement, as steps of a form: one is due at a time."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.announcements.message import MOST_LABEL, PLACEHOLDERS
from bot.announcements.states import Action
from bot.clock import OFFICE_ZONE
from bot.dialogue.form import Choice, Form, RefusedError, Step, StepKind
from bot.dialogue.screens import fits
from bot.dialogue.words import TYPED, without_filler
from bot.people.moments import MomentError, OpenDay, read_moment
from bot.texts import DEFAULT_LANGUAGE, key, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogue.form import Asking, Rule
    from bot.texts import Catalogues
    from bot.turns.turn import Turn

ANNOUNCE = "announce"
AWAITS, OF = "awaits", "of"  # the step that is due, and the announcement that it is about
MESSAGE, FALLBACK, LINK, WHEN, PEOPLE, NAME, OFFER, REASON, TEMPLATE = (
    "an_message", "an_fallback", "an_link", "an_when", "an_people", "an_name", "an_offer", "an_reason",
    "an_template",
)  # fmt: skip
TEMPLATE_OF = "template"  # the template that a name is typed for
LANGUAGE, PLACEHOLDER, EXPECTED, NOW, ACTION = "language", "placeholder", "expected", "now", "action"
OFFERED, SOURCE, WORDS = "offered", "source", "words"  # what may be the message, and where it came from
REPLACE, BEGIN, QUESTION = "replace", "new", "question"  # what it may be: choices of OFFER
DAY, HALF = "day", "half"  # the day on which it goes out, once only its hour is asked for
_HOUR = "an_hour"  # the name of the example of an hour
AUDIENCE = "an_audience"  # the name of the example of recipients
_HOURS = {"pagi": (7, 8, 9, 10), "siang": (11, 12, 13, 14), "sore": (15, 16, 17, 18), "malam": (18, 19, 20)}
_USUAL_HOURS = (8, 10, 13, 16)
_MOST_FALLBACK, _MOST_NAME, _MOST_REASON = 60, 40, 80
StandIns = Mapping[str, Mapping[str, Sequence[str]]]  # words by placeholder, by language
_HOST = re.compile(r"([a-z0-9_-]+\.)+[a-z][a-z0-9-]+")  # no number of a telephone, no address of a machine
_NUMBER = re.compile(r"[\d ]+")
_QUESTIONS = {
    MESSAGE: key("announce.message_question"),
    FALLBACK: key("announce.fallback_question"),
    LINK: key("announce.link_question"),
    WHEN: key("announce.when_question"),
    PEOPLE: key("announce.people_question"),
    NAME: key("announce.name_question"),
    OFFER: key("announce.offer_question"),
    REASON: key("repeat.reason_question"),
    TEMPLATE: key("template.name_question"),
}
_RECALL_QUESTIONS = {
    PEOPLE: key("announce.people_question_recall"),
    OFFER: key("announce.offer_question_recall"),
}
_VERSION_QUESTIONS = {  # in any language but the default one
    MESSAGE: key("announce.version_question"),
    FALLBACK: key("announce.version_fallback_question"),
}


# What is shown as an example of what may be typed, by its name in config/.
EXAMPLES = (
    MESSAGE, LINK, WHEN, _HOUR, NAME, AUDIENCE, REASON, TEMPLATE,
    *(f"{FALLBACK}_{one}" for one in dict.fromkeys(PLACEHOLDERS.values())),
)  # fmt: skip


def entry_form(stand_ins: StandIns) -> Form:
    """Return the steps; `scratch[AWAITS]` says which is due. `stand_ins` are on buttons at FALLBACK."""
    steps = (
        _step(MESSAGE, key("announce.message_label"), _read_nothing),
        _step(FALLBACK, key("announce.fallback_label"), _read_fallback, partial(_stand_ins, stand_ins)),
        _step(LINK, key("announce.link_label"), _read_link),
        _step(WHEN, key("announce.when_label"), _read_when, _hours),
        _step(PEOPLE, key("announce.people_label"), _read_people),
        _step(NAME, key("announce.name_label"), _read_name),
        _step(TEMPLATE, key("announce.name_label"), _read_name),
        _step(REASON, key("repeat.reason_label"), _read_reason),
        _step(OFFER, key("announce.message_label"), _read_nothing, _offers),
    )
    return Form(id=ANNOUNCE, steps=steps, is_draft=False, takes_questions=False, counts_steps=False)


def _step(
    step_id: str,
    label: str,
    read: Callable[[str, Asking], str],
    choices: Callable[[Asking], Sequence[Choice]] = lambda _: (),
) -> Step:
    return Step(
        id=step_id,
        kind=StepKind.TEXT,
        question=lambda answers: _question(step_id, answers),
        label=label,
        read=read,
        choices=choices,
        reads_first=step_id in {WHEN, FALLBACK},  # "besok" means later elsewhere; "di kampung" stays
        fill=_fill,
        width=1 if step_id == OFFER else 2,
        applies=_awaited(step_id),
    )


def _fill(asking: Asking) -> Mapping[str, object]:
    answers, placeholder = asking.answers, asking.answers.get(PLACEHOLDER, "")
    known = [f"{{{name}}}" for name in dict.fromkeys(PLACEHOLDERS.values())]
    written_in = asking.catalogues[answers.get(LANGUAGE, asking.texts.language)]
    step = _HOUR if DAY in answers else answers[AWAITS]
    day = {DAY: asking.texts.weekday(date.fromisoformat(answers[DAY]))} if DAY in answers else {}
    return {
        **{name: value for name, value in answers.items() if name not in {AWAITS, OFFERED}},
        **day,
        "language": asking.texts.name_of(written_in),
        "placeholders": ", ".join(known),
        "written": f"{{{placeholder}}}",
        "example": written_in.example(f"{step}_{placeholder}" if placeholder else step),
    }


def _awaited(step_id: str) -> Rule:
    return lambda answers: answers.get(AWAITS) == step_id


def _question(step_id: str, answers: Mapping[str, str]) -> str:
    if answers.get(ACTION) == Action.RECALL and step_id in _RECALL_QUESTIONS:
        return _RECALL_QUESTIONS[step_id]
    if DAY in answers:
        return key("announce.hour_question")
    is_version = answers.get(LANGUAGE, DEFAULT_LANGUAGE) != DEFAULT_LANGUAGE
    questions = _QUESTIONS | _VERSION_QUESTIONS if is_version else _QUESTIONS
    return questions[step_id]


def _read_nothing(_: str, __: Asking) -> str:
    raise RefusedError(key("announce.message_refused"))  # messages are taken before the form sees them


def stands_for_button(text: str, catalogues: Catalogues) -> bool:
    """Tell whether a text is what people type in place of the buttons below a question."""
    return any(plain(text) in catalogues.said(words) for words in TYPED.values())


def _read_fallback(text: str, asking: Asking) -> str:
    words = " ".join(text.split())
    if stands_for_button(text, asking.catalogues):
        raise RefusedError(key("announce.fallback_refused"), most=_MOST_FALLBACK)
    if not words or len(words) > _MOST_FALLBACK or "{" in words:
        raise RefusedError(key("announce.fallback_refused"), most=_MOST_FALLBACK)
    return words


def _stand_ins(words: StandIns, asking: Asking) -> Sequence[Choice]:
    """Return words on buttons that stand in for a placeholder in the language of the message."""
    answers = asking.answers
    found = words.get(answers[LANGUAGE], {}).get(answers[PLACEHOLDER], ())
    return [Choice(one, one) for one in found if fits(FALLBACK, one)]


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
    """Return a time in RFC 3339 that has not passed, or its day where no hour was told."""
    now, texts = datetime.fromisoformat(asking.answers[NOW]), asking.texts
    try:
        moment = read_moment(text, now, _kept(asking.answers))
    except MomentError as error:
        raise _refused(error, asking) from None
    if isinstance(moment, OpenDay):
        if moment.date < asking.today:
            raise RefusedError(key("announce.when_past"), at=texts.date(moment.date))
        return f"{moment.date.isoformat()} {moment.half}".strip()
    if moment <= now:
        raise RefusedError(key("announce.when_past"), at=texts.moment(moment))
    return moment.isoformat()


def _refused(error: MomentError, asking: Asking) -> RefusedError:
    texts, when = asking.texts, asking.texts.example(WHEN)
    if error.day:
        return RefusedError(key("announce.weekday_refused"), day=texts.weekday(error.day), example=when)
    if DAY in asking.answers:
        return RefusedError(key("announce.hour_refused"), example=texts.example(_HOUR))
    return RefusedError(key("announce.when_refused"), example=when)


def open_day(value: str) -> Mapping[str, str]:
    """Return what is kept of a value of WHEN while its hour is asked for; nothing where it has one."""
    day, _, half = value.partition(" ")
    return {} if "T" in day else {DAY: day, HALF: half}


def _kept(answers: Mapping[str, str]) -> OpenDay | None:
    return OpenDay(date.fromisoformat(answers[DAY]), answers[HALF]) if DAY in answers else None


def _hours(asking: Asking) -> Sequence[Choice]:
    """Return a few hours of the day that is kept, which are still to come."""
    kept, now = _kept(asking.answers), datetime.fromisoformat(asking.answers[NOW])
    if kept is None:
        return ()
    hours = _HOURS.get(kept.half, _USUAL_HOURS)
    moments = [datetime.combine(kept.date, time(hour), OFFICE_ZONE) for hour in hours]
    return [Choice(one.isoformat(), f"{one:%H.%M}") for one in moments if one > now]


def _offers(asking: Asking) -> Sequence[Choice]:
    """Return what a text may be that was typed while a draft is open."""
    texts, answers = asking.texts, asking.answers
    replace = [Choice(REPLACE, texts("announce.offer_replace"))] if answers[ACTION] != Action.RECALL else []
    question = [Choice(QUESTION, texts("announce.offer_asks"))] if answers[WORDS] else []
    return [*replace, Choice(BEGIN, texts("history.new")), *question]


def reads(step: Step, text: str, turn: Turn) -> bool:
    """Tell whether a step takes a text."""
    try:
        step.read(text, turn.asking(turn.position.scratch))
    except RefusedError:
        return False
    return True


def number_in(text: str, catalogues: Catalogues) -> str:
    """Return the digits of a text that is a number of people, as "1.235 orang"; empty for any other."""
    bare = without_filler(text, catalogues, key("words.recipients"))
    return bare.replace(" ", "") if _NUMBER.fullmatch(bare) else ""


def _read_people(text: str, asking: Asking) -> str:
    digits = number_in(text, asking.catalogues)
    if digits != asking.answers[EXPECTED]:
        raise RefusedError(key("announce.people_refused"), expected=html.escape(asking.answers[EXPECTED]))
    return digits


def _read_reason(text: str, _: Asking) -> str:
    words = " ".join(text.split())
    if not 0 < len(words) <= _MOST_REASON:
        raise RefusedError(key("repeat.reason_refused"), most=_MOST_REASON)
    return words


def _read_name(text: str, _: Asking) -> str:
    words = " ".join(text.split())
    if not 0 < len(words) <= _MOST_NAME:
        raise RefusedError(key("announce.name_refused"), most=_MOST_NAME)
    return words
