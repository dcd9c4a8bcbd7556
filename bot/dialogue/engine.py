"""The engine: one event in, the next screens and the answers to save out.

It knows no form in particular and touches nothing outside: who calls it stores what the Reaction says.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogue import screens
from bot.dialogue.event import Event, Said, SentThing, SharedContact, Tapped, Thing
from bot.dialogue.form import SUMMARY, RefusedError, Step
from bot.dialogue.position import Pending, Wait
from bot.dialogue.reaction import Outcome, Reaction
from bot.dialogue.screen import Delete
from bot.dialogue.words import TYPED, holds_number, looks_like_question, without_filler
from bot.dialogue.workspace import Workspace
from bot.texts import key, plain, plain_label

if TYPE_CHECKING:
    from collections.abc import Callable


DOUBLE_TAP = timedelta(seconds=3)  # a tap repeated within this time after the next question means nothing


class Engine(Workspace):
    """Takes one event."""

    def ask(self, lead: str = "") -> Reaction:
        """Show what is current, below the line `lead`."""
        self._show(lead)
        return self._result

    def react(self, event: Event) -> Reaction:
        """Take one event."""
        if isinstance(event, Tapped):
            self._tapped(event)
        elif isinstance(event, Said):
            self._said(event)
        elif isinstance(event, SharedContact):
            self._shared(event)
        else:
            self._sent(event)
        return self._result

    def cancel(self) -> Reaction:
        """Do what the button *cancel* does."""
        self._cancel(0)
        return self._result

    # -- what the person did

    def _tapped(self, tap: Tapped) -> None:
        due = self.due()
        if tap.step != (due.id if due else SUMMARY):
            self._stale(tap)
            return
        if tap.choice in {"_yes", "send"} and tap.message_id < self._question_id:
            self._show()  # a yes to something that was shown earlier
            return
        if not self._choose(tap.choice, tap.message_id):
            self._stale(tap)

    def _stale(self, tap: Tapped) -> None:
        repeated = self._position.taken == f"{tap.step}|{tap.choice}"
        if repeated and self._asked_at and tap.at <= self._asked_at + DOUBLE_TAP:
            return
        self._show(self._asking.texts("dialogue.stale"))

    def _said(self, said: Said) -> None:
        text = said.text.strip()
        if said.message_id <= self._question_id:
            self._early(text, said.message_id)
        elif not self._meant_button(text):
            self._answered(text, said.message_id)

    def _answered(self, text: str, message_id: int) -> None:
        due = self.due()
        if due is None:
            self._fail(key("dialogue.summary_only_buttons"))
        elif due.free_text and self._is_question(due, text):
            self._digress(text, message_id)
        else:
            self._read(due, text, message_id)

    def _shared(self, contact: SharedContact) -> None:
        due = self.due()
        if due is None or not due.takes_contact:
            self._fail(key("dialogue.no_contact_here"))
        elif not contact.own:
            self._fail(key("dialogue.contact_of_other"))
        else:
            self._read(due, contact.phone, contact.message_id)

    def _sent(self, sent: SentThing) -> None:
        if sent.thing in {Thing.PICTURE, Thing.FILE}:  # it may be a card
            self._result.acts.append(Delete(sent.message_id))
        self._fail(key("dialogue.edited") if sent.thing is Thing.EDIT else key("dialogue.only_text"))

    # -- buttons, tapped or typed

    def _meant_button(self, text: str) -> bool:
        typed = {plain(text), without_filler(text, self._asking.catalogues)} - {""}
        for choice in screens.offered(self._form, self.due(), self._position, self._asking):
            words = self._asking.catalogues.said(TYPED[choice.id]) if choice.id in TYPED else frozenset()
            if typed & {plain_label(choice.label), *words}:
                return self._choose(choice.id, self._question_id)
        return False

    def _choose(self, choice: str, message_id: int) -> bool:
        """Do what a button says; False when it is none of the buttons that are current."""
        due = self.due()
        offered = {one.id for one in screens.offered(self._form, due, self._position, self._asking)}
        if due is None:
            offered |= {"_resume", *screens.changeable_ids(self._form, self._asking)}
        if choice in offered:
            own = _OWN.get(choice)
            if own:
                own(self, message_id)
            elif due is None:
                self._on_summary(choice)
            else:
                self._take(due, choice, f"{due.id}|{choice}")
        return choice in offered

    def _on_summary(self, choice: str) -> None:
        if choice == "send":
            self._send()
        elif choice == "change":
            self._result.acts.append(screens.change_list(self._form, self._asking))
        else:
            self._move(changing=choice, taken=f"{SUMMARY}|{choice}")
            self._show()

    def _send(self) -> None:
        for step in self._form.open_steps(self._answers):
            try:
                self._judge_again(step)
            except RefusedError as error:
                self._move(changing=step.id)
                self._show(self._reason(error))
                return
        self._result.outcome = Outcome.COMPLETED

    def _judge_again(self, step: Step) -> None:
        value = self._answers[step.id]
        chosen = any(choice.id == value for choice in step.choices(self._asking))
        if not chosen and (value or step.required):
            step.read(value, self._asking)

    def _back(self, _: int) -> None:
        steps = [step for step in self._form.open_steps(self._answers) if step.id != self._form.consent]
        due = self.due()
        before = steps[: steps.index(due)] if due in steps else steps
        if not before:
            self._show(self._asking.texts("dialogue.first_question"))
            return
        self._move(changing=before[-1].id, pending=None, failures=0)
        self._show()

    def _pause(self, _: int) -> None:
        self._drop_keyboard()
        due = self.due()
        if due and due.vanishes and self._read_back_above:
            self._spill(self._question_id)
        self._wipe_spilled()
        self._move(paused=True, failures=0)
        self._result.outcome = Outcome.PAUSED

    def _cancel(self, _: int) -> None:
        due = self.due()
        if due and due.id == self._form.consent:
            self._result.outcome = Outcome.DECLINED
            return
        if not self._form.is_draft:
            self._cancel_surely(0)
            return
        self._move(pending=Pending(Wait.CANCEL))
        self._show()

    def _cancel_surely(self, _: int) -> None:
        self._drop_keyboard()
        self._wipe_spilled()
        self._result.outcome = Outcome.CANCELLED

    def _go_on(self, _: int) -> None:
        self._move(pending=None)
        self._show()

    def _keep_answer(self, _: int) -> None:
        self._move(changing="", failures=0)
        self._next()

    def _skip(self, _: int) -> None:
        due = self.due()
        if due:
            self._take(due, "", f"{due.id}|_skip")

    def _help(self, _: int) -> None:
        due = self.due()
        self._result.outcome, self._result.step = Outcome.WANTS_HELP, due.id if due else SUMMARY
        self._move(failures=0)
        self._show()

    def _confirm(self, message_id: int) -> None:
        due, held = self.due(), self._position.pending
        if due and held:
            if due.vanishes:
                self._spill(message_id)
            self._take(due, held.value, f"{due.id}|_yes")

    def _deny(self, message_id: int) -> None:
        due = self.due()
        if due and due.vanishes:
            self._spill(message_id)
            self._wipe_spilled()
        self._move(pending=None, taken="")
        self._show(self._asking.texts("dialogue.again"))

    def _to_office(self, _: int) -> None:
        due, held = self.due(), self._position.pending
        if held:
            self._result.outcome, self._result.text = Outcome.ASKED_OFFICE, held.value
            self._result.step = due.id if due else SUMMARY
            self._go_on(0)

    def _is_answer(self, _: int) -> None:
        due, held = self.due(), self._position.pending
        if held:
            self._move(pending=None)
            if due:
                self._read(due, held.value, held.message_id, surely=True)

    # -- texts

    def _early(self, text: str, message_id: int) -> None:
        due = self.due()
        self._delete_if_number(due, text, message_id)
        if plain(text) == plain(self._position.taken):
            return
        held = self._position.pending
        keepable = due and due.id != self._form.consent and not (held and held.wait is Wait.YES)
        if keepable:
            self._hold(Wait.EARLY, text, message_id)
        self._show(self._asking.texts("dialogue.early", text=screens.shortened(text)))

    def _delete_if_number(self, due: Step | None, text: str, message_id: int) -> None:
        if (due and due.vanishes) or holds_number(text):
            self._result.acts.append(Delete(message_id))

    def _is_question(self, due: Step, text: str) -> bool:
        return due.id != self._form.consent and looks_like_question(text, self._asking.catalogues)

    def _digress(self, text: str, message_id: int) -> None:
        self._delete_if_number(self.due(), text, message_id)
        self._hold(Wait.QUESTION, text, message_id)
        self._show(self._asking.texts("dialogue.question", text=screens.shortened(text)))

    def _read(self, due: Step, text: str, message_id: int, *, surely: bool = False) -> None:
        try:
            value = due.read(text, self._asking)
        except RefusedError as error:
            if not surely and not error.candidates and self._is_question(due, text):
                self._digress(text, message_id)
            else:
                self._refuse_text(due, error, text, message_id)
            return
        if due.vanishes:
            self._spill(message_id)
        if due.read_back is None:
            self._take(due, value, text)
            return
        self._wipe_spilled()
        self._hold(Wait.YES, value, message_id)
        self._move(failures=0, taken=text)
        self._show()

    def _take(self, step: Step, value: str, taken: str) -> None:
        before = self._answers.get(step.id)
        self._result.saved[step.id] = self._answers[step.id] = value
        if before is not None and before != value:
            self._take_back_dependents(step.id)
        self._wipe_spilled()
        self._result.position = self._position.settled(taken)
        self._next()

    def _take_back_dependents(self, changed: str) -> None:
        for step in self._form.steps:
            if changed in step.depends_on and step.id in self._answers:
                self._result.saved[step.id] = None
                del self._answers[step.id]

    def _next(self) -> None:
        due = self.due()
        if due is None or not due.takes_contact:
            self._drop_keyboard()
        if due is None and not self._form.summary:
            self._result.outcome = Outcome.COMPLETED
        else:
            self._show()

    # -- failures

    def _refuse_text(self, due: Step, error: RefusedError, text: str, message_id: int) -> None:
        if due.vanishes:
            self._spill(message_id)  # it stays readable until it is put right
        elif holds_number(text):
            self._result.acts.append(Delete(message_id))
        self._refuse(error)

    def _fail(self, reason: str) -> None:
        self._refuse(RefusedError(reason))

    def _refuse(self, error: RefusedError) -> None:
        self._move(failures=self._position.failures + 1)
        self._show(self._reason(error), error.candidates)

    def _reason(self, error: RefusedError) -> str:
        return self._asking.texts(error.reason, **error.values)


_OWN: dict[str, Callable[[Engine, int], None]] = {
    "_back": Engine._back,  # noqa: SLF001
    "_later": Engine._pause,  # noqa: SLF001
    "_cancel": Engine._cancel,  # noqa: SLF001
    "_cancel_yes": Engine._cancel_surely,  # noqa: SLF001
    "_resume": Engine._go_on,  # noqa: SLF001
    "_same": Engine._keep_answer,  # noqa: SLF001
    "_skip": Engine._skip,  # noqa: SLF001
    "_help": Engine._help,  # noqa: SLF001
    "_yes": Engine._confirm,  # noqa: SLF001
    "_no": Engine._deny,  # noqa: SLF001
    "_office": Engine._to_office,  # noqa: SLF001
    "_mine": Engine._is_answer,  # noqa: SLF001
    "_use": Engine._is_answer,  # noqa: SLF001
}
