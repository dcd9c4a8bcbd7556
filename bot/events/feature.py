"""The front door: events. They are for whoever reviews registrations.

Officers hold the events, and answer for what is kept of people already: who may be named is such a thing. To
write the announcement of one takes the right to announce as well.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.events import counting
from bot.events import taps as data
from bot.events.chat import EventDesk
from bot.events.entering import AGENT_FORM, EVENT_FORM, agent_form, event_form
from bot.events.event import PREFIX
from bot.front.errands import Survey
from bot.front.feature import Feature, HostedForm
from bot.front.handlers import Command, StartLink, Tap, taps
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.REVIEW


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    chat = EventDesk(resources)
    return Feature(
        handlers=[
            StartLink(PREFIX, chat.arrive),
            Command("acara", chat.list_events, label=key("command.acara"), order=13, right=_RIGHT),
            *taps({data.ListEvents: chat.list_events, data.NewEvent: chat.begin}, right=_RIGHT),
            Tap(data.OpenEvent, chat.open, right=_RIGHT),
            Tap(data.ShowPlaces, chat.show_places, right=_RIGHT),
            Tap(data.AddAgent, chat.ask_agent, right=_RIGHT),
            Tap(data.Tell, chat.tell, right=_RIGHT),
            Tap(data.MakePoster, chat.make_poster, right=_RIGHT),
            Tap(data.ForgetNamed, chat.forget_named, right=_RIGHT),
            Tap(data.CloseEvent, chat.close, right=_RIGHT),
        ],
        forms=[
            HostedForm(
                EVENT_FORM, chat.take, chat.lead_back, chat.leave, right=_RIGHT,
                steps=tuple(event_form(resources).by_id),
            ),
            HostedForm(
                AGENT_FORM, chat.take_agent, chat.lead_back_agent, chat.leave, right=_RIGHT,
                steps=tuple(agent_form().by_id),
            ),
        ],
        errands=[
            Survey(counting.CountEvent, counting.look, counting.Result, chat.show, _RIGHT),
            Survey(
                counting.DrawPoster, partial(counting.look_poster, resources=resources), counting.Made,
                chat.send_poster, _RIGHT,
            ),
        ],
    )  # fmt: skip
