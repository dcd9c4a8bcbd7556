"""/program: programmes that pay, put together, confirmed, ended; whom they might pay for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.data import OutdatedError
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome
from bot.funding import month_screens, screens, taps
from bot.funding.counting import LookCandidates, LookEnds, LookMonths, LookProgramme
from bot.funding.files import CandidateFile, VillageFile
from bot.funding.programme_form import OF, PROGRAMME, answers_of, programme_form, terms_of
from bot.funding.programme_readers import AGENCIES
from bot.ledger.entries import Ledger
from bot.ledger.programmes import FundingProgrammes
from bot.ledger.terms import ProgrammeState
from bot.months import month_of
from bot.register.sources import Sources
from bot.terms.roles import Right

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.funding.counting import CandidateFigures, EndFigures, MonthFigures, ProgrammeFigures
    from bot.ledger.terms import FundingProgramme, Terms
    from bot.resources import Resources
    from bot.turns.turn import Turn

_NEWEST = taps.ListProgrammes()
_LISTS = 20  # agencies that are offered by name
_MONTHS_AHEAD, _ENDS_AHEAD = 12, 24


def found(turn: Turn, number: int) -> FundingProgramme:
    """Return a programme that a button names. Raise OutdatedError."""
    programme = FundingProgrammes(turn.tx).get(number)
    if programme is None:
        raise OutdatedError(str(number))
    return programme


def _changes_promises(turn: Turn, number: int, terms: Terms) -> bool:
    """Tell whether other terms would change what entries have promised."""
    before = found(turn, number).terms
    same = (before.kind, before.programs, before.share, before.income, before.first) == (
        terms.kind, terms.programs, terms.share, terms.income, terms.first,
    )  # fmt: skip
    return not same and bool(Ledger(turn.tx).of_programme(number, 1))


class Programming:
    """The conversation."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._form = programme_form(resources)

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of its questions."""
        return tuple(self._form.by_id)

    @staticmethod
    def overview(turn: Turn, data: taps.ListProgrammes = _NEWEST) -> None:
        """Show a page of all programmes."""
        turn.put(screens.overview(turn, FundingProgrammes(turn.tx).all(), data.page), turn.over)

    @staticmethod
    def open(turn: Turn, data: taps.OpenProgramme) -> None:
        """Have counted what a programme comes to, and show it."""
        turn.acts.append(LookProgramme(found(turn, data.number).id, turn.over))

    @staticmethod
    def show(turn: Turn, errand: LookProgramme, figures: ProgrammeFigures | None) -> None:
        """Show one programme."""
        programme = FundingProgrammes(turn.tx).get(errand.number)
        if programme:
            turn.put(screens.programme(turn, programme, figures), errand.over)

    # -- putting one together

    def ask(self, turn: Turn) -> None:
        """Ask what a new programme pays."""
        self._ask(turn, {})

    def change(self, turn: Turn, data: taps.ChangeProgramme) -> None:
        """Show what a programme pays, to be put right."""
        programme = found(turn, data.number)
        known = answers_of(programme.terms, programme.contact)
        self._ask(turn, {OF: str(programme.id), **known})

    def _ask(self, turn: Turn, known: dict[str, str]) -> None:
        turn.leave_form()
        scratch = {AGENCIES: "\n".join(Sources(turn.tx).agencies(_LISTS)), **known}
        turn.position = Position(form=PROGRAMME, scratch=scratch)
        turn.play(self._form, scratch, None)

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take an answer; with the yes to the summary the programme is kept."""
        reaction, entered = turn.play_noting(self._form, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._keep(turn, entered)
        elif reaction.outcome:
            self.cancel(turn)
        return reaction

    def _keep(self, turn: Turn, entered: dict[str, str]) -> None:
        programmes, terms = FundingProgrammes(turn.tx), terms_of(entered, self._resources)
        contact = entered.get("pr_contact", "")
        if entered.get(OF):
            number = int(entered[OF])
            if _changes_promises(turn, number, terms):
                turn.show(turn.texts("programme.fixed"))
            else:
                programmes.change(number, terms, contact, turn.chat_id)
        else:
            number = programmes.add(terms, contact, turn.chat_id)
        turn.acts.append(LookProgramme(number))

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    @staticmethod
    def cancel(turn: Turn) -> None:
        """Leave the questions: nothing is kept."""
        turn.leave_form()
        turn.show(turn.texts("programme.left"), (turn.button("programme.all", taps.ListProgrammes()),))

    @staticmethod
    def confirm(turn: Turn, data: taps.ConfirmProgramme) -> None:
        """Say that a programme pays."""
        programme = found(turn, data.number)
        if programme.state is ProgrammeState.DRAFT:
            FundingProgrammes(turn.tx).move(programme.id, ProgrammeState.CONFIRMED, turn.chat_id)
        turn.acts.append(LookProgramme(programme.id, turn.over))

    @staticmethod
    def ask_to_end(turn: Turn, data: taps.AskToEnd) -> None:
        """Ask for a yes to ending a programme."""
        programme = found(turn, data.number)
        turn.show(
            turn.texts("programme.end_sure", name=programme.terms.name),
            (turn.button("programme.end_yes", taps.EndProgramme(programme.id)),),
            (turn.button("programme.back", taps.OpenProgramme(programme.id)),),
            decides=True,
        )

    @staticmethod
    def end(turn: Turn, data: taps.EndProgramme) -> None:
        """End a programme: it takes nobody any more; what it promised and paid stays."""
        programme = found(turn, data.number)
        if programme.state is not ProgrammeState.ENDED:
            FundingProgrammes(turn.tx).move(programme.id, ProgrammeState.ENDED, turn.chat_id)
        turn.acts.append(LookProgramme(programme.id, turn.over))

    # -- whom it might pay for

    @staticmethod
    def candidates(turn: Turn, data: taps.Candidates) -> None:
        """Have candidates counted, or named in a file."""
        programme = found(turn, data.number)
        if data.as_file:
            if turn.allowed(Right.SEE_UNMASKED, "candidates"):
                turn.tx.audit(f"chat:{turn.chat_id}", "candidates", f"programme:{programme.id}")
                turn.show(turn.texts("candidates.promised"))
                turn.acts.append(CandidateFile(programme.id, turn.chat_id))
        else:
            turn.acts.append(LookCandidates(programme.id, turn.over))

    @staticmethod
    def show_candidates(turn: Turn, errand: LookCandidates, figures: CandidateFigures | None) -> None:
        """Show how many there are."""
        if figures is None:
            turn.show(turn.texts("programme.not_counted"))
        else:
            turn.put(screens.candidates(turn, errand.number, figures), errand.over)

    # -- everybody

    @staticmethod
    def months(turn: Turn, data: taps.Months) -> None:
        """Have counted who pays the months ahead."""
        first = month_of(office_day(turn.now))
        turn.acts.append(LookMonths(first, first + _MONTHS_AHEAD - 1, data.district, turn.over))

    @staticmethod
    def show_months(turn: Turn, errand: LookMonths, figures: MonthFigures | None) -> None:
        """Show it."""
        if figures is None:
            turn.show(turn.texts("programme.not_counted"))
        else:
            turn.put(month_screens.months(turn, errand, figures), errand.over)

    @staticmethod
    def ends(turn: Turn) -> None:
        """Have counted whose cover ends when."""
        first = month_of(office_day(turn.now))
        turn.acts.append(LookEnds(first, first + _ENDS_AHEAD - 1, turn.over))

    @staticmethod
    def show_ends(turn: Turn, errand: LookEnds, figures: EndFigures | None) -> None:
        """Show it."""
        if figures is None:
            turn.show(turn.texts("programme.not_counted"))
        else:
            turn.put(month_screens.ends(turn, errand, figures), errand.over)

    @staticmethod
    def ends_of_village(turn: Turn, data: taps.EndsOfVillage) -> None:
        """Have those of a village named whose cover ends."""
        turn.tx.audit(f"chat:{turn.chat_id}", "list of ends", f"village:{data.village}")
        turn.acts.append(VillageFile(data.village, data.month))
