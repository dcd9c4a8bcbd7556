"""What the store holds of one registration, beside its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.people.registration_number import RegistrationNumber
    from bot.terms.stages import Stage


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the office recorded of a contribution; None and "" where it recorded nothing."""

    sum: int | None = None  # rupiah to be paid
    pay_until: date | None = None  # last day to pay it
    kpj: str = ""  # number of the insurance card
    protected_until: date | None = None  # last day of protection
    grace_until: date | None = None  # last day to pay what is late


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration as it stands in the store."""

    id: str
    chat_id: int
    stage: Stage
    locked: bool  # shown in its chat only after the proof
    number: RegistrationNumber | None  # given to the worker; None for a draft
    marks: tuple[str, ...]  # what the office should look at
    consent_version: str  # of the notice that was agreed to
    created_at: datetime  # when consent was given
    touched_at: datetime  # when something of it was last changed
    submitted_at: datetime | None
    recorded: Recorded = Recorded()
    said_paid: date | None = None  # for which day its worker says that it is paid
    whole_number: bool | None = None  # on the picture to keep; None: not asked yet


@dataclass(frozen=True, slots=True)
class Protection:
    """From when until when a registration protects somebody, as the office recorded it, and who pays."""

    nik_hash: bytes = field(repr=False)
    since: date
    until: date
    payer: str  # of its answers; empty where it was not asked
    programs: str  # answer to the step of that name


@dataclass(frozen=True, slots=True)
class StageChange:
    """One step on the way of a registration."""

    id: int
    stage: Stage
    at: datetime
