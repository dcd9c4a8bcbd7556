"""How the engine takes a text: as an answer, as a question, or as something that came too early."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.dialogue import screens
from bot.dialogue.form import SUMMARY, RefusedError, UnsureError
from bot.dialogue.position import Wait
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Delete
from bot.dialogue.screens import fits
from bot.dialogue.words import hide_numbers, holds_number, looks_like_question
from bot.dialogue.workspace import Workspace
from bot.texts import key, plain, plain_label

if TYPE_CHECKING:
    from bot.dialogue.event import Said
    from bot.dialogue.form import Asking, Step
    from bot.dialogue.reaction import Reaction


_ALIKE = 85  # percent of likeness from which a text is a button's own words
_FEW_WORDS = 3  # of an answer in free text, such as a place of work
DOUBLE = timedelta(seconds=3)  # what is repeated within this time after the next question means nothing


def _meant(step: Step, text: str, asking: Asking) -> str:
    """Return what a text means at a step, sure or not. Raise RefusedError."""
    try:
        return step.read(text, asking)
    except UnsureError as unsure:
        return unsure.value


class Answering(Workspace):
    """Takes answers, and refuses what is none."""

    def _early(self, text: str, message_id: int) -> None:
        due = self.due()
        self._delete_if_number(due, text, message_id)
        if self._repeats(text) and message_id <= self._question_id:
            return
        held = self._position.pending
        keepable = due and self._form.agreed(self._answers) and not (held and held.wait is Wait.YES)
        if keepable:
            self._hold(Wait.EARLY, text, message_id)
        self._show(self._asking.texts("dialogue.early", text=screens.shortened(text)))

    def _may_be_copy(self, said: Said) -> bool:
        """Tell whether a text may be the answer just typed, sent twice.

        Where the id of the question that followed was never learnt, nobody can say which came first; and
        right after the question nobody has read it yet.
        """
        answered = self._position.answered_id
        if not answered or not self._repeats(said.text):
            return False
        at_once = self._asked_at is not None and said.at <= self._asked_at + DOUBLE
        return at_once or self._question_id <= answered

    def _repeats(self, text: str) -> bool:
        """Tell whether a text says again what was taken; of an emoji nothing plain is left."""
        taken = self._position.taken
        return bool(taken) and (plain(text) or text) == (plain(taken) or taken)

    def _delete_if_number(self, due: Step | None, text: str, message_id: int) -> None:
        if (due and due.vanishes) or holds_number(text):
            self._result.acts.append(Delete(message_id))

    def _held_for_yes(self) -> bool:
        held = self._position.pending
        return held is not None and held.wait is Wait.YES

    def _tells_danger(self, text: str) -> bool:
        """Tell whether a text tells of danger, which comes before everything, but for what staff write."""
        told = self._form.takes_questions and self._asking.tells_danger(hide_numbers(text))
        return told and not self._stands_on_a_button(text)

    def _stands_on_a_button(self, text: str) -> bool:
        """Tell whether a text is a button's own words, perhaps with a slip: "cealka + kematian"."""
        offered = screens.offered(self._form, self.due(), self._position, self._asking)
        names = (plain_label(one.label.partition(":")[0]) for one in offered)  # behind it stands a price
        return any(fuzz.ratio(plain(text), name) >= _ALIKE for name in names)

    def _is_question(self, text: str) -> bool:
        """Tell whether a text is a question; where everything may be an answer, a few words are none."""
        due = self.due()
        if not self._form.takes_questions:
            return False
        if looks_like_question(text, self._asking.catalogues):
            return True
        long = not (due and due.free_text) or len(text.split()) > _FEW_WORDS
        return long and self._asking.is_question(text)

    def _digress(self, text: str, message_id: int, wait: Wait = Wait.QUESTION, remark: str = "") -> None:
        """Hand over a question, or a remark; the answer leads back to what is due."""
        due = self.due()
        self._delete_if_number(None, text, message_id)
        self._result.outcome, self._result.text, self._result.remark = Outcome.QUESTION, text, remark
        self._result.step = due.id if due else SUMMARY
        self._move(failures=0)
        held, may_be_answer = self._position.pending, due and (due.free_text or wait is Wait.DANGER)
        decides = held and held.wait in {Wait.YES, Wait.CANCEL}  # what stands there waits for a tap
        if may_be_answer and not decides and self._form.agreed(self._answers):
            self._hold(wait, hide_numbers(text), message_id)
        if wait is not Wait.DANGER:  # help has its own way back
            self.lead_back()

    def lead_back(self) -> Reaction:
        """Show the way back to what is current: one line, and a button or two."""
        self._result.acts.append(screens.way_back(self.due(), self._position, self._asking))
        return self._result

    def _remarked(self, text: str, message_id: int) -> bool:
        """Hand over a text that is a remark; False where it is none."""
        remark = self._asking.remark_in(hide_numbers(text)) if self._form.takes_questions else ""
        if remark:
            self._digress(text, message_id, remark=remark)
        return bool(remark)

    def _read(self, due: Step, text: str, message_id: int, *, surely: bool = False) -> None:
        """Take a text as the answer to a step; `surely`: its writer says that it is one."""
        asking = replace(self._asking, remark_in=lambda _: "") if surely else self._asking
        held = self._position.pending
        if due.gathers and held and held.wait is Wait.YES:
            asking = replace(asking, answers={**self._answers, due.id: held.value})
        try:
            value, sure = due.read(text, asking), True
        except UnsureError as unsure:
            value, sure = unsure.value, surely
            if not surely and self._remarked(text, message_id):
                return
        except RefusedError as error:
            if surely or error.meant or not self._aside(error, text, message_id):
                self._refuse_text(due, error, text, message_id)
            return
        if due.vanishes:
            self._spill(message_id)
        rest = due.leaves(text, asking)
        if sure and not (due.read_back and due.read_back(value, asking)):
            self._take(due, value, text, rest)
            return
        self._wipe_spilled()
        self._hold(Wait.YES, value, message_id, rest)
        self._move(failures=0, taken=text)
        self._show()

    def _aside(self, error: RefusedError, text: str, message_id: int) -> bool:
        """Hand over what is no answer, but a remark or a question; False where it is neither."""
        if self._remarked(text, message_id):
            return True
        asks = self._asking.is_question(text) if error.candidates else self._is_question(text)
        if asks and self._form.takes_questions:
            self._digress(text, message_id)
        return asks and self._form.takes_questions

    def _take(self, step: Step, value: str, taken: str, rest: str = "") -> None:
        self._save(step, value)
        self._settle(taken, rest)

    def _save(self, step: Step, value: str) -> None:
        before = self._answers.get(step.id)
        self._result.saved[step.id] = self._answers[step.id] = value
        if before is not None and before != value:
            self._take_back_dependents(step.id)

    def _settle(self, taken: str, rest: str = "") -> None:
        """Go on to the next step; `rest` is what was said beside the answer, perhaps what is asked there."""
        self._wipe_spilled()
        self._result.position = self._position.settled(taken)
        self._move(answered_id=self._said_id)
        due = self.due()
        if rest and due and not due.vanishes and due.id not in self._answers:
            with suppress(RefusedError):
                self._hold(Wait.YES, _meant(due, rest, self._asking), self._said_id)
        self._next()

    def _answer_companion(self, place: str, choice: str = "") -> None:
        """Give the step that comes with `place` its answer: `choice`, or the first one."""
        step = self._form.companion(place)
        if step and step.applies(self._answers):
            answer = choice or step.choices(self._asking)[0].id
            before = self._answers.get(step.id, answer)
            self._result.saved[step.id] = self._answers[step.id] = answer
            if before != answer:
                self._take_back_dependents(step.id)

    def _take_back_dependents(self, changed: str) -> None:
        anew = changed == self._form.subject
        for step in self._form.steps:
            if step.id != changed and (anew or changed in step.depends_on):
                self._take_back(step)

    def _take_back(self, step: Step) -> None:
        if self._answers.pop(step.id, None) is not None:
            self._result.saved[step.id] = None
            self._take_back_dependents(step.id)

    def _next(self) -> None:
        due = self.due()
        if due is None or not due.takes_contact(self._answers):
            self._drop_keyboard()
        if due is None and not self._form.summary:
            self._result.outcome = Outcome.COMPLETED
        else:
            self._show()

    # -- failures

    def _refuse_text(self, due: Step, error: RefusedError, text: str, message_id: int) -> None:
        if self._held_for_yes() and not any(map(str.isdigit, text)):
            error = RefusedError(key("dialogue.yes_or_no"))
        if due.vanishes:
            self._spill(message_id)  # it stays readable until it is put right
        elif holds_number(text):
            self._result.acts.append(Delete(message_id))
        self._refuse(error)

    def _fail(self, reason: str) -> None:
        self._refuse(RefusedError(reason))

    def _refuse(self, error: RefusedError) -> None:
        due = self.due()
        place = due.id if due else SUMMARY
        offers = tuple((choice.id, choice.label) for choice in error.candidates if fits(place, choice.id))
        self._move(failures=self._position.failures + 1, offers=offers, offers_at=place)
        self._show(self._reason(error))

    def _reason(self, error: RefusedError) -> str:
        return self._asking.texts(error.reason, **error.values)
