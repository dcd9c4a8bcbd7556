"""Enrolling by chat: from the first /start to the number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.event import Said, Tapped
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome, Reaction
from bot.dialogue.screen import Button, Rows, Screen
from bot.dialogue.screens import step_data
from bot.registration.form import ENROLMENT, enrolment
from bot.registration.readers import NikReader
from bot.registration.stages import Stage
from bot.registration.store import Registration, Registrations
from bot.texts import key, plain

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.resources import Resources
    from bot.turn import Turn


class Enrolment:
    """The conversation that fills a draft and sends it."""

    def __init__(self, resources: Resources) -> None:
        self.form = enrolment(resources)
        self._resources = resources
        self._nik = NikReader(resources.divisions)

    def way_in(self, turn: Turn) -> Rows:
        """Return the buttons under the first screen."""
        enrol = Button(turn.texts("menu.enrol_now"), step_data(self.form.consent, "_start"))
        return ((enrol,), (turn.button("menu.language", "language"), turn.button("menu.help", "help")))

    def leads_in(self, event: Event) -> bool:
        """Tell whether an event outside of any form asks to enrol."""
        if isinstance(event, Tapped):
            return event.step == self.form.consent
        said = self._resources.catalogues.said
        wishes = said(key("words.enrol")) | said(key("words.agree"))
        return isinstance(event, Said) and plain(event.text) in wishes

    def draft_of(self, turn: Turn) -> Registration | None:
        """Return the chat's unfinished registration."""
        drafts = [one for one in Registrations(turn.tx).of_chat(turn.chat_id) if one.stage is Stage.DRAFT]
        return drafts[-1] if drafts else None

    def offer_draft(self, turn: Turn, draft: Registration) -> None:
        """Offer to go on with the draft, or to begin anew."""
        answers = Registrations(turn.tx).answers(draft.id)
        steps = self.form.open_steps(answers)
        turn.position = replace(turn.position, paused=True)
        turn.show(
            turn.texts(
                "enrolment.unfinished", done=len([s for s in steps if s.id in answers]) - 1, of=len(steps) - 1
            ),
            (turn.button("enrolment.go_on", "enrol"),),
            (turn.button("enrolment.restart", "drop"),),
        )

    def begin(self, turn: Turn, lead: str = "") -> None:
        """Go on with the draft, or ask for consent to a new one."""
        draft = self.draft_of(turn)
        draft_id = draft.id if draft else ""
        if turn.position.form == ENROLMENT and turn.position.draft == draft_id:
            turn.position = replace(turn.position, paused=False)
        else:
            turn.position = Position(form=ENROLMENT, draft=draft_id, start_link=turn.position.start_link)
        turn.play(self.form, self._answers(turn), None, lead)

    def take(self, turn: Turn, event: Event) -> None:
        """Take one event while this form is open."""
        self._leave_lost_draft(turn)
        self._settle(turn, turn.play(self.form, self._answers(turn), event))

    def repeat(self, turn: Turn, lead: str = "") -> None:
        """Show what is current again."""
        self._leave_lost_draft(turn)
        turn.play(self.form, self._answers(turn), None, lead)

    def ask_to_cancel(self, turn: Turn) -> None:
        """Do what the button *cancel* does."""
        if turn.position.form != ENROLMENT:
            draft = self.draft_of(turn)
            turn.position = Position(form=ENROLMENT, draft=draft.id if draft else "")
        turn.position = replace(turn.position, paused=False)
        self._settle(turn, turn.ask_to_cancel(self.form, self._answers(turn)))

    @staticmethod
    def _leave_lost_draft(turn: Turn) -> None:
        """Begin anew where the draft has grown old meanwhile and was deleted."""
        if turn.position.draft and Registrations(turn.tx).get(turn.position.draft) is None:
            turn.leave_form()
            turn.position = Position(form=ENROLMENT)

    def _answers(self, turn: Turn) -> dict[str, str]:
        return Registrations(turn.tx).answers(turn.position.draft) if turn.position.draft else {}

    def _settle(self, turn: Turn, reaction: Reaction) -> None:
        if reaction.saved:
            self._save(turn, reaction)
        settle = {
            Outcome.COMPLETED: self._submit,
            Outcome.CANCELLED: self._cancelled,
            Outcome.DECLINED: self._declined,
            Outcome.PAUSED: self._paused,
            Outcome.ASKED_OFFICE: self._asked_office,
            Outcome.WANTS_HELP: self._wants_help,
        }
        if reaction.outcome:
            settle[reaction.outcome](turn, reaction)

    def _save(self, turn: Turn, reaction: Reaction) -> None:
        registrations = Registrations(turn.tx)
        if not turn.position.draft:
            version, link = self._resources.notice_version, turn.position.start_link
            draft = registrations.create(turn.chat_id, version, link)
            turn.position = replace(turn.position, draft=draft)
        registrations.save(turn.position.draft, self.form, reaction.saved)

    def _submit(self, turn: Turn, _: Reaction) -> None:
        draft, registrations = turn.position.draft, Registrations(turn.tx)
        answers = registrations.answers(draft)
        nik, open_steps = answers["nik"], {step.id for step in self.form.open_steps(answers)}
        # What was answered before a change of the form, or of an answer, is not asked for any more.
        registrations.save(draft, self.form, dict.fromkeys(answers.keys() - open_steps))
        marks = self._nik.warnings(nik, office_day(turn.now))
        number = registrations.submit(draft, turn.chat_id, nik, marks)
        turn.leave_form()
        turn.show(turn.texts("enrolment.sent", number=number.spoken))
        turn.show(
            turn.texts("enrolment.what_next"),
            (turn.button("menu.status", "status"), turn.button("menu.my_data", "mydata")),
        )

    def _cancelled(self, turn: Turn, _: Reaction) -> None:
        if turn.position.draft:
            Registrations(turn.tx).drop_draft(turn.position.draft, f"chat:{turn.chat_id}")
        turn.leave_form()
        turn.show(turn.texts("enrolment.cancelled"), (turn.button("menu.enrol", "enrol"),))

    @staticmethod
    def _declined(turn: Turn, _: Reaction) -> None:
        turn.leave_form()
        turn.show(turn.texts("enrolment.declined"), (turn.button("menu.enrol", "enrol"),))

    @staticmethod
    def _paused(turn: Turn, _: Reaction) -> None:
        turn.show(turn.texts("enrolment.paused"), (turn.button("enrolment.go_on", "enrol"),))

    @staticmethod
    def _asked_office(turn: Turn, reaction: Reaction) -> None:
        keep_for_office(turn, reaction, key("office.question_kept"))

    @staticmethod
    def _wants_help(turn: Turn, reaction: Reaction) -> None:
        keep_for_office(turn, reaction, key("office.help_kept"))


def keep_for_office(turn: Turn, reaction: Reaction, message_id: str) -> None:
    """Keep a question or a call for help, and say so above the question that follows."""
    Registrations(turn.tx).keep_question(turn.chat_id, reaction.step, reaction.text)
    turn.acts.insert(0, Screen(turn.texts(message_id, office=turn.office())))
