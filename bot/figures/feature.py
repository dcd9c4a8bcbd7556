"""The front door: figures, for staff and for whoever they report to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.figures import chat, counting
from bot.figures import taps as data
from bot.front.errands import Survey
from bot.front.feature import Feature
from bot.front.handlers import Command, Tap
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.SEE_FIGURES


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    look, look_file = (partial(one, resources=resources) for one in (counting.look, counting.look_file))
    return Feature(
        handlers=[
            Command("angka", chat.ask, label=key("command.angka"), order=12, right=_RIGHT),
            Tap(data.Overview, chat.ask_month, right=_RIGHT),
            Tap(data.ShowSection, chat.ask_section, right=_RIGHT),
            Tap(data.ShowText, chat.ask_text, right=_RIGHT),
            Tap(data.TakeFile, chat.ask_file, right=_RIGHT),
        ],
        errands=[
            Survey(counting.CountFigures, look, counting.Found, chat.show, _RIGHT),
            Survey(counting.MakeFile, look_file, counting.Made, chat.send_file, _RIGHT),
        ],
    )
