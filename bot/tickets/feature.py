"""The front door: the inbox of the staff, what is written to and fro, and help with a step of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.reaction import Outcome
from bot.front import ways
from bot.front.errands import Arrival
from bot.front.feature import Feature, HostedForm, Listener
from bot.front.handlers import Tap, taps
from bot.terms.roles import Right
from bot.tickets import by_reply, inbox
from bot.tickets import taps as data
from bot.tickets.closing import Closing, closing_form
from bot.tickets.conversing import Marked, arrived
from bot.tickets.handing_over import ask_for_help
from bot.tickets.replying import Replying, reply_form

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.ANSWER_QUESTIONS


def feature(_: Resources, __: Schedule) -> Feature:
    """Return all that this room answers."""
    replying, closing = Replying(), Closing()
    return Feature(
        handlers=[
            *taps({ways.ShowInbox: inbox.show}, right=_RIGHT),
            Tap(data.Open, inbox.open_ticket, right=_RIGHT),
            Tap(data.Take, inbox.take_over, right=_RIGHT),
            Tap(data.Release, inbox.release, right=_RIGHT),
            Tap(data.Close, closing.begin, right=_RIGHT),
            Tap(data.BeginReply, replying.begin, right=_RIGHT),
            Tap(data.UseAgain, replying.use_again, right=_RIGHT),
        ],
        forms=[
            HostedForm(
                inbox.REPLY, replying.take, replying.repeat, replying.leave, right=_RIGHT,
                steps=tuple(reply_form().by_id), wants_voice=True,
            ),
            HostedForm(
                inbox.CLOSING, closing.take, closing.repeat, closing.leave, right=_RIGHT,
                steps=tuple(closing_form().by_id),
            ),
        ],
        listeners=[Listener(60, replying.hear)],
        replied=by_reply.take,
        errands=[Arrival(Marked, arrived)],
        asides={Outcome.WANTS_HELP: ask_for_help},
    )  # fmt: skip
