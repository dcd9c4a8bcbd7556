"""What placeholders are filled with: only where it is surely about whoever holds the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.message import DISTRICT, NAME, VILLAGE
from bot.announcements.recipients import Recipients
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from bot.announcements.audience import Audience
    from bot.people.places import Regions
    from bot.store.transaction import Transaction


def values_for(tx: Transaction, regions: Regions, chat_id: int, audience: Audience) -> dict[str, str]:
    """Return values by placeholder for a chat with exactly one selected registration, made for oneself.

    Nothing where it was locked: the phone may be another's by now.
    """
    selected = Recipients(tx).registrations(chat_id, audience)
    if len(selected) != 1 or selected[0].for_other or selected[0].locked:
        return {}
    one = selected[0]
    values = {NAME: Registrations(tx).answers(one.id).get("name", "")}
    for name, code in ((DISTRICT, one.district), (VILLAGE, one.village)):
        region = regions.get(code)
        values[name] = region.name if region else ""
    return {name: value for name, value in values.items() if value}
