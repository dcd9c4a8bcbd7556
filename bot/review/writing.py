"""What an officer types about a registration: a reason in words, a note, a number, a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.form import Form, RefusedError, Rule, Step, StepKind
from bot.dialogue.reaction import Outcome
from bot.dialogue.words import holds_number
from bot.front.ways import Review
from bot.people.moments import MomentError, read_day_to_come
from bot.registration.rulings import Reason
from bot.registration.steps.readers import read_registration_number
from bot.registration.store import Registrations
from bot.review.asking import CORRECT, DAY, NUMBER, REJECT
from bot.review.deciding import decide, put_aside_until, say_duplicate
from bot.review.holding import clear, hold_on, show
from bot.review.notes import Notes
from bot.review.opening import look
from bot.review.screen import NOTE
from bot.review.store import Queue
from bot.terms.roles import Right
from bot.terms.stages import Stage
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogue.event import Event
    from bot.dialogue.form import Asking
    from bot.dialogue.reaction import Reaction
    from bot.review.taps import Write
    from bot.turns.turn import Turn

WRITING = "review"
_OF, _WHAT, _STEP = "of", "what", "step"  # what is known before anything is asked
_LONGEST = 300  # characters of a reason, of a note
_LONGEST_ASIDE = 90  # days
_REASON, _NOTE, _NUMBER, _DAY = "rv_reason", "rv_note", "rv_number", "rv_day"  # ids of the steps


def writing_form() -> Form:
    """Return the questions, of which one is asked, by what is to be typed."""
    return Form(
        id=WRITING,
        is_draft=False,
        takes_questions=False,
        counts_steps=False,
        steps=(
            _step(_REASON, key("review.type_reason"), _read_words, _for(CORRECT, REJECT)),
            _step(_NOTE, key("review.type_note"), _read_words, _for(NOTE)),
            _step(_NUMBER, key("review.type_which"), read_registration_number, _for(NUMBER)),
            _step(_DAY, key("review.type_day"), _read_day, _for(DAY)),
        ),
    )


def _step(step_id: str, question: str, read: Callable[[str, Asking], str], applies: Rule) -> Step:
    return Step(
        id=step_id,
        kind=StepKind.TEXT,
        question=question,
        label=key("review.typed"),
        read=read,
        reads_first=step_id == _DAY,  # "besok" means later elsewhere
        applies=applies,
    )


def _for(*kinds: str) -> Rule:
    return lambda answers: answers.get(_WHAT) in kinds


def _read_words(text: str, _: Asking) -> str:
    """Return a reason or a note. Raise RefusedError where it is too long, or holds a number like a NIK."""
    words = text.strip()
    if not words or len(words) > _LONGEST:
        raise RefusedError(key("review.refused_long"), most=_LONGEST)
    if holds_number(words):
        raise RefusedError(key("review.refused_number"))
    return words


def _read_day(text: str, asking: Asking) -> str:
    """Return a day after today that is not too far away, as YYYY-MM-DD."""
    try:
        day = read_day_to_come(text, asking.today)
    except MomentError:
        raise RefusedError(key("st.refused_day")) from None
    if not 0 < (day - asking.today).days <= _LONGEST_ASIDE:
        raise RefusedError(key("review.refused_day"), most=_LONGEST_ASIDE)
    return day.isoformat()


class Writing:
    """The conversation in which one thing is typed; the registration stays in hand meanwhile."""

    def __init__(self) -> None:
        self._form = writing_form()

    def begin(self, turn: Turn, data: Write) -> None:
        """Ask for what a button names."""
        registration = hold_on(turn, data.registration)
        if registration is None:
            return
        clear(turn)
        turn.leave_form()
        scratch = {_OF: registration.id, _WHAT: data.what, _STEP: data.step}
        turn.position = replace(turn.position, form=WRITING, scratch=scratch)
        turn.play(self._form, scratch, None)

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def leave(self, turn: Turn) -> None:
        """Leave the question: nothing is decided."""
        of = turn.position.scratch.get(_OF, "")
        turn.leave_form()
        look(turn, Review(of))

    def take(self, turn: Turn, event: Event) -> Reaction | None:
        """Take one event while something is typed."""
        if not turn.allowed(Right.REVIEW, WRITING):
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
            return None
        scratch, minutes = turn.position.scratch, turn.resources.limits.review_minutes
        Queue(turn.tx).renew(scratch[_OF], turn.chat_id, minutes)
        reaction = turn.play(self._form, scratch, event)
        if reaction.outcome is Outcome.COMPLETED:
            typed = next(value or "" for value in reaction.saved.values())
            turn.leave_form()
            self._use(turn, scratch, typed)
        elif reaction.outcome:
            self.leave(turn)
        return None

    @staticmethod
    def _use(turn: Turn, scratch: dict[str, str], typed: str) -> None:
        of, what = scratch[_OF], scratch[_WHAT]
        if what == CORRECT:
            decide(turn, of, Stage.NEEDS_CORRECTION, Reason(words=typed, step=scratch[_STEP]))
        elif what == REJECT:
            decide(turn, of, Stage.REJECTED, Reason(words=typed))
        elif what == NUMBER:
            other = Registrations(turn.tx).by_number(typed)
            say_duplicate(turn, of, other.id if other else "")
        elif what == DAY:
            put_aside_until(turn, of, date.fromisoformat(typed))
        elif registration := hold_on(turn, of):
            Notes(turn.tx).add(of, typed, turn.chat_id)
            turn.tx.audit(f"chat:{turn.chat_id}", "note", f"registration:{of}")
            show(turn, registration, turn.texts("review.noted"))
