"""The engine: one event in, the next screens and the answers to save out.

It knows no form in particular and touches nothing outside: who calls it stores what the Reaction says.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue import screens
from bot.dialogue.answering import DOUBLE, Answering
from bot.dialogue.event import PICTURES, Event, FetchedPicture, Said, SentThing, SharedContact, Tapped, Thing
from bot.dialogue.form import SUMMARY, RefusedError, Step, UnsureError
from bot.dialogue.position import Pending, Wait
from bot.dialogue.reaction import Fetch, Outcome, Reaction
from bot.dialogue.screen import Delete
from bot.dialogue.screens import Hide
from bot.dialogue.words import TYPED, holds_number, without_filler
from bot.texts import key, plain, plain_label

if TYPE_CHECKING:
    from collections.abc import Callable


class Engine(Answering):
    """Takes one event."""

    def ask(self, lead: str = "") -> Reaction:
        """Show what is current, below the line `lead`."""
        self._show(lead)
        return self._finished()

    def react(self, event: Event) -> Reaction:
        """Take one event."""
        if isinstance(event, Tapped):
            self._tapped(event)
        elif isinstance(event, Said):
            self._said(event)
        elif isinstance(event, SharedContact):
            self._shared(event)
        elif isinstance(event, FetchedPicture):
            self._fetched(event)
        else:
            self._sent(event)
        return self._finished()

    def cancel(self) -> Reaction:
        """Do what the button *cancel* does."""
        self._cancel(0)
        return self._finished()

    # -- what the person did

    def _tapped(self, tap: Tapped) -> None:
        due = self.due()
        if tap.step != (due.id if due else SUMMARY):
            self._stale(tap)
            return
        if self._confirms(due, tap.choice) and tap.message_id < self._question_id:
            self._show()  # a yes to something that was shown earlier
            return
        line = self._line(due, tap.choice)
        if not self._choose(tap.choice, tap.message_id):
            self._stale(tap)
        elif due and self._result.saved.get(due.id) == tap.choice and tap.message_id == self._question_id:
            self._chosen = line

    def _line(self, due: Step | None, choice: str) -> str:
        """Return what stays of a question whose button was tapped: no more than the button itself says."""
        offered = screens.offered(self._form, due, self._position, self._asking)
        label = next((one.label for one in offered if one.id == choice), "")
        if not label or due is None or due.vanishes or due.id == self._form.consent:
            return ""  # what was agreed to stays readable
        return self._asking.texts("dialogue.chosen", label=self._asking.texts(due.label), value=label)

    def _confirms(self, due: Step | None, choice: str) -> bool:
        """Tell whether a tap says yes to what stands in the very message that bears the button."""
        own = choice.startswith("_")
        consents = due is not None and due.id == self._form.consent and not own
        return choice in {"_yes", "send"} or consents or (self._held_for_yes() and not own)

    def _stale(self, tap: Tapped) -> None:
        repeated = self._position.taken == f"{tap.step}|{tap.choice}"
        if repeated and self._asked_at and tap.at <= self._asked_at + DOUBLE:
            return
        self._show(self._asking.texts("dialogue.stale"))

    def _said(self, said: Said) -> None:
        text = said.text.strip()
        self._said_id = said.message_id
        reads_first = self._due_reads_first(text)
        if not reads_first and self._tells_danger(text):
            self._digress(text, said.message_id, Wait.DANGER)
        elif said.is_forwarded and self._form.takes_questions:
            self._forwarded(text, said.message_id)
        elif (said.message_id <= self._question_id or self._may_be_copy(said)) and not self._gathers(text):
            self._early(text, said.message_id)
        elif not reads_first and self._meant_button(text):
            if self._position.answered_id == said.message_id:
                self._move(taken=text)  # as it came, not as the button that was meant
        else:
            self._answered(text, said.message_id)

    def _gathers(self, text: str) -> bool:
        """Tell whether a text is one of several that may come one right after the other."""
        due = self.due()
        step = self._form.by_id.get(due.adds_to, due) if due else None
        return step is not None and step.gathers and self._means(step, text)

    def _forwarded(self, text: str, message_id: int) -> None:
        """Take words of somebody else: they may ask something, but they are never an answer."""
        if self._is_question(text):
            self._digress(text, message_id)
        else:
            self._delete_if_number(None, text, message_id)
            self._show(self._asking.texts("dialogue.forwarded"))

    def _answered(self, text: str, message_id: int) -> None:
        due, held = self.due(), self._position.pending
        more = self._form.by_id.get(due.adds_to if due else self._form.adds_to)
        if held and held.wait is Wait.CANCEL:
            self._show()
        elif more and (not self._reads(due, text) if due else self._means(more, text)):
            self._move(changing=more.id)
            self._read(more, text, message_id)
        elif due is None and self._remarked(text, message_id):
            return
        elif (due is None or due.free_text) and self._is_question(text):
            self._digress(text, message_id)
        elif due is None:
            self._fail(key("dialogue.summary_only_buttons"))
        else:
            self._read(due, text, message_id)

    def _shared(self, contact: SharedContact) -> None:
        due = self.due()
        if due is None or not due.takes_contact(self._answers):
            self._fail(key("dialogue.no_contact_here"))
        elif not contact.own:
            self._fail(key("dialogue.contact_of_other"))
        else:
            self._read(due, contact.phone, contact.message_id)

    def _sent(self, sent: SentThing) -> None:
        due, tells_danger = self.due(), self._tells_danger(sent.caption)
        taken = sent.file_id and sent.kind in PICTURES and sent.thing is not Thing.EDIT
        if due and due.takes_picture and taken and not tells_danger:
            self._result.fetch = Fetch(sent.file_id, due.id, sent.message_id)
            return
        if sent.thing in {Thing.PICTURE, Thing.FILE} or holds_number(sent.caption):  # it may be a card
            self._result.acts.append(Delete(sent.message_id))
        if tells_danger:
            self._digress(sent.caption, sent.message_id, Wait.DANGER)
        elif due and due.takes_picture:
            self._fail(key("dialogue.only_picture"))
        else:
            self._fail(key("dialogue.edited") if sent.thing is Thing.EDIT else key("dialogue.only_text"))

    def _fetched(self, picture: FetchedPicture) -> None:
        due = self.due()
        self._result.acts.append(Delete(picture.message_id))
        if picture.refusal or due is None or not due.takes_picture:
            self._fail(picture.refusal or key("dialogue.only_text"))
        else:
            self._take(due, picture.value, "")

    # -- buttons, tapped or typed

    def _due_reads_first(self, text: str) -> bool:
        """Tell whether what is due reads a text before it is looked at as anything else."""
        due = self.due()
        return due is not None and due.reads_first and self._means(due, text)

    def _means(self, step: Step, text: str) -> bool:
        """Tell whether a text was meant for a step, whether it can be taken there or not."""
        try:
            return bool(step.read(text, self._asking))
        except RefusedError as error:
            return error.meant
        except UnsureError:
            return False

    def _reads(self, step: Step, text: str) -> bool:
        """Tell whether a text is surely an answer to a step."""
        try:
            step.read(text, self._asking)
        except (RefusedError, UnsureError):
            return False
        return True

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
        offered.add("_again")
        if due is None:
            offered |= {"_resume", *screens.summary_ids(self._form, self._asking)}
        if choice in offered:
            own = _OWN.get(choice)
            if own:
                own(self, message_id)
            elif due is None:
                self._on_summary(choice, message_id)
            elif self._held_for_yes():
                self._confirm(message_id, choice)
            else:
                self._choose_answer(due, choice)
        return choice in offered

    def _choose_answer(self, due: Step, choice: str) -> None:
        """Take the answer on a button; one that has a meaning to be told first is read back."""
        if due.read_back and due.read_back(choice, self._asking):
            self._hold(Wait.YES, choice, 0)
            self._show()
        else:
            self._take(due, choice, f"{due.id}|{choice}")

    def _on_summary(self, choice: str, message_id: int) -> None:
        if choice == "send":
            self._send(message_id)
        elif choice == "change":
            self._result.acts.append(screens.change_list(self._form, self._asking))
        elif choice == "add":
            self._result.acts.append(screens.extras_list(self._form, self._asking))
        else:
            self._move(changing=choice, taken=f"{SUMMARY}|{choice}")
            self._show()

    def _send(self, message_id: int) -> None:
        for step in self._form.open_steps(self._answers):
            try:
                self._judge_again(step)
            except RefusedError as error:
                self._move(changing=step.id)
                self._show(self._reason(error))
                return
        if self._changed_meanwhile():
            self._show(self._asking.texts("dialogue.changed_meanwhile"))
            return
        self._answer_companion(SUMMARY)
        self._result.acts += [Delete(message_id), screens.sent(self._form, self._asking)]
        self._result.outcome = Outcome.COMPLETED

    def _changed_meanwhile(self) -> bool:
        """Tell whether the answers would read otherwise today than when they were shown, as prices may."""
        shown_on = office_day(self._asked_at) if self._asked_at else self._asking.today
        then = replace(self._asking, today=shown_on)
        return screens.summary_lines(self._form, self._asking, Hide.READ_BACK) != screens.summary_lines(
            self._form, then, Hide.READ_BACK
        )

    def _judge_again(self, step: Step) -> None:
        value = self._answers.get(step.id, "")
        chosen = any(choice.id == value for choice in step.choices(self._asking))
        unasked = step.extra or step.comes_with
        if not chosen and (value or not unasked) and (value or step.required(self._answers)):
            with suppress(UnsureError):  # there was a yes to it
                step.read(value, replace(self._asking, remark_in=lambda _: ""))

    def _back(self, _: int) -> None:
        steps = self._form.asked(self._answers)
        due = self.due()
        if due and due.extra:
            self._move(changing="", offers=(), pending=None, failures=0)
            self._next()
            return
        if due and due.id == self._form.consent:
            steps = [*steps[: self._form.steps.index(due)], due]
        before = steps[: steps.index(due)] if due in steps else steps
        if not before:
            self._show(self._asking.texts("dialogue.first_question"))
            return
        self._move(changing=before[-1].id, offers=(), pending=None, failures=0)
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
        if not self._form.agreed(self._answers):
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

    def _show_again(self, _: int) -> None:
        self._show()

    def _keep_answer(self, _: int) -> None:
        self._move(changing="", offers=(), failures=0)
        self._next()

    def _skip(self, _: int) -> None:
        due = self.due()
        if due and due.extra:
            self._take_back(due)
            self._settle(f"{due.id}|_skip")
        elif due:
            self._take(due, "", f"{due.id}|_skip")

    def _help(self, _: int) -> None:
        due = self.due()
        self._result.outcome, self._result.step = Outcome.WANTS_HELP, due.id if due else SUMMARY
        self._move(failures=0)
        self._show()

    def _confirm(self, message_id: int, choice: str = "") -> None:
        """Take the value that was read back; `choice` is the answer of the step that comes with it."""
        due, held = self.due(), self._position.pending
        if due and held:
            if due.vanishes:
                self._spill(message_id)
            self._save(due, held.value)
            self._answer_companion(due.id, choice)
            self._settle(f"{due.id}|{choice or '_yes'}", held.rest)

    def _deny(self, message_id: int) -> None:
        due = self.due()
        if due and due.vanishes:
            self._spill(message_id)
            self._wipe_spilled()
        self._move(pending=None, taken="")
        self._show(self._asking.texts("dialogue.again"))

    def _is_answer(self, _: int) -> None:
        due, held = self.due(), self._position.pending
        if held:
            self._move(pending=None)
            if due:
                self._read(due, held.value, held.message_id, surely=True)


_OWN: dict[str, Callable[[Engine, int], None]] = {
    "_back": Engine._back,  # noqa: SLF001
    "_later": Engine._pause,  # noqa: SLF001
    "_cancel": Engine._cancel,  # noqa: SLF001
    "_cancel_yes": Engine._cancel_surely,  # noqa: SLF001
    "_resume": Engine._go_on,  # noqa: SLF001
    "_again": Engine._show_again,  # noqa: SLF001
    "_same": Engine._keep_answer,  # noqa: SLF001
    "_skip": Engine._skip,  # noqa: SLF001
    "_help": Engine._help,  # noqa: SLF001
    "_yes": Engine._confirm,  # noqa: SLF001
    "_no": Engine._deny,  # noqa: SLF001
    "_mine": Engine._is_answer,  # noqa: SLF001
    "_use": Engine._is_answer,  # noqa: SLF001
}
