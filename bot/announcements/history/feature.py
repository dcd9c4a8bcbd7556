"""The front door: what was confirmed, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.announcements import taps as data
from bot.announcements.compose.drafting import Drafting
from bot.announcements.history.deeds import Deeds
from bot.announcements.history.history import History
from bot.announcements.history.surveys import Made, MakeReport, Shares, TallyUp, look_report, look_tally
from bot.announcements.leading import Leading
from bot.front.errands import Survey
from bot.front.feature import Feature
from bot.front.handlers import Tap, taps
from bot.terms.roles import Right

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.ANNOUNCE


def feature(resources: Resources, schedule: Schedule) -> Feature:
    """Return all that this room answers."""
    drafting = Drafting(resources)
    history, deeds = History(drafting, schedule), Deeds(drafting)
    return Feature(
        handlers=[
            *taps({data.History: history.show}, right=_RIGHT),
            Tap(data.Open, history.open, right=_RIGHT),
            Tap(data.Pause, deeds.pause, right=_RIGHT),
            Tap(data.GoOn, deeds.go_on, right=_RIGHT),
            Tap(data.Stop, deeds.stop, right=_RIGHT),
            Tap(data.OtherTime, deeds.other_time, right=_RIGHT),
            Tap(data.Loud, deeds.let_be_loud, right=_RIGHT),
            Tap(data.Report, deeds.report, right=_RIGHT),
            Tap(data.Again, deeds.ask_again, right=_RIGHT),
            Tap(data.AgainYes, deeds.again, right=_RIGHT),
            Tap(data.Recall, deeds.recall, right=_RIGHT),
            Tap(data.Correct, deeds.correct, right=_RIGHT),
            Tap(data.Reuse, deeds.reuse, right=_RIGHT),
            Tap(data.Way, Leading(resources).go),
            Tap(data.Withdraw, deeds.withdraw, right=_RIGHT),
        ],
        errands=[
            Survey(TallyUp, look_tally, Shares, history.counted, _RIGHT),
            Survey(MakeReport, partial(look_report, resources=resources), Made, history.reported, _RIGHT),
        ],
    )
