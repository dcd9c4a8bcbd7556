"""The front door: the inbox of the staff, and help with a step of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.reaction import Outcome
from bot.front import ways
from bot.front.feature import Feature, HostedForm
from bot.front.handlers import Tap, taps
from bot.terms.roles import Right
from bot.tickets import taps as data
from bot.tickets.handing_over import ask_for_help
from bot.tickets.inbox import REPLY, Inbox, reply_form

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.ANSWER_QUESTIONS


def feature(_: Resources, __: Schedule) -> Feature:
    """Return all that this room answers."""
    inbox = Inbox()
    steps = tuple(reply_form().by_id)
    return Feature(
        handlers=[
            *taps({ways.ShowInbox: inbox.show}, right=_RIGHT),
            Tap(data.Open, inbox.open, right=_RIGHT),
            Tap(data.Take, inbox.take_over, right=_RIGHT),
            Tap(data.Release, inbox.release, right=_RIGHT),
            Tap(data.Close, inbox.close, right=_RIGHT),
            Tap(data.BeginReply, inbox.begin, right=_RIGHT),
            Tap(data.UseAgain, inbox.use_again, right=_RIGHT),
        ],
        forms=[HostedForm(REPLY, inbox.take, inbox.repeat, inbox.leave, right=_RIGHT, steps=steps)],
        asides={Outcome.WANTS_HELP: ask_for_help},
    )
