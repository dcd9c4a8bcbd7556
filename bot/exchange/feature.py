"""The front door: lists of agencies, read in at the word of two members of staff."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.exchange import taps as data
from bot.exchange.deciding import Deciding
from bot.exchange.naming import NAMING, Naming
from bot.exchange.receiving import refuse_picture, show_list, show_lists, take_file
from bot.exchange.village_sheets import (
    FindInvited,
    FoundInvited,
    look,
    make_sheet,
    show_districts,
    show_found,
    show_village,
)
from bot.exchange.worker import Worker, gather
from bot.front.errands import Survey
from bot.front.feature import Feature, HostedForm, Job, Listener
from bot.front.handlers import Command, Tap
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT, _SHEETS = Right.IMPORT, Right.VILLAGE_SHEETS
_LOOK, _GATHER = timedelta(seconds=1), timedelta(minutes=1)


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    naming = Naming(resources)
    deciding = Deciding(resources, naming)
    return Feature(
        handlers=[
            Command("impor", show_lists, label=key("command.impor"), order=4, right=_RIGHT),
            Tap(data.Lists, show_lists, right=_RIGHT),
            Tap(data.OpenList, show_list, right=_RIGHT),
            Tap(data.NameList, naming.ask, right=_RIGHT),
            Tap(data.Columns, deciding.columns, right=_RIGHT),
            Tap(data.TellColumn, deciding.tell_column, right=_RIGHT),
            Tap(data.OtherSheet, deciding.other_sheet, right=_RIGHT),
            Tap(data.TryRows, deciding.try_rows, right=_RIGHT),
            Tap(data.Apply, deciding.apply, right=_RIGHT),
            Tap(data.ApplyYes, deciding.apply_alone, right=_RIGHT),
            Tap(data.Agree, deciding.agree, right=_RIGHT),
            Tap(data.DropList, deciding.drop, right=_RIGHT),
            Command("lembar", show_districts, label=key("command.lembar"), order=6, right=_SHEETS),
            Tap(data.Districts, show_districts, right=_SHEETS),
            Tap(data.Village, show_village, right=_SHEETS),
            Tap(data.MakeSheet, make_sheet, right=_SHEETS),
        ],
        forms=[
            HostedForm(NAMING, naming.take, naming.lead_back, naming.cancel, right=_RIGHT, steps=naming.steps)
        ],
        errands=[Survey(FindInvited, look, FoundInvited, show_found, _SHEETS)],
        listeners=[Listener(13, take_file, keeps=True), Listener(61, refuse_picture)],
        jobs=[
            Job("lists", _LOOK, Worker(resources).look),
            Job("lists: registrations", _GATHER, partial(gather, resources=resources)),
        ],
    )
