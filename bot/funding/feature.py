"""The front door: programmes that pay, their ledger, and what ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements.states import Standing
from bot.front import ways
from bot.front.errands import Survey
from bot.front.feature import Feature, HostedForm, Job, OwnMessage
from bot.front.handlers import Command, Tap, taps
from bot.funding import person
from bot.funding import taps as data
from bot.funding.chat import Programming
from bot.funding.cliff import Cliff
from bot.funding.counting import (
    CandidateFigures,
    DueFigures,
    EndFigures,
    JoiningFigures,
    LookCandidates,
    LookDue,
    LookEnds,
    LookJoining,
    LookMonths,
    LookProgramme,
    Looks,
    MonthFigures,
    ProgrammeFigures,
)
from bot.funding.entering import Entering
from bot.funding.entry_forms import LEAVE, PAY_MONTHS, PAY_SUM
from bot.funding.files import CandidateFile, Files, Made, VillageFile
from bot.funding.programme_form import PROGRAMME
from bot.funding.worker import Worker
from bot.terms.news import NewsKind
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.transaction import Transaction

_SEE, _RIGHT = Right.PLAN, Right.FUND
_LOOK = timedelta(seconds=1)


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    chat, entering, looks = Programming(resources), Entering(resources), Looks(resources)
    files, cliff, worker = Files(resources), Cliff(resources), Worker(resources)
    return Feature(
        handlers=[
            Command("program", chat.overview, label=key("command.program"), order=10, right=_SEE),
            *taps({data.Ends: chat.ends}, right=_SEE),
            Tap(data.ListProgrammes, chat.overview, right=_SEE),
            *taps({data.NewProgramme: chat.ask}, right=_RIGHT),
            Tap(data.OpenProgramme, chat.open, right=_SEE),
            Tap(data.Months, chat.months, right=_SEE),
            Tap(data.Book, entering.book, right=_SEE),
            Tap(data.OpenEntry, entering.open_entry, right=_SEE),
            Tap(data.ChangeProgramme, chat.change, right=_RIGHT),
            Tap(data.ConfirmProgramme, chat.confirm, right=_RIGHT),
            Tap(data.AskToEnd, chat.ask_to_end, right=_RIGHT),
            Tap(data.EndProgramme, chat.end, right=_RIGHT),
            Tap(data.Candidates, chat.candidates, right=_RIGHT),
            Tap(data.ChooseList, entering.choose_list, right=_RIGHT),
            Tap(data.TryList, entering.try_list, right=_RIGHT),
            Tap(data.TakeList, entering.take_list, right=_RIGHT),
            Tap(data.Pay, entering.ask_pay, right=_RIGHT),
            Tap(data.Leave, entering.ask_leave, right=_RIGHT),
            Tap(data.AskToCorrect, entering.ask_to_correct, right=_RIGHT),
            Tap(data.Correct, entering.correct, right=_RIGHT),
            Tap(data.Agree, entering.agree, right=_RIGHT),
            Tap(ways.PersonMonths, person.show, right=Right.JOIN),
            Tap(data.EndsOfVillage, chat.ends_of_village, right=Right.VILLAGE_SHEETS),
        ],
        forms=[
            HostedForm(PROGRAMME, chat.take, chat.lead_back, chat.cancel, right=_RIGHT, steps=chat.steps),
            *[
                HostedForm(
                    form,
                    entering.take,
                    entering.lead_back,
                    entering.cancel,
                    right=_RIGHT,
                    steps=entering.steps(form),
                )
                for form in (PAY_MONTHS, PAY_SUM, LEAVE)
            ],
        ],
        errands=[
            Survey(LookProgramme, looks.programme, ProgrammeFigures, chat.show, _SEE),
            Survey(LookMonths, looks.months, MonthFigures, chat.show_months, _SEE),
            Survey(LookEnds, looks.ends, EndFigures, chat.show_ends, _SEE),
            Survey(LookCandidates, looks.candidates, CandidateFigures, chat.show_candidates, _RIGHT),
            Survey(LookJoining, looks.joining, JoiningFigures, entering.show_joining, _RIGHT),
            Survey(LookDue, looks.due, DueFigures, entering.ask_sum, _RIGHT),
            Survey(CandidateFile, files.candidates, Made, files.send_candidates, _RIGHT),
            Survey(VillageFile, files.village, Made, files.send_village, Right.VILLAGE_SHEETS),
        ],
        own_messages=[
            OwnMessage(Standing.COVER, NewsKind.PAYMENT, cliff.screen, _always),
            OwnMessage(Standing.CLIFF, NewsKind.PAYMENT, cliff.staff_screen, _always),
        ],
        jobs=[
            Job("ledger", _LOOK, worker.look),
            Job("cover that ends", timedelta(hours=1), cliff.look),
        ],
    )


def _always(_: Transaction, __: str) -> bool:
    return True
