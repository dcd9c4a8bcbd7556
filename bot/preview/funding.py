"""Conversations about programmes that pay: put together, filled out of a list, paid; and what ends."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.cover.entries import EntryKind
from bot.ledger.entries import Ledger, New, Promised
from bot.ledger.programmes import FundingProgrammes
from bot.ledger.terms import ProgrammeState, Terms
from bot.months import first_day, month_of
from bot.preview.enrolling import registers
from bot.preview.residents import listed
from bot.register.content import Content, Place
from bot.registration.store import Registrations
from bot.scheme.contributions import Sector
from bot.scheme.funding import FundKind
from bot.terms.roles import Role

if TYPE_CHECKING:
    from bot.preview.walk import Guest, Walk
    from bot.registration.registration import Registration
    from bot.store.transaction import Transaction

_LEMEDAK = Place("61.06.10", "61.06.10.2009")
_NIK = "6106011708809041"
_AGENCY = "SK Bupati 12/2027"


def _people() -> list[tuple[Content, Place, int]]:
    names = ("Lukas Unyang", "Siti Aminah", "Dewi Lestari", "Agus Salim", "Budi Santoso", "Maria Baring")
    return [
        (
            Content(
                name=name, nik=f"61060117088090{41 + at}", born=date(1980, 8, 17), work="farmer",
                decile=at + 1, occupation="petani",
            ),
            _LEMEDAK,
            at + 1,
        )
        for at, name in enumerate(names)
    ]  # fmt: skip


def _in_force(tx: Transaction) -> None:
    listed(tx, _AGENCY, _people(), timedelta(days=20))


async def programmes(walk: Walk) -> None:
    """Show how a programme is put together, takes its people out of a list, and pays."""
    with walk.unseen():
        rina = await walk.staff("Rina", Role.OFFICER)
        dewi = await walk.staff("Dewi", Role.OFFICER)
        await walk.stage.store.surely(_in_force)
    await rina.says("/program")
    await _enters(rina)
    await rina.taps("programme.candidates", "programme.back", "programme.take_list", "pr_try")
    await rina.taps("joining.take")
    await walk.waits_for(rina, "ledger.written")
    await rina.taps("ledger.open")
    await rina.says("/program")
    await rina.taps("pr_one", "programme.pay")
    await rina.says("tahun depan", en="next year")
    await rina.says("Desember 2027", en="December 2027")
    await rina.says("12")
    await rina.says("banyak", en="a lot")
    await rina.says("20 juta")
    await rina.taps("py_sum")
    await rina.says("SP2D 0123/2027")
    await rina.taps("py_day", "send")
    await walk.waits_for(rina, "ledger.written")
    await dewi.taps("ledger.open", "ledger.agree", "ledger.correct", "ledger.correct_yes")
    await rina.says("/program")
    await rina.taps("pr_one", "programme.book", "pr_entry", "ledger.agree")
    await dewi.says("/program")
    await dewi.taps("pr_one", "programme.leave")
    await dewi.says("123")
    await dewi.says(_NIK)
    await dewi.taps("died", "lv_from", "send")
    await dewi.says("/program")
    await dewi.taps("programme.months_ahead", "pr_months", "months.all", "programme.all", "programme.ends")
    await dewi.says("/program")
    await dewi.taps("pr_one", "programme.book")
    await dewi.says("/program")
    await dewi.taps("pr_one", "programme.end", "programme.end_yes")


async def _enters(rina: Guest) -> None:
    await rina.taps("programme.new", "dbh_sawit")
    await rina.says("x" * 100)
    await rina.taps("_cancel", "programme.all", "programme.new", "apbd_regency")
    await rina.says("Pekerja rentan 2027", en="Vulnerable workers 2027")
    await rina.says("Desember 2020", en="December 2020")
    await rina.says("Desember 2027", en="December 2027")
    await rina.says("99")
    await rina.says("12")
    await rina.says("570 juta")
    await rina.taps("jkk_jkm", "send", "programme.confirm")


def _shown(tx: Transaction, chat_id: int) -> list[Registration]:
    return Registrations(tx).shown_in(chat_id)


def _promise(tx: Transaction, registration: str, months: int) -> None:
    """Let two programmes pay for somebody, one after the other."""
    this, who = month_of(tx.clock.today()), Registrations(tx).nik_hash(registration)
    spans = ((FundKind.APBD_REGENCY, this, this), (FundKind.VILLAGE, this + 1, this + months))
    for kind, first, last in spans[: 1 + bool(months)]:
        number = FundingProgrammes(tx).add(Terms("Rentan", kind, first, last), "", 0)
        FundingProgrammes(tx).move(number, ProgrammeState.CONFIRMED, 0)
        entry = Ledger(tx).write(
            New(EntryKind.PROMISED, number, 0, first_day(first), first=first, last=last, people=1)
        )
        if who:
            line = Promised(who, first, last, _LEMEDAK.district, _LEMEDAK.village, Sector.FARMER)
            Ledger(tx).add(entry, line)


async def cliff(walk: Walk) -> None:
    """Show what a worker sees of who pays, and is told before it ends; and what staff are told."""
    with walk.unseen():
        rina = await walk.staff("Rina", Role.OFFICER)
    for months in (0, 3):
        siti = walk.person("Siti")
        with walk.unseen():
            await registers(siti, f"61060117088090{51 + months}")
            found = await walk.stage.store.surely(partial(_shown, chat_id=siti.id))
            registration = found[0].id
            await walk.stage.store.surely(partial(_promise, registration=registration, months=months))
        await siti.says("/status")
        await walk.stage.store.surely(partial(_note, chat_id=siti.id, registration=registration))
        await walk.waits_for(siti, "cover.ends" if not months else "cover.next_pays")
    await walk.stage.store.surely(partial(_note_staff, chat_id=rina.id))
    await walk.waits_for(rina, "cover.staff")


def _note(tx: Transaction, chat_id: int, registration: str) -> None:
    subject = f"{registration}.{month_of(tx.clock.today())}.7"
    Recipients(tx).add_own(Recipient(Standing.COVER, chat_id, subject))


def _note_staff(tx: Transaction, chat_id: int) -> None:
    Recipients(tx).add_own(Recipient(Standing.CLIFF, chat_id, f"{month_of(tx.clock.today())}.7"))
