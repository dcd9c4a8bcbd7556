"""The front door: the queue, what is decided on a registration, finding one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.front import ways
from bot.front.errands import Arrival, Survey
from bot.front.feature import Feature, HostedForm, Job
from bot.front.handlers import Command, Tap, taps
from bot.review import asking, deciding, finding, opening
from bot.review import taps as data
from bot.review.catching_up import CatchingUp
from bot.review.finding import FINDING, Find, Finding, Found, finding_form
from bot.review.history import Deeds, History, ask_for_history, look_history, show_history
from bot.review.holding import note_shown
from bot.review.screen import Shown
from bot.review.writing import WRITING, Writing, writing_form
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.handlers import Handler
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.REVIEW


def feature(_: Resources, __: Schedule) -> Feature:
    """Return all that this room answers."""
    writing, search = Writing(), Finding()
    return Feature(
        handlers=[
            Command("antrean", opening.show_next, label=key("command.antrean"), order=0, right=_RIGHT),
            Command("cari", search.begin, label=key("command.cari"), order=9, right=_RIGHT),
            *taps({ways.ShowQueue: opening.show_next, data.Search: search.begin}, right=_RIGHT),
            *_decisions(),
            Tap(data.Write, writing.begin, right=_RIGHT),
            Tap(data.ShowHistory, ask_for_history, right=_RIGHT),
        ],
        forms=[
            HostedForm(
                WRITING, writing.take, writing.lead_back, writing.leave, right=_RIGHT,
                steps=tuple(writing_form().by_id),
            ),
            HostedForm(
                FINDING, search.take, search.lead_back, search.leave, right=_RIGHT,
                steps=tuple(finding_form().by_id),
            ),
        ],
        errands=[
            Arrival(Shown, note_shown),
            Survey(History, look_history, Deeds, show_history, _RIGHT),
            Survey(Find, finding.look, Found, finding.show, _RIGHT),
        ],
        jobs=[Job("traits of registrations", timedelta(minutes=1), CatchingUp().run)],
    )  # fmt: skip


def _decisions() -> list[Handler]:
    return [
        Tap(ways.Review, opening.look, right=_RIGHT),
        Tap(data.Back, opening.go_back, right=_RIGHT),
        Tap(data.TakeOver, opening.take_over, right=Right.TAKE_OVER),
        Tap(data.Release, opening.release, right=_RIGHT),
        Tap(data.Compare, opening.compare, right=_RIGHT),
        Tap(data.ShowCard, opening.show_card, right=_RIGHT),
        Tap(data.Accept, deciding.accept, right=_RIGHT),
        Tap(data.Correct, deciding.correct, right=_RIGHT),
        Tap(data.Reject, deciding.reject, right=_RIGHT),
        Tap(data.Duplicate, deciding.duplicate, right=_RIGHT),
        Tap(data.Aside, deciding.put_aside, right=_RIGHT),
        Tap(data.AskWhat, asking.ask_what, right=_RIGHT),
        Tap(data.AskWhy, asking.ask_why, right=_RIGHT),
        Tap(data.AskReject, asking.ask_reject, right=_RIGHT),
        Tap(data.AskDuplicate, asking.ask_duplicate, right=_RIGHT),
        Tap(data.AskAside, asking.ask_aside, right=_RIGHT),
    ]
