"""What an officer is asked before deciding: which answer, why, which other one, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Button, Screen, rows
from bot.registration.form import CARD_PICTURE, asked_again
from bot.registration.reasons import CORRECTIONS, REJECTIONS, reasons_for
from bot.registration.store import Registrations
from bot.review import taps
from bot.review.holding import clear, hold_on, sent_one, take
from bot.review.looks import matches_of
from bot.review.screen import answer_shown, hide_of, named
from bot.review.store import Queue
from bot.terms.stages import Stage
from bot.texts import key

if TYPE_CHECKING:
    from bot.turns.turn import Turn

CORRECT, REJECT, NUMBER, DAY = "correct", "reject", "number", "day"  # what may have to be typed
_DAYS = {1: key("review.tomorrow"), 3: key("review.three_days"), 7: key("review.a_week")}


def _ask(turn: Turn, registration_id: str, text: str, choices: list[Button], width: int = 1) -> None:
    """Ask in the place of the answers, which nobody needs to see meanwhile; it goes as they would."""
    clear(turn)
    back = (turn.button("review.back", taps.Back(registration_id)),)
    stays = turn.resources.limits.review_minutes * 60
    turn.acts.append(Screen(text, (*rows(choices, width), back), decides=True, vanishes_after=stays))


def ask_what(turn: Turn, data: taps.AskWhat) -> None:
    """Ask which answer is to be corrected: also one more, after one was asked."""
    registration = sent_one(turn, data.registration)
    if registration is None:
        return
    hold = Queue(turn.tx).hold(registration.id)
    if hold is None and registration.stage is Stage.NEEDS_CORRECTION:
        take(turn, registration)
    registration = hold_on(turn, registration.id)
    if registration is None:
        return
    answers, form = Registrations(turn.tx).answers(registration.id), asked_again(turn.resources)
    steps = [one for one in form.answered(answers) if not one.comes_with]
    if CARD_PICTURE in form.by_id and CARD_PICTURE not in answers:
        steps.append(form.by_id[CARD_PICTURE])
    buttons = [turn.labelled(turn.texts(one.label), taps.AskWhy(registration.id, one.id)) for one in steps]
    _ask(
        turn, registration.id, turn.texts("review.which_answer", number=named(turn, registration)), buttons, 2
    )


def ask_why(turn: Turn, data: taps.AskWhy) -> None:
    """Ask why an answer is to be corrected."""
    registration, form = hold_on(turn, data.registration), asked_again(turn.resources)
    if registration is None or data.step not in form.by_id:
        return
    buttons = [
        turn.button(CORRECTIONS[one], taps.Correct(registration.id, data.step, one))
        for one in reasons_for(data.step)
    ]
    buttons.append(turn.button("review.in_words", taps.Write(registration.id, CORRECT, data.step)))
    step, answers = form.by_id[data.step], Registrations(turn.tx).answers(registration.id)
    text = turn.texts(
        "review.why",
        label=turn.texts(step.label),
        value=answer_shown(step, turn.asking(answers), hide_of(turn)),
    )
    _ask(turn, registration.id, text, buttons)


def ask_reject(turn: Turn, data: taps.AskReject) -> None:
    """Ask why a registration cannot be accepted."""
    if registration := hold_on(turn, data.registration):
        buttons = [turn.button(text, taps.Reject(registration.id, one)) for one, text in REJECTIONS.items()]
        buttons.append(turn.button("review.in_words", taps.Write(registration.id, REJECT)))
        _ask(turn, registration.id, turn.texts("review.why_not", number=named(turn, registration)), buttons)


def ask_duplicate(turn: Turn, data: taps.AskDuplicate) -> None:
    """Ask which registration counts."""
    if registration := hold_on(turn, data.registration):
        answers = Registrations(turn.tx).answers(registration.id)
        buttons = [
            turn.labelled(named(turn, one.registration), taps.Compare(registration.id, one.registration.id))
            for one in matches_of(turn, registration, answers)
        ]
        buttons.append(turn.button("review.type_number", taps.Write(registration.id, NUMBER)))
        _ask(
            turn,
            registration.id,
            turn.texts("review.which_counts", number=named(turn, registration)),
            buttons,
        )


def ask_aside(turn: Turn, data: taps.AskAside) -> None:
    """Ask until when a registration is put aside."""
    if registration := hold_on(turn, data.registration):
        buttons = [turn.button(text, taps.Aside(registration.id, days)) for days, text in _DAYS.items()]
        buttons.append(turn.button("review.other_day", taps.Write(registration.id, DAY)))
        _ask(
            turn, registration.id, turn.texts("review.until_when", number=named(turn, registration)), buttons
        )
