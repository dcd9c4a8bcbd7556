"""The front door: what staff see of the office, and who is staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import members
from bot.desk import taps as data
from bot.desk.overview import CountAll, Counted, ask_for_figures, change_duty, look_figures, show_figures
from bot.desk.registrations import Office
from bot.desk.stage_form import STAGE_FORM, stage_form
from bot.front import ways
from bot.front.errands import Survey
from bot.front.feature import Feature, HostedForm, Listener
from bot.front.handlers import Command, StartLink, Tap, taps
from bot.staff.invitations import PREFIX
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.MANAGE_STAFF


def feature(_: Resources, __: Schedule) -> Feature:
    """Return all that this room answers."""
    office = Office()
    steps = tuple(stage_form().by_id)
    return Feature(
        handlers=[
            StartLink(PREFIX, members.welcome),
            Command("kantor", ask_for_figures, label=key("command.kantor"), order=1, right=Right.SEE_FIGURES),
            Command("staf", members.show, label=key("command.staf"), order=3, right=_RIGHT),
            Tap(ways.OpenRegistration, office.open, right=Right.REVIEW),
            Tap(data.MoveTo, office.ask, right=Right.REVIEW),
            Tap(data.MoveYes, office.move, right=Right.REVIEW),
            *taps({data.ListMembers: members.show}, right=_RIGHT),
            Tap(data.Duty, change_duty, right=Right.ANSWER_QUESTIONS),
            Tap(data.ShowMember, members.show_member, right=_RIGHT),
            Tap(data.Invite, members.invite_member, right=_RIGHT),
            Tap(data.Change, members.change, right=_RIGHT),
            Tap(data.Remove, members.ask_to_remove, right=_RIGHT),
            Tap(data.RemoveYes, members.remove, right=_RIGHT),
        ],
        forms=[
            HostedForm(
                STAGE_FORM, office.take, office.lead_back, office.cancel, right=Right.REVIEW, steps=steps
            )
        ],
        listeners=[Listener(14, office.hear_number)],
        errands=[Survey(CountAll, look_figures, Counted, show_figures, Right.SEE_FIGURES)],
    )
