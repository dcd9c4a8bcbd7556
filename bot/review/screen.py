"""A registration with all its answers on one screen, for whoever has it in hand; and two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.errand import Errand
from bot.dialogue.screen import Screen, rows
from bot.dialogue.screens import Hide, cut, shown, summary_lines
from bot.front.ways import OpenPerson
from bot.people.names import PersonName
from bot.registration.form import CARD_PICTURE, enrolment
from bot.registration.receipt import masked_number
from bot.registration.store import Registrations
from bot.review import beside
from bot.review.looks import Match, looks, matches_of
from bot.review.notes import Notes
from bot.review.store import Queue
from bot.review.taps import (
    Accept,
    AskAside,
    AskDuplicate,
    AskReject,
    AskWhat,
    Back,
    Compare,
    Duplicate,
    Release,
    ShowCard,
    ShowHistory,
    Write,
)  # fmt: skip
from bot.staff.member_names import name_of
from bot.terms.roles import Right
from bot.terms.stages import NAMES, NEXT, Stage
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking, Form, Step
    from bot.dialogue.screen import Button, Rows
    from bot.registration.registration import Registration
    from bot.review.store import Hold
    from bot.turns.turn import Turn

_NOTES, _NOTE = 3, 200  # the newest that are shown, their characters
_SHORT = 7  # characters: "•••-786"
NOTE = "note"  # what is to be typed, as buttons name it


class Shown(Errand, frozen=True, tag="review_shown"):
    """Note which message shows the answers of a registration."""

    registration: str


def named(turn: Turn, registration: Registration) -> str:
    """Return number and name of a registration, both masked."""
    answers = Registrations(turn.tx).answers(registration.id)
    name = PersonName(answers["name"]).masked if "name" in answers else ""
    return f"{masked_number(registration)} {name}".strip()


def review_screen(turn: Turn, registration: Registration, hold: Hold, lead: str = "") -> Screen:
    """Return the screen; it goes out of the chat again when nobody has the registration in hand any more."""
    answers = Registrations(turn.tx).answers(registration.id)
    matches, listed = matches_of(turn, registration, answers), list(beside.lines(turn, registration))
    parts = [
        *([lead] if lead else []),
        _heading(turn, registration, hold),
        turn.texts("review.answers", lines=Html("\n".join(_answers(turn, answers)))),
        _looks(turn, looks(turn, registration, answers, matches, listed)),
        *_notes(turn, registration),
    ]
    return Screen(
        Html("\n\n".join(parts)),
        (*_buttons(turn, registration, matches, unasked=bool(lead)), *_person(turn, registration, listed)),
        vanishes_after=turn.resources.limits.review_minutes * 60,
        silent=True,
        on_arrival=Shown(registration.id),
        decides=True,
    )


def _heading(turn: Turn, registration: Registration, hold: Hold) -> Html:
    texts, queue = turn.texts, Queue(turn.tx)
    entry, counts = queue.entry(registration.id), queue.counts()
    lines = [
        texts(
            "review.heading",
            number=masked_number(registration),
            stage=texts(NAMES[registration.stage]),
            date=texts.date(office_day(registration.submitted_at or registration.created_at)),
        ),
        *([texts("review.corrected")] if entry and entry.corrected else []),
        texts("review.in_hand", until=texts.moment(hold.until), waiting=texts.number(counts.waiting)),
    ]
    return Html("\n".join(lines))


def _looks(turn: Turn, found: Sequence[Html]) -> Html:
    if not found:
        return turn.texts("review.nothing_to_look_at")
    return turn.texts("review.look_at", lines=Html("\n".join(found)))


def _form(turn: Turn) -> Form:
    return enrolment(turn.resources)


def hide_of(turn: Turn) -> Hide:
    """Return how much of answers whoever looks at them may see."""
    return Hide.NOTHING if turn.may(Right.SEE_UNMASKED) else Hide.PERSONAL


def _answers(turn: Turn, answers: Mapping[str, str]) -> list[str]:
    return summary_lines(_form(turn), turn.asking(answers), hide_of(turn))


def _notes(turn: Turn, registration: Registration) -> list[Html]:
    texts, notes = turn.texts, Notes(turn.tx).of(registration.id)[-_NOTES:]
    if not notes:
        return []
    lines = [
        texts("review.note_line", who=name_of(turn.tx, texts, one.staff), text=cut(one.text, _NOTE))
        for one in notes
    ]
    return [Html("\n".join(lines))]


def _short(registration: Registration) -> str:
    """Return the end of a masked number, so that a button stays on one line."""
    return masked_number(registration)[-_SHORT:]


def _buttons(turn: Turn, registration: Registration, matches: Sequence[Match], *, unasked: bool) -> Rows:
    """Return what can be done; `unasked`: it comes up by itself, below a thumb that may tap once more."""
    one, follows = registration.id, NEXT.get(registration.stage, ())
    decisions: list[tuple[Stage, Button]] = [
        (Stage.NEEDS_CORRECTION, turn.button("review.correct", AskWhat(one))),
        (Stage.REJECTED, turn.button("review.reject", AskReject(one))),
        (Stage.DUPLICATE, turn.button("review.duplicate", AskDuplicate(one))),
    ]
    buttons = [button for stage, button in decisions if stage in follows]
    if Queue(turn.tx).entry(one):
        buttons.append(turn.button("review.aside", AskAside(one)))
    if Registrations(turn.tx).answers(one).get(CARD_PICTURE):
        buttons.append(turn.button("review.card", ShowCard(one)))
    buttons += [
        turn.button("review.note", Write(one, NOTE)),
        turn.button("review.history", ShowHistory(one)),
        turn.button("review.release", Release(one)),
    ]
    all_is_well = Accept(one, round(turn.now.timestamp() * 1000) if unasked else 0)
    accept = [(turn.button("review.accept", all_is_well),)] if Stage.ACCEPTED in follows else []
    compare = [
        (
            turn.labelled(
                turn.texts("review.compare", number=_short(match.registration)),
                Compare(one, match.registration.id),
            ),
        )
        for match in matches
    ]
    return (*accept, *compare, *rows(buttons, 2))


def _person(turn: Turn, registration: Registration, listed: Sequence[Html]) -> Rows:
    """Return the way to all that is said of the person, where a list says something that deserves a look."""
    person = beside.person_of(turn, registration) if listed and turn.may(Right.JOIN) else None
    return ((turn.button("review.person", OpenPerson(person)),),) if person else ()


# -- two side by side


def compared(turn: Turn, registration: Registration, other: Registration) -> Screen:
    """Return two registrations below each other, answer by answer: what is the same stands once."""
    texts, registrations = turn.texts, Registrations(turn.tx)
    one, two = (turn.asking(registrations.answers(each.id)) for each in (registration, other))
    form = _form(turn)
    ids = [
        step.id
        for step in form.steps
        if step.id in {**one.answers, **two.answers} and step.id != form.consent
    ]
    lines = [_pair(turn, form, step, one, two) for step in ids]
    return Screen(
        texts(
            "review.compared",
            number=masked_number(registration),
            other=masked_number(other),
            stage=texts(NAMES[other.stage]),
            lines=Html("\n".join(lines)),
        ),
        (
            *_say_duplicate(turn, registration, other),
            (turn.button("review.back", Back(registration.id)),),
        ),
        vanishes_after=turn.resources.limits.review_minutes * 60,
        silent=True,
        on_arrival=Shown(registration.id),
        decides=True,
    )


def _say_duplicate(turn: Turn, registration: Registration, other: Registration) -> Rows:
    if Stage.DUPLICATE not in NEXT.get(registration.stage, ()):
        return ()
    label = turn.texts("review.duplicate_of", number=masked_number(other))
    return ((turn.labelled(label, Duplicate(registration.id, other.id)),),)


def answer_shown(step: Step, asking: Asking, hide: Hide) -> str:
    """Return an answer as staff read it; a dash where there is none."""
    return shown(step, asking, hide) if step.id in asking.answers else "–"


def _pair(turn: Turn, form: Form, step: str, one: Asking, two: Asking) -> Html:
    texts, hide = turn.texts, hide_of(turn)
    label = texts(form.by_id[step].label)
    here, there = (answer_shown(form.by_id[step], each, hide) for each in (one, two))
    if here == there:
        return texts("review.same", label=label, value=here)
    return texts("review.differs", label=label, one=here, two=there)
