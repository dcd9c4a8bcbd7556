"""Counting whom an audience selects: a look through the store, whose result is a turn's again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.announcements.audience import Count
from bot.announcements.deliveries import Deliveries
from bot.announcements.following import oldest
from bot.announcements.recipients import Recipients
from bot.announcements.states import Reason
from bot.announcements.store import Announcements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.resources import Resources
    from bot.store.transaction import Transaction

COUNT = "count"  # name of the survey


def look_count(tx: Transaction, values: Mapping[str, Any], resources: Resources) -> Mapping[str, Any]:
    """Return how many an announcement goes to; nothing where it is no more."""
    one = Announcements(tx).get(values["id"])
    return _count(tx, resources, one) if one else {}


def as_count(found: Mapping[str, Any]) -> Count:
    """Return a count out of what was found."""
    left_out = {Reason(reason): number for reason, number in found["left_out"].items()}
    return Count(found["districts"], left_out, found["without_chat"])


def _count(tx: Transaction, resources: Resources, one: Announcement) -> dict[str, Any]:
    if one.original_id is not None:
        deliveries = Deliveries(tx)
        people = deliveries.sent(one.original_id, oldest(tx, one.action))
        counted = {
            Reason.TOO_OLD: deliveries.sent(one.original_id) - people,
            Reason.UNSURE: deliveries.unknown(one.original_id),
        }
        left_out = {reason: number for reason, number in counted.items() if number}
        return {"districts": {"": people} if people else {}, "left_out": left_out, "without_chat": 0}
    found = Recipients(tx).count(Announcements(tx).selection(one, resources.announcements.same_days))
    return {
        "districts": found.districts, "left_out": found.left_out, "without_chat": found.without_chat,
    }  # fmt: skip
