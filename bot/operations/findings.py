"""Whether all is well, out of what was measured. Pure: it neither looks nor tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.office_settings import OperationSettings
    from bot.scheme.ageing import Ageing

_MEGABYTE: Final = 1_000_000
_TELEGRAM_KEEPS: Final = timedelta(hours=24)  # Bot API, getUpdates: updates are kept no longer
_FIRST_BACKUP: Final = timedelta(hours=1)  # after the start of a bot that has none yet
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Concern(StrEnum):
    """What is looked at."""

    SILENT = "silent"  # whether Telegram is heard of
    DISK = "disk"
    BACKUP = "backup"
    FACT = "fact"  # figures of the law that end
    SET_ASIDE = "set_aside"  # turns that could not be applied
    TICKETS = "tickets"  # questions that wait longer than was promised
    CLOCK = "clock"
    KEY = "key"  # whether a change of the key came to its end
    SHEETS = "sheets"  # the two sheets with the key
    TOKEN = "token"  # noqa: S105 - a name
    SECRET = "secret"  # noqa: S105 - a name: whether the key fits the store
    RIGHTS = "rights"  # who can read the files
    SCHEMA = "schema"
    CONFIG = "config"
    RECEIVING = "receiving"  # polling or webhook
    RATE = "rate"


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    NOTE = "note"  # worth knowing
    BAD = "bad"  # somebody has to do something


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `values` fill its words, `subject` tells several of a kind apart."""

    concern: Concern
    level: Level
    values: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured. None: it could not be, or does not apply."""

    now: datetime
    running: timedelta = timedelta()  # for so long the bot has been running; 0 where none was asked
    silent: timedelta | None = None  # since Telegram was heard of, by a bot that polls
    free: int = 0  # bytes on the disk of the store
    total: int = 0
    backups_kept: bool = False  # a folder for them is set
    backup_at: datetime | None = None  # of the newest
    ending: tuple[Ageing, ...] = ()  # figures of the law
    set_aside: int = 0
    late_tickets: int = 0
    clock_off: timedelta | None = None
    left_sealed: int = 0  # values that the earlier key has sealed
    sheets_on: date | None = None  # when somebody last saw that both are there
    has_key_file: bool = False


def findings(measured: Measured, limits: OperationSettings) -> Iterator[Finding]:
    """Give what there is to be said, the worst kinds first."""
    if measured.silent is not None:
        yield _silence(measured.silent, limits)
    yield _disk(measured, limits)
    yield _backup(measured, limits)
    if measured.clock_off is not None:
        yield _clock(measured.clock_off, limits)
    yield _counted(Concern.SET_ASIDE, measured.set_aside)
    yield _counted(Concern.TICKETS, measured.late_tickets)
    yield from _facts(measured.ending)
    yield _counted(Concern.KEY, measured.left_sealed)
    if measured.has_key_file:
        yield _sheets(measured, limits)


def _silence(silent: timedelta, limits: OperationSettings) -> Finding:
    bad = silent >= timedelta(minutes=limits.silent_minutes)
    lost = "1" if silent > _TELEGRAM_KEEPS else ""
    values = {"minutes": str(int(silent.total_seconds() // 60)), "lost": lost}
    return Finding(Concern.SILENT, Level.BAD if bad else Level.FINE, values)


def _disk(measured: Measured, limits: OperationSettings) -> Finding:
    share = 100 * measured.free // max(1, measured.total)
    scarce = measured.free < limits.disk_free_megabytes * _MEGABYTE
    values = {"megabytes": str(measured.free // _MEGABYTE), "percent": str(share)}
    bad = scarce and share < limits.disk_free_percent
    return Finding(Concern.DISK, Level.BAD if bad else Level.FINE, values)


def _backup(measured: Measured, limits: OperationSettings) -> Finding:
    if measured.backup_at is None:
        soon = measured.backups_kept and measured.running < _FIRST_BACKUP
        values = {"hours": "", "kept": "1" if measured.backups_kept else ""}
        return Finding(Concern.BACKUP, Level.NOTE if soon else Level.BAD, values)
    age = measured.now - measured.backup_at
    values = {"hours": str(int(age.total_seconds() // 3600)), "kept": "1" if measured.backups_kept else ""}
    bad = age > timedelta(hours=limits.backup_late_hours)
    return Finding(Concern.BACKUP, Level.BAD if bad else Level.FINE, values)


def _clock(off: timedelta, limits: OperationSettings) -> Finding:
    seconds = round(off.total_seconds())
    bad = abs(seconds) > limits.clock_seconds
    return Finding(Concern.CLOCK, Level.BAD if bad else Level.FINE, {"seconds": str(seconds)})


def _counted(concern: Concern, count: int) -> Finding:
    return Finding(concern, Level.BAD if count else Level.FINE, {"count": str(count)})


def _facts(ending: tuple[Ageing, ...]) -> Iterator[Finding]:
    if not ending:
        yield Finding(Concern.FACT, Level.FINE)
    for one in ending:
        values = {"what": one.named, "until": str(one.until or ""), "checked": str(one.checked_on or "")}
        yield Finding(Concern.FACT, Level.BAD, values, subject=str(one))


def _sheets(measured: Measured, limits: OperationSettings) -> Finding:
    if measured.sheets_on is None:
        return Finding(Concern.SHEETS, Level.NOTE, {"day": ""})
    old = measured.now.date() - measured.sheets_on > timedelta(days=limits.sheets_days)
    values = {"day": measured.sheets_on.isoformat()}
    return Finding(Concern.SHEETS, Level.NOTE if old else Level.FINE, values)
