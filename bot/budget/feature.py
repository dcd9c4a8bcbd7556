"""The front door: what a budget reaches, three ways side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.budget import looking
from bot.budget import taps as data
from bot.budget.chat import Budgeting
from bot.budget.questions import BUDGET, CHANGE, budget_form, change_form
from bot.front.errands import Survey
from bot.front.feature import Feature, HostedForm
from bot.front.handlers import Command, Tap, taps
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources

_RIGHT = Right.PLAN


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    chat = Budgeting(resources)
    return Feature(
        handlers=[
            Command("anggaran", chat.open, label=key("command.anggaran"), order=11, right=_RIGHT),
            *taps(
                {
                    data.Anew: chat.begin,
                    data.ShowPlan: chat.open,
                    data.ShowOrders: chat.show_orders,
                    data.CountWho: chat.count_who,
                    data.MakeFile: chat.make_file,
                },
                right=_RIGHT,
            ),
            Tap(data.OpenWay, chat.open_way, right=_RIGHT),
            Tap(data.ChangeWay, chat.change, right=_RIGHT),
            Tap(data.TakeOrder, chat.take_order, right=_RIGHT),
            Tap(data.TakePool, chat.take_pool, right=_RIGHT),
        ],
        forms=[
            HostedForm(
                BUDGET, chat.take, chat.lead_back, chat.cancel, right=_RIGHT,
                steps=tuple(budget_form(resources).by_id),
            ),
            HostedForm(
                CHANGE, chat.take_change, chat.lead_back_to_change, chat.cancel, right=_RIGHT,
                steps=tuple(change_form(resources).by_id),
            ),
        ],
        errands=[
            Survey(
                looking.ReckonPlan, partial(looking.look_reckon, resources=resources), looking.Reckoned,
                chat.show_reckoned, _RIGHT,
            ),
            Survey(
                looking.CountReached, partial(looking.look_who, resources=resources), looking.ReachedBy,
                chat.show_who, _RIGHT,
            ),
            Survey(
                looking.MakeWorkbook, partial(looking.look_file, resources=resources), looking.Made,
                chat.send_file, _RIGHT,
            ),
        ],
    )  # fmt: skip
