"""Programmes, people and entries, made without a conversation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.ledger.entries import Ledger, New
from bot.ledger.programmes import FundingProgrammes
from bot.ledger.terms import FundingProgramme, ProgrammeState, Terms
from bot.months import month_in
from bot.register.content import Content, Place
from bot.scheme.funding import FundKind
from tests.lists.making import nik_of

if TYPE_CHECKING:
    from bot.cover.entries import EntryKind
    from bot.store.transaction import Transaction

DAY = date(2026, 11, 1)
NOV, DEC, JAN, FEB, MAR, MAY, JUN = map(
    month_in, ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-05", "2027-06")
)
LEMEDAK, HILIR = Place("61.06.10", "61.06.10.2008"), Place("61.06.10", "61.06.10.2001")


def programme(
    tx: Transaction, kind: FundKind = FundKind.APBD_REGENCY, first: int = DEC, last: int = JUN, **more: Any
) -> FundingProgramme:
    """Return a programme that is confirmed."""
    number = FundingProgrammes(tx).add(Terms("Rentan", kind, first, last, **more), "", 0)
    FundingProgrammes(tx).move(number, ProgrammeState.CONFIRMED, 0)
    found = FundingProgrammes(tx).get(number)
    assert found
    return found


def somebody(serial: int, work: str = "farmer", **more: Any) -> Content:
    """Return what a list says of an invented person."""
    born = more.pop("born", date(1980, 8, 17))
    return Content(name=f"Orang {serial}", nik=nik_of(serial, born), born=born, work=work, **more)


def who(tx: Transaction, serial: int) -> bytes:
    """Return the keyed hash of the NIK of somebody."""
    return tx.keys.lookup("nik", nik_of(serial))


def entry(tx: Transaction, kind: EntryKind, number: int, **more: Any) -> int:
    """Write an entry without lines; return its number."""
    return Ledger(tx).write(New(kind, number, more.pop("by", 0), DAY, **more))
