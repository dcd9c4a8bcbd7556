"""Before cover ends: whom it pays for is told in time, and staff are told how many fall."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.chats.store import Chats
from bot.cover.pricing import Pricing
from bot.cover.shares import Insured
from bot.dialogue.screen import Button, Screen
from bot.front.ways import Calculate, HowToPay, Mute, Office, Status
from bot.funding.taps import Ends
from bot.ledger.entries import Ledger
from bot.ledger.programmes import FundingProgrammes
from bot.months import first_day, last_day, month_of
from bot.registration.cover import cover_of, payers, spans_ahead
from bot.registration.paying import PAYABLE
from bot.registration.store import Registrations
from bot.registration.whose import whose
from bot.staff.store import Staff
from bot.terms.news import NewsKind
from bot.terms.occupations import sector_by_list
from bot.terms.roles import Right, may
from bot.terms.stages import OVER, Stage

if TYPE_CHECKING:
    from datetime import date

    from bot.front.port import Port
    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.texts import Html, Texts

_AT_ONCE: Final = 50  # people looked at in one unit of work


class Cliff:
    """Looks for cover that ends, and says so."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._days = sorted(resources.funding.warning_days)

    async def look(self, store: Store, _: Port) -> None:
        """Note a message for everybody whose cover ends soon, once for each of the times before it."""
        today = await store.run(lambda tx: tx.clock.today())
        for month in range(month_of(today), month_of(today + timedelta(days=self._days[-1])) + 1):
            days = self._step(month, today)
            after = b""
            while days and (found := await store.run(partial(self._note, month, days, after))):
                after = found
            if days:
                await store.run(partial(self._note_staff, month, days))

    def _step(self, month: int, today: date) -> int:
        """Return at which of the times before the end of a month we are; 0: not yet at the first."""
        left = (last_day(month) - today).days
        return next((days for days in self._days if left <= days), 0)

    def _note(self, month: int, days: int, after: bytes, tx: Transaction) -> bytes | None:
        whos = Ledger(tx).ending(month, after, _AT_ONCE)
        for who in whos:
            for registration in Registrations(tx).with_nik_hash(who):
                if _may_be_told(registration) and self._falls(tx, registration, month):
                    subject = f"{registration.id}.{month}.{days}"
                    Recipients(tx).add_own(Recipient(Standing.COVER, registration.chat_id, subject))
        return whos[-1] if whos else None

    def _note_staff(self, month: int, days: int, tx: Transaction) -> None:
        if not Ledger(tx).ending(month, b"", 1):
            return
        for member in Staff(tx).all():
            if may(member.role, Right.FUND):
                Recipients(tx).add_own(Recipient(Standing.CLIFF, member.chat_id, f"{month}.{days}"))

    def _falls(self, tx: Transaction, registration: Registration, month: int) -> bool:
        """Tell whether a programme pays a month, and not the next."""
        insured = cover_of(tx, self._resources, registration.id)
        return insured is not None and _ends(insured, month)

    # -- what is said

    def screen(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return what a worker is told; None where it is no longer so, or the chat is locked."""
        registration_id, _, rest = subject.partition(".")
        month = int(rest.partition(".")[0])
        chat, registration = Chats(tx).get(chat_id), Registrations(tx).get(registration_id)
        if chat is None or registration is None or registration.chat_id != chat_id:
            return None
        if not _may_be_told(registration) or tx.clock.today() > last_day(month):
            return None
        insured = cover_of(tx, self._resources, registration.id)
        if insured is None or not _ends(insured, month):
            return None
        texts = self._resources.catalogues[chat.language]
        return Screen(self._text(tx, texts, registration, insured, month), self._ways(texts, registration))

    def _text(
        self, tx: Transaction, texts: Texts, registration: Registration, insured: Insured, month: int
    ) -> Html:
        answers = Registrations(tx).answers(registration.id)
        spans = spans_ahead(tx, insured, tx.clock.today())
        span = next(one for one in spans if one.first <= month <= one.last)
        said = {
            "whose": whose(texts, answers),
            "payer": payers(texts, span),
            "day": texts.date(last_day(month)),
            "month": texts.month(first_day(month + 1)),
        }
        follows = next((one for one in spans if one.first == month + 1), None)
        if follows:
            return texts("cover.next_pays", next=payers(texts, follows), **said)
        sector = sector_by_list(answers.get("occupation", ""))
        alone = Pricing(self._resources.tariff).month(Insured(sector), month + 1)
        return texts("cover.ends", sum=texts.money(alone.price if alone else 0), **said)

    @staticmethod
    def _ways(texts: Texts, registration: Registration) -> tuple[tuple[Button, ...], ...]:
        pay = HowToPay(registration.id) if registration.stage in PAYABLE else Calculate()
        return (
            (Button(texts("pay.button"), pay.pack()),),
            (Button(texts("menu.status"), Status().pack()), Button(texts("answer.person"), Office().pack())),
            (Button(texts("due.stop"), Mute(NewsKind.PAYMENT).pack()),),
        )

    def staff_screen(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return what staff are told; None for whoever may no longer see it."""
        month, days = map(int, subject.split("."))
        if not may(Staff(tx).role_of(chat_id), Right.FUND) or tx.clock.today() > last_day(month):
            return None
        texts = self._resources.catalogues[Chats(tx).language_of(chat_id)]
        names = [one.terms.name for one in FundingProgrammes(tx).all() if one.terms.last == month] or [
            texts("cover.a_programme")
        ]
        text = texts("cover.staff", names=", ".join(names), day=texts.date(last_day(month)), days=days)
        return Screen(text, ((Button(texts("programme.ends"), Ends().pack()),),))


def _ends(insured: Insured, month: int) -> bool:
    now = {one.programme for one in insured.promised_in(month)}
    after = {one.programme for one in insured.promised_in(month + 1)}
    return bool(now - after) and not insured.is_gone(month + 1)


def _may_be_told(registration: Registration) -> bool:
    return (
        registration.chat_id > 0
        and not registration.locked
        and registration.stage not in {Stage.DRAFT, *OVER}
    )
