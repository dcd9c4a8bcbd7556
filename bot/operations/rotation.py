"""Which backups are kept, and when the next is due. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.clock import OFFICE_ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from bot.office_settings import OperationSettings

_BEGINS, _ENDS, _FORMAT = "payung-", ".backup", "%Y%m%d-%H%M%S"


def name_of(moment: datetime) -> str:
    """Return the name of the backup of a moment; the office's clock, so that people can read it."""
    return f"{_BEGINS}{moment.astimezone(OFFICE_ZONE):{_FORMAT}}{_ENDS}"


def moment_in(name: str) -> datetime | None:
    """Return the moment that a file's name tells; None of a file that is none of these backups."""
    if not (name.startswith(_BEGINS) and name.endswith(_ENDS)):
        return None
    try:
        written = datetime.strptime(name[len(_BEGINS) : -len(_ENDS)], _FORMAT)  # noqa: DTZ007 - the next line
    except ValueError:
        return None
    return written.replace(tzinfo=OFFICE_ZONE)


def last_due(now: datetime, at: str) -> datetime:
    """Return the last moment before `now` at which a backup was due; `at` is HH:MM at the office."""
    hour, _, minute = at.partition(":")
    local = now.astimezone(OFFICE_ZONE)
    today = local.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def kept(moments: Iterable[datetime], limits: OperationSettings) -> set[datetime]:
    """Return which backups are kept: the newest of each of the last days, weeks (ISO 8601) and months."""
    newest_first = sorted(moments, reverse=True)
    return {
        *_newest_of(newest_first, lambda one: one.date(), limits.backup_days),
        *_newest_of(newest_first, lambda one: one.isocalendar()[:2], limits.backup_weeks),
        *_newest_of(newest_first, lambda one: (one.year, one.month), limits.backup_months),
    }


def _newest_of(
    newest_first: list[datetime], span: Callable[[datetime], Hashable], most: int
) -> Iterable[datetime]:
    found: dict[Hashable, datetime] = {}
    for one in newest_first:
        found.setdefault(span(one.astimezone(OFFICE_ZONE)), one)
    return islice(found.values(), most)
