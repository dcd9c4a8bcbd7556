"""Enrolling by chat: from the first /start to the number."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.event import FetchedPicture, Said, Tapped
from bot.dialogue.form import SUMMARY
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome, Reaction
from bot.dialogue.screen import Button, Rows
from bot.dialogue.screens import Hide, step_data, summary_lines
from bot.front.ways import (
    NEW,
    AskAnything,
    Calculate,
    Drop,
    Enrol,
    InDanger,
    Language,
    Lock,
    ShowBenefits,
    WelcomeLaws,
)
from bot.registration import drafts
from bot.registration.errands import CardPicture
from bot.registration.form import CARD_PICTURE, ENROLMENT
from bot.registration.group import form_of, forms_of_drafts
from bot.registration.handing_in import alike, hand_in, hand_in_group
from bot.registration.passages import Passage, Passages
from bot.registration.pictures import PictureFault, kind_of
from bot.registration.steps.readers import GROUP, OTHER, SELF, is_for_other
from bot.registration.store import Registrations
from bot.registration.wishing import wish_in
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.event import Event
    from bot.dialogue.form import Form
    from bot.registration.taps import NextPerson
    from bot.resources import Resources
    from bot.turns.turn import Turn


_ANY = Enrol()


class Enrolment:
    """The conversation that fills a draft and sends it.

    Before consent there is no draft: the little that was chosen until then stands in the position.
    """

    def __init__(self, resources: Resources) -> None:
        self._forms = forms_of_drafts(resources)
        self.form = self._forms[ENROLMENT]
        self._resources = resources

    def way_in(self, turn: Turn) -> Rows:
        """Return the buttons under the first screen."""
        own = Button(turn.texts("menu.enrol_self"), step_data("for_whom", SELF))
        other = Button(turn.texts("menu.enrol_other"), step_data("for_whom", OTHER))
        return (
            (own,),
            (other,),
            (turn.button("menu.benefits", ShowBenefits()), turn.button("menu.calculate", Calculate())),
            (turn.button("menu.ask", AskAnything()), turn.button("menu.language", Language())),
            (turn.button("menu.danger", InDanger()), turn.button("answer.laws", WelcomeLaws())),
        )

    def leads_in(self, turn: Turn, event: Event) -> bool:
        """Tell whether an event outside of any form asks to enrol."""
        if isinstance(event, Tapped):
            return event.step in {"for_whom", self.form.consent}
        return isinstance(event, Said) and wish_in(event.text, turn.asking({})) is not None

    def listen(self, turn: Turn, event: Event) -> bool:
        """Begin by an event outside of any form that asks to enrol; False where it does not."""
        asks = self.leads_in(turn, event)
        if asks:
            self._come_in(turn, event)
        return asks

    def _come_in(self, turn: Turn, event: Event) -> None:
        """Begin by an event that asks to enrol; a choice made with it is taken."""
        if Registrations(turn.tx).drafts_of(turn.chat_id):
            self.begin(turn)
        elif isinstance(event, Said) and (whom := wish_in(event.text, turn.asking({}))):
            self._begin_for(turn, whom)
        elif isinstance(event, Tapped) and event.step == "for_whom":
            turn.leave_form()
            turn.position = replace(turn.position, form=ENROLMENT)
            self._settle(turn, turn.play(self.form, {}, event), {})
        else:
            self._open(turn, "")

    def _begin_for(self, turn: Turn, whom: str) -> None:
        """Begin a registration of which it is known for whom it is."""
        turn.leave_form()
        turn.position = replace(turn.position, form=ENROLMENT, scratch={"for_whom": whom})
        turn.play(self.form, self._answers(turn), None)

    def resume(self, turn: Turn) -> bool:
        """Show the draft that is waiting, in place of a button that is too old; False where none is."""
        waits = bool(Registrations(turn.tx).drafts_of(turn.chat_id))
        if waits:
            turn.show(turn.texts("menu.old_button"))
            self.begin(turn)
        return waits

    def begin(self, turn: Turn, data: Enrol = _ANY) -> None:
        """Go on with the draft, offer the drafts where there are several, or begin a registration."""
        chosen, found = data.draft, Registrations(turn.tx).drafts_of(turn.chat_id)
        if turn.words and not found and (whom := wish_in(turn.words, turn.asking({}))):
            self._begin_for(turn, whom)
            return
        if chosen == NEW:
            self._open(turn, "")
        elif chosen and drafts.draft_with(turn, chosen):
            self._open(turn, chosen)
        elif turn.in_form and turn.position.form in {ENROLMENT, GROUP}:
            self._open(turn, turn.position.draft)
        elif len(found) > 1:
            drafts.offer_drafts(turn, self._forms)
        else:
            self._open(turn, found[0].id if found else "")

    def begin_with(self, turn: Turn, answers: Mapping[str, str]) -> None:
        """Enrol with answers given elsewhere; in a new registration they are kept once there is consent."""
        registrations = Registrations(turn.tx)
        found = registrations.drafts_of(turn.chat_id)
        turn.leave_form()
        if len(found) == 1 and not is_for_other(registrations.answers(found[0].id)):
            registrations.save(found[0].id, self.form, answers)
            turn.position = Position(form=ENROLMENT, draft=found[0].id)
        else:
            turn.position = replace(turn.position, form=ENROLMENT, scratch=dict(answers))
        self._ask_consent_anew(turn)
        turn.play(self.form, self._answers(turn), None)

    def begin_next(self, turn: Turn, data: NextPerson) -> None:
        """Enrol another person with what is the same as of the one before, where that is still shown here."""
        same = alike(turn, self.form, data.registration)
        turn.leave_form()
        turn.position = replace(turn.position, form=ENROLMENT, scratch=same)
        lines = summary_lines(self.form, turn.asking(same), Hide.NOTHING)
        lead = turn.texts("enrolment.alike", lines=Html("\n".join(lines[1:]))) if same else ""
        turn.play(self.form, same, None, lead)

    def _open(self, turn: Turn, draft: str) -> None:
        self._leave_lost_draft(turn)
        if turn.position.form in {ENROLMENT, GROUP} and turn.position.draft == draft:
            turn.position = replace(turn.position, paused=False)
        else:
            turn.leave_form()
            form = form_of(Registrations(turn.tx).answers(draft)) if draft else ENROLMENT
            turn.position = replace(turn.position, form=form, draft=draft)
        self._ask_consent_anew(turn)
        turn.play(self._form(turn), self._answers(turn), None)

    def begin_group(self, turn: Turn) -> None:
        """Enrol a group: go on with the one that waits, or begin one."""
        registrations = Registrations(turn.tx)
        waiting = [one.id for one in registrations.drafts_of(turn.chat_id)]
        groups = [one for one in waiting if form_of(registrations.answers(one)) == GROUP]
        if groups or turn.position.form == GROUP:
            self._open(turn, groups[0] if groups else turn.position.draft)
            return
        turn.leave_form()
        turn.position = replace(turn.position, form=GROUP, scratch={"for_whom": GROUP})
        turn.play(self._form(turn), self._answers(turn), None, turn.texts("joint.what"))

    def _form(self, turn: Turn) -> Form:
        return self._forms[turn.position.form]

    def _ask_consent_anew(self, turn: Turn) -> None:
        """Take back a consent that was given to another version of the notice."""
        registrations = Registrations(turn.tx)
        draft = registrations.get(turn.position.draft) if turn.position.draft else None
        if draft and draft.consent_version != self._resources.notice_version:
            registrations.save(draft.id, self.form, {self.form.consent: None})

    def offer_drafts(self, turn: Turn) -> None:
        """Offer to go on with each draft."""
        turn.leave_form()
        drafts.offer_drafts(turn, self._forms)

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one event while this form is open."""
        self._leave_lost_draft(turn)
        answers = self._answers(turn)
        return self._settle(turn, turn.play(self._form(turn), answers, event), answers)

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        self._leave_lost_draft(turn)
        turn.lead_back(self._form(turn), self._answers(turn))

    def cancel(self, turn: Turn) -> None:
        """Do what the button *cancel* does."""
        turn.position = replace(turn.position, paused=False)
        answers = self._answers(turn)
        self._settle(turn, turn.ask_to_cancel(self._form(turn), answers), answers)

    def abandon(self, turn: Turn) -> bool:
        """Ask for a yes to throwing away what waits unfinished; False where nothing does."""
        waits = bool(Registrations(turn.tx).drafts_of(turn.chat_id))
        if waits:
            self.ask_to_drop(turn, Drop())
        return waits

    def ask_to_drop(self, turn: Turn, data: Drop) -> None:
        """Ask for a yes to throwing away the draft that a button names, or the only one."""
        found = Registrations(turn.tx).drafts_of(turn.chat_id)
        draft = data.draft or (found[0].id if len(found) == 1 else "")
        if not found:
            turn.show(turn.texts("menu.nothing_to_cancel"), (turn.button("menu.enrol", Enrol()),))
        elif drafts.draft_with(turn, draft):
            if turn.position.draft != draft:
                turn.leave_form()
                form = form_of(Registrations(turn.tx).answers(draft))
                turn.position = Position(form=form, draft=draft)
            self.cancel(turn)
        else:
            self.offer_drafts(turn)

    @staticmethod
    def _leave_lost_draft(turn: Turn) -> None:
        """Begin anew where the draft has grown old meanwhile and was deleted."""
        if turn.position.draft and Registrations(turn.tx).get(turn.position.draft) is None:
            turn.leave_form()
            turn.position = Position(form=ENROLMENT)

    def _answers(self, turn: Turn) -> dict[str, str]:
        if turn.position.draft:
            return Registrations(turn.tx).answers(turn.position.draft)
        return dict(turn.position.scratch)

    # -- what comes of an event

    def _settle(self, turn: Turn, reaction: Reaction, answers: Mapping[str, str]) -> Reaction:
        """Do what comes of an event that met some answers."""
        if reaction.saved:
            self._count(turn, reaction, answers)
            self._save(turn, reaction)
        settle = {
            Outcome.COMPLETED: self._submit,
            Outcome.CANCELLED: self._cancelled,
            Outcome.DECLINED: self._declined,
            Outcome.PAUSED: self._paused,
        }
        if reaction.fetch:
            request_file(turn, reaction, turn.position.draft)
        if reaction.outcome in settle:
            settle[reaction.outcome](turn, reaction)
        return reaction

    def _save(self, turn: Turn, reaction: Reaction) -> None:
        registrations, draft, form = Registrations(turn.tx), turn.position.draft, self._form(turn)
        if draft:
            registrations.save(draft, form, reaction.saved)
            if reaction.saved.get(self.form.consent):
                registrations.renew_consent(draft, turn.chat_id, self._resources.notice_version)
            return
        kept = {**turn.position.scratch, **reaction.saved}
        chosen = {step: value for step, value in kept.items() if value is not None}
        if self.form.consent in chosen:
            version, link = self._resources.notice_version, turn.position.start_link
            draft = registrations.create(turn.chat_id, version, link)
            registrations.save(draft, form, chosen)
            chosen = {}
        turn.position = replace(turn.position, draft=draft, scratch=chosen)

    def _count(self, turn: Turn, reaction: Reaction, before: Mapping[str, str]) -> None:
        """Count that the first open question was answered, where that led on: nothing about whom."""
        form = self._form(turn)
        after = {step: value for step, value in {**before, **reaction.saved}.items() if value is not None}
        passed, due = form.due(before), form.due(after)
        leads_on = due is None or (passed is not None and form.steps.index(passed) < form.steps.index(due))
        if passed and due is not passed and leads_on:
            Passages(turn.tx).pass_on(passed.id, due.id if due else SUMMARY, self._took(turn))

    @staticmethod
    def _took(turn: Turn) -> int | None:
        """Return the seconds since the question; None where nobody knows, or somebody did other things."""
        if turn.asked_at is None:
            return None
        took = turn.now - turn.asked_at
        known = timedelta() <= took <= timedelta(seconds=turn.resources.figures.answer_seconds)
        return round(took.total_seconds()) if known else None

    def take_picture(self, turn: Turn, picture: CardPicture, content: bytes | None) -> None:
        """Take the picture of a card that was fetched for the draft that is open."""
        self._leave_lost_draft(turn)
        answers = self._answers(turn)
        reaction = turn.play(self.form, answers, picture_event(picture.message_id, content))
        if content and reaction.saved.get(CARD_PICTURE):
            Registrations(turn.tx).keep_picture(turn.position.draft, CARD_PICTURE, content)
        self._settle(turn, reaction, answers)

    def _submit(self, turn: Turn, _: Reaction) -> None:
        if turn.position.form == GROUP:
            hand_in_group(turn, self._forms[GROUP], self.form, turn.position.draft)
        else:
            hand_in(turn, self.form, turn.position.draft)

    def _cancelled(self, turn: Turn, _: Reaction) -> None:
        if turn.position.draft:
            Registrations(turn.tx).drop_draft(turn.position.draft, f"chat:{turn.chat_id}")
            Passages(turn.tx).reach(Passage.DROPPED)
        turn.leave_form()
        turn.show(turn.texts("enrolment.cancelled"), (turn.button("menu.enrol", Enrol()),))

    @staticmethod
    def _declined(turn: Turn, _: Reaction) -> None:
        if turn.position.draft:  # consent was asked anew, for another person
            Registrations(turn.tx).drop_draft(turn.position.draft, f"chat:{turn.chat_id}")
        turn.leave_form()
        turn.show(turn.texts("enrolment.declined"), (turn.button("menu.enrol", Enrol()),))

    @staticmethod
    def _paused(turn: Turn, _: Reaction) -> None:
        turn.show(
            turn.texts("enrolment.paused"),
            (turn.button("enrolment.go_on", Enrol(turn.position.draft)),),
            (turn.button("enrolment.another", Enrol(NEW)),),
            (turn.button("menu.lock", Lock()),),
        )


def request_file(turn: Turn, reaction: Reaction, draft: str) -> None:
    """Have a picture fetched; `picture_event` is what comes of it."""
    if reaction.fetch:
        turn.acts.append(CardPicture(reaction.fetch.file_id, draft, reaction.fetch.message_id))


def picture_event(message_id: int, content: bytes | None) -> FetchedPicture:
    """Return what a fetched file is to the form: the kind of picture, or why it is not taken."""
    if content is None:
        return FetchedPicture("", message_id, key("card_picture.refused_fetch"))
    try:
        return FetchedPicture(kind_of(content), message_id)
    except PictureFault:
        return FetchedPicture("", message_id, key("card_picture.refused_kind"))
