"""Who pays the contributions of whom a registration is about: from when until when, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger.entries import Ledger
from bot.ledger.programmes import FundingProgrammes
from bot.months import first_day, month_of
from bot.registration.store import Registrations
from bot.scheme.contributions import Sector
from bot.terms.funds import FUND_TOLD
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.cover.shares import Insured
    from bot.resources import Resources
    from bot.scheme.funding import FundKind
    from bot.store.transaction import Transaction
    from bot.texts import Texts

_AHEAD = 24  # months that are looked at


@dataclass(frozen=True, slots=True)
class Span:
    """Months (both counted) that the same programmes pay: kinds of money, `share` percent in all."""

    first: int
    last: int
    kinds: tuple[FundKind, ...]
    share: int


def cover_of(tx: Transaction, resources: Resources, registration_id: str) -> Insured | None:
    """Return what programmes promised and paid for whom a registration is about; None where nothing is."""
    who = Registrations(tx).nik_hash(registration_id)
    if who is None:
        return None
    lines = Ledger(tx).person([who], FundingProgrammes(tx).offers(resources))
    return lines.insured(Sector.OTHER) if lines.promises else None


def spans_ahead(tx: Transaction, insured: Insured, today: date) -> list[Span]:
    """Return who pays from this month on, months alike as one."""
    kinds = {one.id: one.terms.kind for one in FundingProgrammes(tx).all()}
    spans: list[Span] = []
    for month in range(month_of(today), month_of(today) + _AHEAD):
        offers = [] if insured.is_gone(month) else insured.promised_in(month)
        if not offers:
            continue
        found = tuple(dict.fromkeys(kinds[one.programme] for one in offers))
        share = min(100, sum(one.share for one in offers))
        before = spans[-1] if spans else None
        if before and (before.kinds, before.share, before.last + 1) == (found, share, month):
            spans[-1] = Span(before.first, month, found, share)
        else:
            spans.append(Span(month, month, found, share))
    return spans


def cover_lines(
    tx: Transaction, texts: Texts, resources: Resources, registration_id: str, today: date
) -> list[Html]:
    """Return who pays, from when until when, and what comes after; nothing where no programme does."""
    insured = cover_of(tx, resources, registration_id)
    spans = spans_ahead(tx, insured, today) if insured else []
    return list(_told(texts, spans))


def _told(texts: Texts, spans: Sequence[Span]) -> Iterator[Html]:
    for span in spans:
        first, last = texts.month(first_day(span.first)), texts.month(first_day(span.last))
        months = first if span.first == span.last else texts("cover.months", first=first, last=last)
        payer = payers(texts, span)
        if span.share == 100:  # noqa: PLR2004 - percent
            yield texts("cover.pays", payer=payer, months=months)
        else:
            yield texts("cover.pays_a_part", payer=payer, months=months, share=span.share)
    if spans:
        yield texts("cover.after", month=texts.month(first_day(spans[-1].last + 1)))


def payers(texts: Texts, span: Span) -> Html:
    """Return who pays, in the middle of a sentence."""
    named = [texts(FUND_TOLD[kind]) for kind in span.kinds]
    return Html(texts("cover.and", one=named[0], other=named[1]) if len(named) > 1 else named[0])
