"""What is entered into the ledger in the chat: people out of a list, payments, partings, corrections."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.cover.entries import EntryKind
from bot.cover.shares import Leaving
from bot.dialogue.data import OutdatedError
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome
from bot.funding import entry_forms, entry_screens, screens, taps
from bot.funding.chat import found
from bot.funding.counting import DueFigures, JoiningFigures, LookDue, LookJoining
from bot.ledger.entries import Ledger, New, Parted
from bot.ledger.programmes import FundingProgrammes
from bot.ledger.terms import ProgrammeState
from bot.months import month_in, month_of
from bot.register.sources import SourceKind, Sources, SourceState
from bot.registration.store import Registrations
from bot.scheme.contributions import Sector

if TYPE_CHECKING:
    from bot.cover.shares import Offer
    from bot.dialogue.event import Event
    from bot.dialogue.form import Form
    from bot.dialogue.reaction import Reaction
    from bot.ledger.entries import Booked, Lines
    from bot.ledger.terms import FundingProgramme
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn

_NIK_DIGITS = 16


class Entering:
    """The conversation."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._pay_months, self._pay_sum = entry_forms.pay_months_form(), entry_forms.pay_sum_form()
        self._leave = entry_forms.leave_form()

    def steps(self, form: str) -> tuple[str, ...]:
        """Return the ids of the questions of a form."""
        return tuple(self._form(form).by_id)

    def _form(self, name: str) -> Form:
        forms = {one.id: one for one in (self._pay_months, self._pay_sum, self._leave)}
        return forms[name]

    # -- people out of a list

    @staticmethod
    def choose_list(turn: Turn, data: taps.ChooseList) -> None:
        """Show lists in force, the newest first: the one of a decree has usually just come."""
        lists = [one for one in Sources(turn.tx).in_force() if one.kind is SourceKind.AGENCY]
        lists.sort(key=lambda one: one.in_force_at or one.at, reverse=True)
        turn.put(entry_screens.choose_list(turn, found(turn, data.number), lists, data.page), turn.over)

    @staticmethod
    def try_list(turn: Turn, data: taps.TryList) -> None:
        """Have counted whom a list brings."""
        programme = found(turn, data.number)
        first = data.first or max(programme.terms.first, month_of(office_day(turn.now)))
        first = min(first, programme.terms.last)
        turn.acts.append(LookJoining(programme.id, data.source, first, programme.terms.last, turn.over))

    @staticmethod
    def show_joining(turn: Turn, errand: LookJoining, figures: JoiningFigures | None) -> None:
        """Show whom it brings; or write the entries, where that was said."""
        programme = FundingProgrammes(turn.tx).get(errand.number)
        if programme is None or figures is None:
            turn.show(turn.texts("programme.not_counted"))
        elif errand.then:
            _take_list(turn, programme, errand, figures)
        else:
            turn.put(entry_screens.joining(turn, programme, errand, figures), errand.over)

    @staticmethod
    def take_list(turn: Turn, data: taps.TakeList) -> None:
        """Count once more, and take the people of the list."""
        programme = found(turn, data.number)
        if programme.state is not ProgrammeState.CONFIRMED:
            raise OutdatedError(data.source)
        turn.acts.append(
            LookJoining(
                programme.id, data.source, data.first, programme.terms.last, turn.over, 1 + data.leave
            )
        )

    # -- payments

    def ask_pay(self, turn: Turn, data: taps.Pay) -> None:
        """Ask which months were paid."""
        programme = found(turn, data.number)
        self._begin(turn, self._pay_months, {
            entry_forms.OF: str(programme.id),
            entry_forms.FIRST: str(programme.terms.first), entry_forms.LAST: str(programme.terms.last),
        })  # fmt: skip

    @staticmethod
    def _begin(turn: Turn, form: Form, scratch: dict[str, str]) -> None:
        turn.leave_form()
        turn.position = Position(form=form.id, scratch=scratch)
        turn.play(form, scratch, None)

    def ask_sum(self, turn: Turn, errand: LookDue, figures: DueFigures | None) -> None:
        """Ask how much was paid, with what is due on a button."""
        programme = FundingProgrammes(turn.tx).get(errand.number)
        if programme is None or figures is None:
            turn.show(turn.texts("programme.not_counted"))
            return
        if not figures.rupiah:
            turn.show(
                turn.texts("payment.nothing_due"),
                (turn.button("programme.back", taps.OpenProgramme(programme.id)),),
            )
            return
        texts = turn.texts
        what = texts(
            "payment.what",
            people=texts.number(figures.people),
            months=screens.months_named(texts, errand.first, errand.last),
            sum=texts.money(figures.rupiah),
        )
        self._begin(turn, self._pay_sum, {
            entry_forms.OF: str(programme.id), entry_forms.FIRST: str(errand.first),
            entry_forms.LAST: str(errand.last), entry_forms.DUE: str(figures.rupiah),
            entry_forms.WHAT: what, "people": str(figures.people),
        })  # fmt: skip

    def _pay(self, turn: Turn, entered: dict[str, str]) -> None:
        rupiah = int(entered["py_sum"])
        second_from = self._resources.funding.second_from
        number = Ledger(turn.tx).write(
            New(
                EntryKind.PAID, int(entered[entry_forms.OF]), turn.chat_id,
                date.fromisoformat(entered["py_day"]), first=int(entered[entry_forms.FIRST]),
                last=int(entered[entry_forms.LAST]), rupiah=rupiah, people=int(entered["people"]),
                document=entered["py_document"], needs_second=rupiah >= second_from,
            ),
            tell=turn.chat_id,
        )  # fmt: skip
        _promise(turn, number)

    # -- partings

    def ask_leave(self, turn: Turn, data: taps.Leave) -> None:
        """Ask who is paid for no longer."""
        terms = found(turn, data.number).terms
        self._begin(turn, self._leave, {
            entry_forms.OF: str(data.number),
            entry_forms.FIRST: str(terms.first), entry_forms.LAST: str(terms.last),
        })  # fmt: skip

    @staticmethod
    def _part(turn: Turn, entered: dict[str, str]) -> None:
        programme, who = int(entered[entry_forms.OF]), who_is(turn.tx, entered["lv_who"])
        offers = FundingProgrammes(turn.tx).offers(turn.resources)
        lines = Ledger(turn.tx).person([who], offers) if who else None
        if who is None or lines is None or offers[programme] not in {one.offer for one in lines.promises}:
            turn.show(
                turn.texts("parting.no_member"), (turn.button("programme.leave", taps.Leave(programme)),)
            )
            return
        month = month_in(entered["lv_from"])
        if not still_paid_for(lines, offers[programme], month):
            turn.show(turn.texts("parting.not_any_more"))
            return
        ledger = Ledger(turn.tx)
        number = ledger.write(
            New(EntryKind.LEFT, programme, turn.chat_id, office_day(turn.now), first=month, people=1)
        )
        ledger.add(number, Parted(who, month, Leaving(entered["lv_reason"])))
        turn.acts.append(entry_screens.entry(turn, _entry(turn, number)))

    # -- entries

    @staticmethod
    def book(turn: Turn, data: taps.Book) -> None:
        """Show the entries of a programme."""
        turn.put(entry_screens.book(turn, found(turn, data.number), data.page), turn.over)

    @staticmethod
    def open_entry(turn: Turn, data: taps.OpenEntry) -> None:
        """Show one entry."""
        turn.put(entry_screens.entry(turn, _entry(turn, data.entry)), turn.over)

    @staticmethod
    def ask_to_correct(turn: Turn, data: taps.AskToCorrect) -> None:
        """Ask for a yes to taking an entry back."""
        one = _entry(turn, data.entry)
        turn.show(
            turn.texts("ledger.correct_sure", line=entry_screens.entry_line(turn, one)),
            (turn.button("ledger.correct_yes", taps.Correct(one.id)),),
            (turn.button("ledger.open", taps.OpenEntry(one.id)),),
            decides=True,
        )

    @staticmethod
    def correct(turn: Turn, data: taps.Correct) -> None:
        """Take an entry back, by one that says so; two taps do it once."""
        one, ledger = _entry(turn, data.entry), Ledger(turn.tx)
        if not ledger.is_corrected(one.id) and not ledger.taking_back(one.id):
            ledger.take_back(one, turn.chat_id, tell=turn.chat_id)
        _show_entry(turn, one.id)

    @staticmethod
    def agree(turn: Turn, data: taps.Agree) -> None:
        """Agree to a payment as the second person."""
        one = _entry(turn, data.entry)
        if one.by == turn.chat_id:
            turn.show(turn.texts("ledger.own"))
            return
        if not Ledger(turn.tx).is_agreed(one.id):
            new = New(EntryKind.AGREED, one.programme, turn.chat_id, office_day(turn.now), about=one.id)
            Ledger(turn.tx).write(new)
        _show_entry(turn, one.id)

    # -- the forms

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one answer."""
        form = turn.position.form
        reaction, entered = turn.play_noting(self._form(form), event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._complete(turn, form, entered)
        elif reaction.outcome:
            self.cancel(turn)
        return reaction

    def _complete(self, turn: Turn, form: str, entered: dict[str, str]) -> None:
        if form == entry_forms.PAY_MONTHS:
            first = month_in(entered["py_first"])
            last = first + int(entered["py_months"]) - 1
            turn.acts.append(LookDue(int(entered[entry_forms.OF]), first, last, turn.chat_id))
        elif form == entry_forms.PAY_SUM:
            self._pay(turn, entered)
        else:
            self._part(turn, entered)

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form(turn.position.form), turn.position.scratch)

    @staticmethod
    def cancel(turn: Turn) -> None:
        """Leave the questions: nothing is entered."""
        programme = turn.position.scratch.get(entry_forms.OF, "0")
        turn.leave_form()
        turn.show(
            turn.texts("ledger.left"),
            (turn.button("programme.back", taps.OpenProgramme(int(programme))),),
        )


def still_paid_for(lines: Lines, offer: Offer, month: int) -> bool:
    """Tell whether a programme pays any month of somebody from one on."""
    insured = lines.insured(Sector.OTHER)
    last = max((one.last for one in lines.promises if one.offer == offer), default=month)
    return any(
        offer in insured.promised_in(each) and not insured.is_gone(each) for each in range(month, last + 1)
    )


def _take_list(turn: Turn, programme: FundingProgramme, errand: LookJoining, figures: JoiningFigures) -> None:
    """Write the entries, unless there is no room or money by now."""
    source = Sources(turn.tx).get(errand.source)
    if (
        source is None
        or source.state is not SourceState.IN_FORCE
        or not entry_screens.fits(programme, figures)
    ):
        turn.put(entry_screens.joining(turn, programme, errand, figures), errand.over)
        return
    ledger, number = Ledger(turn.tx), 0
    if any(one.in_work and one.source_id == source.id for one in ledger.of_programme(programme.id)):
        turn.show(turn.texts("joining.being_written"))  # a second tap
        return
    if figures.new:
        new = New(
            EntryKind.PROMISED, programme.id, turn.chat_id, source.as_of, first=errand.first,
            last=errand.last, rupiah=figures.rupiah, people=figures.new,
            document=programme.terms.document, source_id=source.id,
        )  # fmt: skip
        number = ledger.write(new, tell=turn.chat_id)
    if errand.then > 1 and figures.missing:
        left = New(
            EntryKind.LEFT, programme.id, turn.chat_id, source.as_of, first=errand.first,
            people=figures.missing, source_id=source.id,
        )  # fmt: skip
        number = ledger.write(left, tell=turn.chat_id)
    if number:
        _promise(turn, number)
    else:
        turn.put(entry_screens.joining(turn, programme, errand, figures), errand.over)


def _promise(turn: Turn, number: int) -> None:
    turn.show(turn.texts("ledger.promised", number=number))


def _show_entry(turn: Turn, number: int) -> None:
    turn.put(entry_screens.entry(turn, _entry(turn, number)), turn.over)


def _entry(turn: Turn, number: int) -> Booked:
    entry = Ledger(turn.tx).get(number)
    if entry is None:
        raise OutdatedError(str(number))
    return entry


def who_is(tx: Transaction, digits: str) -> bytes | None:
    """Return the keyed hash of a NIK, or of the NIK of the registration with a number."""
    if len(digits) == _NIK_DIGITS:
        return tx.keys.lookup("nik", digits)
    registration = Registrations(tx).by_number(digits)
    return Registrations(tx).nik_hash(registration.id) if registration else None
