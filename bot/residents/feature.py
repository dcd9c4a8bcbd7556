"""The front door: the desk at which lists become true, and the question whether they still are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements.states import Standing
from bot.front import ways
from bot.front.errands import Survey
from bot.front.feature import Feature, HostedForm, Job, OwnMessage
from bot.front.handlers import Command, Tap, taps
from bot.residents import changes, counting, matching, one, village
from bot.residents import taps as data
from bot.residents.confirming import RECHECK, Confirming
from bot.terms.news import NewsKind
from bot.terms.roles import Right
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.transaction import Transaction

_RIGHT = Right.JOIN


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    confirming = Confirming(resources)
    return Feature(
        handlers=[
            Command("cocokkan", matching.show_next, label=key("command.cocokkan"), order=7, right=_RIGHT),
            Command("orang", counting.ask, label=key("command.orang"), order=8, right=_RIGHT),
            *taps(
                {
                    data.NextPair: matching.show_next,
                    data.LikelyPairs: matching.show_likely,
                    data.Everybody: counting.ask,
                    data.ByAgency: counting.ask_agencies,
                    data.Changes: changes.show_all,
                },
                right=_RIGHT,
            ),
            Tap(data.Decide, matching.decide, right=_RIGHT),
            Tap(data.TakeOut, matching.take_out, right=_RIGHT),
            Tap(data.JoinThese, matching.join_these, right=_RIGHT),
            Tap(data.TakeBack, one.take_back, right=_RIGHT),
            Tap(data.OpenDistrict, counting.ask_district, right=_RIGHT),
            Tap(data.OpenVillage, village.ask, right=_RIGHT),
            Tap(data.ForVillage, village.ask_for_list, right=_RIGHT),
            Tap(ways.OpenPerson, one.open_person, right=_RIGHT),
            Tap(data.AllSayings, one.show_sayings, right=_RIGHT),
            Tap(data.Settle, one.settle, right=_RIGHT),
            Tap(data.Split, one.split, right=_RIGHT),
            Tap(data.Forget, one.forget, right=_RIGHT),
            Tap(data.TakeChange, changes.take_change, right=_RIGHT),
            Tap(data.StillTrue, confirming.still_true),
            Tap(data.HasChanged, confirming.has_changed),
        ],
        forms=[HostedForm(RECHECK, confirming.take, confirming.lead_back, confirming.cancel)],
        errands=[
            Survey(counting.CountPeople, counting.look, counting.Counted, counting.show, _RIGHT),
            Survey(village.FindVillage, village.look, village.FoundPeople, village.show, _RIGHT),
        ],
        own_messages=[OwnMessage(Standing.CHECK, NewsKind.CHECK, confirming.screen, _always)],
        jobs=[Job("old words", timedelta(hours=1), confirming.look)],
    )


def _always(_: Transaction, __: str) -> bool:
    return True
