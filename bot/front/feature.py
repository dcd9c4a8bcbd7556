"""What a feature declares of itself, in the `feature.py` of its room.

The gateway finds every such file by itself. So a command, a button, a form, a job, an errand is added in one
place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from datetime import timedelta

    from bot.dialogue.event import Event, SentThing
    from bot.dialogue.reaction import Outcome, Reaction
    from bot.dialogue.screen import Screen
    from bot.front.errands import Arrival, Download, Survey
    from bot.front.handlers import Handler
    from bot.front.port import Port
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.terms.news import NewsKind
    from bot.terms.roles import Right
    from bot.turns.turn import Turn


@dataclass(frozen=True, slots=True)
class HostedForm:
    """A form that a feature owns, as the host sees it: it hands in events, and does what is the same for all.

    `take` hands back a reaction whose outcome another feature answers, such as a question in the middle.
    """

    id: str
    take: Callable[[Turn, Event], Reaction | None]
    lead_back: Callable[[Turn], None]  # show the way back to what is current, after something in between
    cancel: Callable[[Turn], None]  # do what the command *cancel* does
    right: Right | None = None  # its buttons mean nothing to whoever lacks it
    steps: Sequence[str] = ()  # of a form that asks for a right: ids of the steps whose buttons are guarded
    wants_voice: bool = False  # a voice note is an answer, not a question
    gives_way: bool = False  # a button that leads into another form leads there


@dataclass(frozen=True, slots=True)
class Listener:
    """What a feature does with an event outside of forms; the lower `order` is asked first."""

    order: int
    take: Callable[[Turn, Event], bool]  # whether it was meant for this feature
    keeps: bool = False  # what it hears may stay in the chat: a picture, what is as long as a NIK


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A kind of message that the bot sends of itself: to a recipient once for each subject.

    `screen` says what is true when it is sent; None: its occasion has passed. `is_urgent`: news that come
    also in quiet hours (without a sound), and to whoever has muted their kind.
    """

    standing: int  # below 0: stands in the place of the number of an announcement
    kind: NewsKind
    screen: Callable[[Transaction, int, str], Screen | None]  # chat id, subject
    is_due: Callable[[Transaction, str], bool]
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is looked for again and again."""

    name: str
    every: timedelta
    run: Callable[[Store, Port], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Feature:
    """All that one feature answers."""

    handlers: Sequence[Handler] = ()
    forms: Sequence[HostedForm] = ()
    typed: Mapping[str, Callable[[Turn], None]] = field(
        default_factory=dict
    )  # labels, typed instead of tapped
    listeners: Sequence[Listener] = ()
    voice: Callable[[Turn, SentThing], None] | None = None  # takes voice notes, also in the middle of a form
    # Takes what replies to a message of the bot's, also in the middle of a form; False: it is not about that.
    replied: Callable[[Turn, Event], bool] | None = None
    # Returns a screen for a chat with what the feature adds to any.
    dress: Callable[[Transaction, int, Screen], Screen] | None = None
    asides: Mapping[Outcome, Callable[[Turn, Reaction], None]] = field(default_factory=dict)  # of any form
    errands: Sequence[Survey[Any, Any] | Download[Any] | Arrival[Any]] = ()
    own_messages: Sequence[OwnMessage] = ()
    jobs: Sequence[Job] = ()
    abandon: Callable[[Turn], bool] | None = None  # what /batal does where no form is open; False: nothing
    resume: Callable[[Turn], bool] | None = None  # what to show for an old button of a form; False: nothing
    ways_on: Callable[[Turn, str], None] | None = None  # shows a text with the main ways on


Build = Callable[["Resources", "Schedule"], Feature]  # `feature` in each feature.py
