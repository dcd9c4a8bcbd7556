"""The worker's own data: seen, corrected, taken along, erased; behind a second proof.

A phone is often a neighbour's, so that the chat alone proves nothing: registration number and birth date are
asked first. Wrong tries are counted per chat.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.clock import stamp
from bot.dialogue.event import Said
from bot.dialogue.position import Position
from bot.dialogue.reaction import ASIDE, Outcome, Reaction
from bot.dialogue.screen import Document, Screen
from bot.dialogue.screens import Hide, summary_lines
from bot.front.ways import Enrol, ShowMyData, Status
from bot.people.registration_number import NumberError, read_number
from bot.privacy.forgetting import told_of_chat
from bot.registration.access import Access, Accesses
from bot.registration.correcting import NEW_PICTURE, hand_back, store_changes
from bot.registration.drafts import offer_drafts
from bot.registration.enrolment import picture_event, request_file
from bot.registration.form import (
    CARD_PICTURE,
    CORRECTION,
    ENROLMENT,
    FORGOTTEN,
    PROOF,
    correction,
    proof,
)
from bot.registration.group import forms_of_drafts
from bot.registration.paying import recorded_lines
from bot.registration.proving import count_wrong, is_locked, knows_birth_date, show_lock
from bot.registration.recovery import tell_ways_back
from bot.registration.status import show_card
from bot.registration.store import Registrations
from bot.registration.taps import Close, Correct, Erase, EraseYes, File, Unlock
from bot.registration.whose import name_of_other
from bot.terms.stages import CHANGEABLE, NAMES, Stage
from bot.texts import Html, bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogue.event import Event
    from bot.registration.errands import CardPicture
    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.turns.turn import Turn


class MyData:
    """The conversation about stored data."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._proof, self._correction = proof(), correction(resources)
        self._forms = forms_of_drafts(resources)
        self._enrolment = self._forms[ENROLMENT]

    # -- the way in

    def open(self, turn: Turn) -> None:
        """Show the data if they are open already, else ask for the proof."""
        registration = self._opened(turn)
        found = Registrations(turn.tx).of_chat(turn.chat_id)
        submitted = [one for one in found if one.stage is not Stage.DRAFT]
        if registration:
            self._show(turn, registration)
        elif found and not submitted:
            offer_drafts(turn, self._forms)
        elif not submitted:
            turn.show(turn.texts("mydata.nothing"), (turn.button("menu.enrol", Enrol()),))
        elif is_locked(turn):
            show_lock(turn)
        else:
            turn.leave_form()
            turn.position = Position(form=PROOF)
            turn.play(self._proof, {}, None, turn.texts("mydata.why_proof"))

    def hear_number(self, turn: Turn, event: Event) -> bool:
        """Take a registration number that was typed outside of any form; False where it is none."""
        try:
            number = read_number(event.text if isinstance(event, Said) else "")
        except NumberError:
            return False
        shown = Registrations(turn.tx).shown_in(turn.chat_id)
        here = next((one for one in shown if one.number == number), None)
        if here:
            show_card(turn, here)
            return True
        self.open(turn)
        if turn.position.form == PROOF:
            self.take_proof(turn, event)
        return True

    def take_proof(self, turn: Turn, event: Event) -> Reaction:
        """Take one event while the proof is asked for."""
        scratch, before = turn.position.scratch, len(turn.acts)
        reaction = turn.play(self._proof, scratch, event)
        if reaction.saved.get("number") == FORGOTTEN:
            del turn.acts[before:]
            tell_ways_back(turn)
            return reaction
        turn.position = _scratched(turn.position, {**scratch, **reaction.saved})
        if reaction.outcome is Outcome.COMPLETED:
            self._judge(turn)
        elif reaction.outcome and reaction.outcome not in ASIDE:
            self.cancel(turn)
        return reaction

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        form = self._proof if turn.position.form == PROOF else self._correction
        turn.lead_back(form, turn.position.scratch)

    def cancel(self, turn: Turn) -> None:
        """Leave the form: nothing stored is lost by it."""
        correcting = turn.position.form == CORRECTION
        turn.leave_form()
        closed = turn.texts("mydata.unchanged") if correcting else turn.texts("mydata.closed")
        turn.show(closed, (turn.button("menu.my_data", ShowMyData()),))

    def _judge(self, turn: Turn) -> None:
        given = turn.position.scratch
        turn.leave_form()
        registration = Registrations(turn.tx).by_number(given["number"])
        if (
            registration
            and registration.chat_id == turn.chat_id
            and knows_birth_date(turn, registration, given["birth_date"])
        ):
            self._keep_open(turn, registration)
            turn.tx.audit(f"chat:{turn.chat_id}", "open own data", f"registration:{registration.id}")
            self._show(turn, registration)
        elif left := count_wrong(turn):
            again = (turn.button("mydata.try_again", ShowMyData()),)
            turn.show(turn.texts.counted("mydata.wrong", count=left), again)

    def _keep_open(self, turn: Turn, registration: Registration) -> None:
        until = turn.now + timedelta(minutes=self._resources.limits.opened_minutes)
        self._set_access(turn, Access(opened_id=registration.id, opened_until=stamp(until)))

    # -- what may be seen

    @staticmethod
    def _access(turn: Turn) -> Access:
        return Accesses(turn.tx).get(turn.chat_id)

    @staticmethod
    def _set_access(turn: Turn, access: Access) -> None:
        Accesses(turn.tx).put(turn.chat_id, access)

    def _opened(self, turn: Turn) -> Registration | None:
        access = self._access(turn)
        if not access.opened_id or access.opened_until <= stamp(turn.now):
            return None
        return Registrations(turn.tx).get(access.opened_id)

    def _show(self, turn: Turn, registration: Registration) -> None:
        texts, answers = turn.texts, Registrations(turn.tx).answers(registration.id)
        lines = summary_lines(self._enrolment, turn.asking(answers), Hide.PERSONAL)
        one = registration.id
        name = name_of_other(texts, answers)
        erase = texts("mydata.erase_of", name=name) if name else texts("mydata.erase")
        rows = [(turn.button("mydata.file", File(one)),), (turn.labelled(erase, Erase(one)),)]
        if registration.stage in CHANGEABLE:
            rows.insert(0, (turn.button("mydata.correct", Correct(one)),))
        if registration.locked:
            rows.append((turn.button("mydata.unlock", Unlock(one)),))
        turn.show(
            texts(
                "mydata.shown",
                heading=texts("mydata.heading_of", name=name) if name else texts("mydata.heading"),
                stage=texts(NAMES[registration.stage]),
                answers=Html("\n".join(lines)),
                minutes=self._resources.limits.opened_minutes,
            ),
            *rows,
            (turn.button("mydata.close", Close()),),
        )

    def unlock(self, turn: Turn, data: Unlock) -> None:
        """Show the registration that is open in this chat from now on."""
        self._with_opened(turn, data.registration, self._unlock)

    @staticmethod
    def _unlock(turn: Turn, registration: Registration) -> None:
        Registrations(turn.tx).unlock(registration.id, f"chat:{turn.chat_id}")
        turn.show(turn.texts("mydata.unlocked"), (turn.button("menu.status", Status()),))

    def _with_opened(self, turn: Turn, named: str, then: Callable[[Turn, Registration], None]) -> None:
        registration = self._opened(turn)
        if registration and named == registration.id:
            then(turn, registration)
        else:  # closed by now, or the button belongs to another registration of this chat
            self.open(turn)

    # -- what may be done

    def close(self, turn: Turn) -> None:
        """Close what is open."""
        access = self._access(turn)
        self._set_access(turn, Access(access.failures, access.locked_until))
        self.cancel(turn)

    def correct(self, turn: Turn, data: Correct) -> None:
        """Begin to change answers."""
        self._with_opened(turn, data.registration, self._correct)

    def _correct(self, turn: Turn, registration: Registration) -> None:
        if registration.stage not in CHANGEABLE:
            turn.show(turn.texts("mydata.taken_already", office=turn.office()))
            return
        registrations = Registrations(turn.tx)
        registrations.drop_picture(registration.id, NEW_PICTURE)  # of a correction that was left
        answers = registrations.answers(registration.id)
        turn.leave_form()
        turn.position = Position(form=CORRECTION, draft=registration.id, scratch=answers)
        turn.play(self._correction, answers, None)

    def take_correction(self, turn: Turn, event: Event, picture: bytes = b"") -> Reaction | None:
        """Take one event while answers are changed; they are stored together on *Send*."""
        registration = self._opened(turn)
        if registration is None or registration.id != turn.position.draft:
            turn.delete_traces(event)
            turn.leave_form()
            turn.show(turn.texts("mydata.time_over"), (turn.button("menu.my_data", ShowMyData()),))
            return None
        if registration.stage not in CHANGEABLE:
            turn.leave_form()
            turn.show(turn.texts("mydata.taken_already", office=turn.office()))
            return None
        self._keep_open(turn, registration)
        scratch = dict(turn.position.scratch)
        reaction = turn.play(self._correction, scratch, event)
        request_file(turn, reaction, registration.id)
        if picture and reaction.saved.get(CARD_PICTURE):
            Registrations(turn.tx).keep_picture(registration.id, NEW_PICTURE, picture)
        for step_id, value in reaction.saved.items():
            if value is None:
                scratch.pop(step_id, None)
            else:
                scratch[step_id] = value
        turn.position = _scratched(turn.position, scratch)
        if reaction.outcome is Outcome.COMPLETED:
            self._store_correction(turn, registration)
        elif reaction.outcome and reaction.outcome not in ASIDE:
            self.cancel(turn)
        return reaction

    def take_picture(self, turn: Turn, picture: CardPicture, content: bytes | None) -> None:
        """Take a picture that was fetched while answers are changed; it counts from *Send* on."""
        self.take_correction(turn, picture_event(picture.message_id, content), content or b"")

    def _store_correction(self, turn: Turn, registration: Registration) -> None:
        store_changes(turn, self._enrolment, registration, turn.position.scratch)
        hand_back(turn, registration)
        turn.leave_form()
        turn.show(turn.texts("mydata.corrected"), (turn.button("menu.my_data", ShowMyData()),))

    def send_file(self, turn: Turn, data: File) -> None:
        """Send everything that is stored, as a file that goes away by itself."""
        self._with_opened(turn, data.registration, self._send_file)

    def _send_file(self, turn: Turn, registration: Registration) -> None:
        registrations, texts = Registrations(turn.tx), turn.texts
        asking = turn.asking(registrations.answers(registration.id))
        number = registration.number
        history = [
            texts("mydata.file_stage", stage=texts(NAMES[stage]), at=texts.moment(at))
            for stage, at in registrations.history(registration.id)
        ]
        lines = [
            texts("mydata.file_heading", number=number.spoken if number else "", made=texts.moment(turn.now)),
            *map(bare, summary_lines(self._enrolment, asking, Hide.NOTHING)),
            texts(
                "mydata.file_consent",
                at=texts.moment(registration.created_at),
                version=registration.consent_version,
            ),
            *history,
            *map(bare, recorded_lines(texts, registration, whole=True)),
            *told_of_chat(turn.tx, turn.chat_id, texts),
        ]
        turn.tx.audit(f"chat:{turn.chat_id}", "take own data", f"registration:{registration.id}")
        content = "\r\n".join(lines).encode("utf-8-sig")
        self._show_file(turn, Document(texts.bare("mydata.file_name"), content))
        picture = registrations.picture(registration.id, CARD_PICTURE)
        if picture:
            suffix = asking.answers.get(CARD_PICTURE, "jpeg")
            self._show_file(turn, Document(f"ktp.{suffix}", picture))

    def _show_file(self, turn: Turn, document: Document) -> None:
        minutes = self._resources.limits.data_file_minutes
        text = turn.texts.counted("mydata.file_sent", count=minutes)
        turn.acts.append(Screen(text, document=document, vanishes_after=minutes * 60))

    def ask_to_erase(self, turn: Turn, data: Erase) -> None:
        """Ask for a yes to erasing everything."""
        self._with_opened(turn, data.registration, self._ask_to_erase)

    @staticmethod
    def _ask_to_erase(turn: Turn, registration: Registration) -> None:
        texts, office = turn.texts, turn.office()
        name = name_of_other(texts, Registrations(turn.tx).answers(registration.id))
        surely = texts("mydata.erase_surely_of", name=name, office=office)
        turn.show(
            surely if name else texts("mydata.erase_surely", office=office),
            (turn.button("mydata.erase_yes", EraseYes(registration.id)),),
            (turn.button("mydata.erase_no", ShowMyData()),),
        )

    def erase(self, turn: Turn, data: EraseYes) -> None:
        """Erase the registration that is open."""
        self._with_opened(turn, data.registration, self._erase)

    @staticmethod
    def _erase(turn: Turn, registration: Registration) -> None:
        texts, registrations = turn.texts, Registrations(turn.tx)
        name = name_of_other(texts, registrations.answers(registration.id))
        registrations.erase(registration.id, f"chat:{turn.chat_id}")
        turn.leave_form()
        erased = texts("mydata.erased_of", name=name) if name else texts("mydata.erased")
        turn.show(erased, (turn.button("menu.enrol", Enrol()),))


def _scratched(position: Position, scratch: dict[str, str | None] | dict[str, str]) -> Position:
    return replace(position, scratch={step: value for step, value in scratch.items() if value is not None})
