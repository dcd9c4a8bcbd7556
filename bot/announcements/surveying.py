"""Counting whom an audience selects: a look through the store, whose result is a turn's again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.audience import Count
from bot.announcements.deliveries import Deliveries
from bot.announcements.following import oldest
from bot.announcements.recipients import Recipients
from bot.announcements.states import Reason
from bot.announcements.store import Announcements
from bot.dialogue.errand import Errand

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.resources import Resources
    from bot.store.transaction import Transaction


class CountRecipients(Errand, frozen=True, tag="count"):
    """Count whom a draft goes to. `then` says who goes on, in the place of which message (0: below).

    The rest is what its writer has typed, where the count is for a confirmation, or where the screen stands.
    """

    number: int
    then: str
    over: int = 0
    expected: str = ""  # the number of recipients
    bound: str = ""  # seal of what was shown
    expires: str = ""  # as the store writes a time
    criterion: str = ""  # whose values are on the screen that is shown again
    page: int = 0
    without: int = 0  # what is tapped on that screen is left out
    whole: int = 0  # every district is shown


def look_count(tx: Transaction, errand: CountRecipients, resources: Resources) -> Count | None:
    """Return how many an announcement goes to; None where it is no more."""
    one = Announcements(tx).get(errand.number)
    return _count(tx, resources, one) if one else None


def _count(tx: Transaction, resources: Resources, one: Announcement) -> Count:
    if one.original_id is None:
        return Recipients(tx).count(Announcements(tx).selection(one, resources.announcements.same_days))
    deliveries = Deliveries(tx)
    people = deliveries.sent(one.original_id, oldest(tx, one.action))
    counted = {
        Reason.TOO_OLD: deliveries.sent(one.original_id) - people,
        Reason.UNSURE: deliveries.unknown(one.original_id),
    }
    left_out = {reason: number for reason, number in counted.items() if number}
    copies = deliveries.sent_twice(one.original_id)
    return Count({"": people} if people else {}, left_out, copies=copies)
