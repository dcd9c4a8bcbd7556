"""The front door: lists that go out, for BPJS Ketenagakerjaan and for whoever else may have them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.exports import taps as data
from bot.exports.chat import (
    CountChosen,
    Counted,
    CountToHand,
    Exporting,
    look_chosen,
    look_to_hand,
)
from bot.exports.worker import Worker
from bot.front.errands import Survey
from bot.front.feature import Feature, Job
from bot.front.handlers import Command, Tap, taps
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.EXPORT
_LOOK = timedelta(seconds=1)


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    chat, worker = Exporting(resources), Worker(resources)
    return Feature(
        handlers=[
            Command("ekspor", chat.overview, label=key("command.ekspor"), order=5, right=_RIGHT),
            *taps({data.Overview: chat.overview}, right=_RIGHT),
            Tap(data.SinceLast, chat.ask_since_last, right=_RIGHT),
            Tap(data.SinceLastYes, chat.make_since_last, right=_RIGHT),
            Tap(data.Choose, chat.choose, right=_RIGHT),
            Tap(data.ShowValues, chat.show_values, right=_RIGHT),
            Tap(data.Toggle, chat.toggle, right=_RIGHT),
            Tap(data.ShowPeriods, chat.show_periods, right=_RIGHT),
            Tap(data.Period, chat.want_period, right=_RIGHT),
            Tap(data.MakeChosen, chat.make_chosen, right=_RIGHT),
            Tap(data.OpenExport, chat.open, right=_RIGHT),
            Tap(data.SendAgain, chat.send_again, right=_RIGHT),
            Tap(data.AskHandOver, chat.ask_hand_over, right=_RIGHT),
            Tap(data.HandOver, chat.hand_over, right=_RIGHT),
        ],
        errands=[
            Survey(CountChosen, look_chosen, Counted, chat.show_chosen, _RIGHT),
            Survey(CountToHand, look_to_hand, Counted, chat.show_to_hand, _RIGHT),
        ],
        jobs=[
            Job("lists out", _LOOK, worker.make_files),
            Job("lists out: handed over", _LOOK, worker.hand_over),
        ],
    )
