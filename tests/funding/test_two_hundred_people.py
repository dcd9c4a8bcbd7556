"""A ledger of two hundred invented people, held against one that is reckoned here in another way.

The other one knows no tariff and no entries: prices are the figures of the law as they stand in its annex,
and each person-month is worked out from a plain table of who was promised and paid what.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.cover.entries import EntryKind
from bot.cover.pricing import Pricing
from bot.cover.shares import GONE, Leaving
from bot.cover.totals import Totals
from bot.funding.reading import CoverReading
from bot.ledger.entries import Ledger, Paid, Parted, Promised
from bot.months import written
from bot.register.content import Content
from bot.scheme.contributions import Sector
from bot.scheme.funding import FundKind
from tests.funding.making import DEC, HILIR, JAN, JUN, LEMEDAK, MAR, MAY, NOV, entry, programme, somebody, who
from tests.lists.making import nik_of
from tests.register.making import list_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.terms import FundingProgramme
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from tests.register.making import Office

FIRST, LAST = NOV, JUN
FULL, HALF = 16_800, 8_400  # PP 44/2015, PP 50/2025 art. 4: the first tier, JKK and JKM
WORKS = {
    "farmer": Sector.FARMER,
    "driver": Sector.TRANSPORT,
    "boatman": Sector.RIVER,
    "trader": Sector.TRADER,
}
SERIALS = range(9001, 9201)


@dataclass
class Told:
    """What was said of one person in the whole ledger, as a plain table."""

    work: str
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)  # programme, percent, first, last
    partings: list[tuple[int, int]] = field(default_factory=list)  # programme, month
    paid: dict[int, dict[int, int]] = field(default_factory=dict)  # month: programme: rupiah
    gone_from: int = LAST + 1

    def promised(self, month: int) -> dict[int, int]:
        """Return percents by programme: of spans that no parting since their beginning has ended."""
        return {
            number: percent
            for number, percent, first, last in self.spans
            if first <= month <= last
            and not [at for other, at in self.partings if other == number and first <= at <= month]
        }


def alone(work: str, month: int) -> int:
    """Return what a month costs a worker who pays: the discount ends in March for drivers, else in December.

    For boatmen it is not settled after December whether they count as transport.
    """
    last = MAR if work == "driver" else DEC
    return HALF if month <= last else FULL


def reckoned(one: Told, kinds: dict[int, FundKind], month: int) -> tuple[str, int, int, int, int, int] | None:
    """Return state, price, paid, promised, open and what is too much, of a month."""
    if month >= one.gone_from:
        return None
    promised, paid = one.promised(month), one.paid.get(month, {})
    price = FULL if promised or paid else alone(one.work, month)
    due, percent = {}, 0
    for number in sorted(promised):
        due[number] = price * (percent + promised[number]) // 100 - price * percent // 100
        percent += promised[number]
    rest = sum(max(0, rupiah - paid.get(number, 0)) for number, rupiah in due.items())
    given = sum(paid.values())
    covered_paid = min(price, given)
    covered_promised = min(price - covered_paid, rest)
    still_open = price - covered_paid - covered_promised
    if not still_open:
        state = "promised" if covered_promised else "paid"
    else:
        state = "part_paid" if covered_paid + covered_promised else "open"
    over = given + rest - covered_paid - covered_promised
    return state, price, covered_paid, covered_promised, still_open, over


class Town:
    """Two hundred people, four programmes that overlap, and what happened to them, in any order."""

    def __init__(self, tx: Transaction, seed: int) -> None:
        self.tx, self.chance = tx, random.Random(seed)
        self.programmes = [
            programme(tx, FundKind.APBD_REGENCY, DEC, MAY),
            programme(tx, FundKind.VILLAGE, NOV, JAN),
            programme(tx, FundKind.APBD_PROVINCE, JAN, JUN, share=50),
            programme(tx, FundKind.COMPANY, NOV, MAR, share=50),
        ]
        self.kinds = {one.id: one.terms.kind for one in self.programmes}
        works = list(WORKS)
        self.told = {serial: Told(works[serial % 4]) for serial in SERIALS}
        self.deeds: list[Callable[[], None]] = []
        for one in self.programmes:
            self._promise(one)
            self._part(one)
        self._lose()
        for one in self.programmes:
            self._pay(one)

    def put_in_register(self) -> None:
        people = [
            (somebody(serial, one.work), (LEMEDAK, HILIR)[serial % 2], serial)
            for serial, one in self.told.items()
        ]
        list_of(self.tx, "Dinas Sosial", *people)

    def happens(self, order: random.Random) -> None:
        """Let all of it be entered, in an order of its own."""
        order.shuffle(self.deeds)
        for deed in self.deeds:
            deed()

    def _promise(self, one: FundingProgramme) -> None:
        terms = one.terms
        for first in (terms.first, terms.first + 1):  # some join a month later
            some = self.chance.sample(list(SERIALS), 50)
            for serial in some:
                self.told[serial].spans.append((one.id, terms.share, first, terms.last))
            lines = [
                Promised(who(self.tx, serial), first, terms.last, "61.06.10", LEMEDAK.village,
                         WORKS[self.told[serial].work])
                for serial in some
            ]  # fmt: skip
            self.deeds.append(lambda lines=lines: self._enter(EntryKind.PROMISED, one, lines))  # type: ignore[misc]

    def _part(self, one: FundingProgramme) -> None:
        for serial in self.chance.sample(list(SERIALS), 8):
            month = self.chance.randint(one.terms.first, one.terms.last)
            self.told[serial].partings.append((one.id, month))
            line = Parted(who(self.tx, serial), month, self.chance.choice([Leaving.OTHER, Leaving.REPLACED]))
            self.deeds.append(lambda line=line: self._enter(EntryKind.LEFT, one, [line]))  # type: ignore[misc]

    def _lose(self) -> None:
        for serial in self.chance.sample(list(SERIALS), 10):
            month = self.chance.randint(DEC, LAST)
            self.told[serial].gone_from = min(self.told[serial].gone_from, month)
            line = Parted(who(self.tx, serial), month, self.chance.choice(sorted(GONE)))
            one = self.chance.choice(self.programmes)
            self.deeds.append(lambda line=line, one=one: self._enter(EntryKind.LEFT, one, [line]))  # type: ignore[misc]

    def _pay(self, one: FundingProgramme) -> None:
        for _ in range(3):
            some = self.chance.sample(list(SERIALS), 40)
            month = self.chance.randint(one.terms.first, one.terms.last)
            months = self.chance.randint(1, 3)
            rupiah = self.chance.choice([FULL, HALF, 5_000])
            for serial in some:
                for paid in range(month, month + months):
                    by = self.told[serial].paid.setdefault(paid, {})
                    by[one.id] = by.get(one.id, 0) + rupiah
            lines = [Paid(who(self.tx, serial), month, months, rupiah) for serial in some]
            self.deeds.append(lambda lines=lines: self._enter(EntryKind.PAID, one, lines))  # type: ignore[misc]

    def _enter(
        self, kind: EntryKind, one: FundingProgramme, lines: list[Promised] | list[Parted] | list[Paid]
    ) -> None:
        number = entry(self.tx, kind, one.id)
        for line in lines:
            Ledger(self.tx).add(number, line)


def months_in(tx: Transaction, resources: Resources) -> dict[tuple[str, str], object]:
    """Return what the program makes of each month of each person, by name and month."""
    pricing = Pricing(resources.tariff)
    found: dict[tuple[str, str], object] = {}
    for one in CoverReading(tx, resources).everybody():
        assert one.person
        name = one.person.live[0].statement.content.name
        for month in range(FIRST, LAST + 1):
            priced = pricing.month(one.insured, month)
            found[name, written(month)] = priced and (
                priced.state.value, priced.price, priced.paid, priced.promised, priced.open, priced.over,
            )  # fmt: skip
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_month_of_two_hundred_people_is_as_reckoned_by_hand(
    office: Office, resources: Resources, seed: int
) -> None:
    with office.unit() as tx:
        town = Town(tx, seed)
        town.put_in_register()
        town.happens(random.Random(seed + 100))
        expected = {
            (f"Orang {serial}", written(month)): reckoned(one, town.kinds, month)
            for serial, one in town.told.items()
            for month in range(FIRST, LAST + 1)
        }
        assert months_in(tx, resources) == expected


def test_every_sum_is_that_of_its_months(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        town = Town(tx, 4)
        town.put_in_register()
        town.happens(random.Random(5))
        totals = Totals(Pricing(resources.tariff), FIRST, LAST)
        totals.add((one.village, one.insured) for one in CoverReading(tx, resources).everybody())
        reckonings = [
            found
            for one in town.told.values()
            for month in range(FIRST, LAST + 1)
            if (found := reckoned(one, town.kinds, month))
        ]
        whole = totals.whole
        assert whole.person_months == len(reckonings)
        _, prices, paid, promised, still_open, over = zip(*reckonings, strict=True)
        assert whole.price == sum(prices) == whole.paid + whole.promised + whole.open
        assert (whole.paid, whole.promised) == (sum(paid), sum(promised))
        assert (whole.open, whole.over) == (sum(still_open), sum(over))
        assert set(totals.by_group) == {LEMEDAK.village, HILIR.village}
        assert sum(one.price for one in totals.by_group.values()) == whole.price


def test_the_order_in_which_entries_are_written_makes_no_difference(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        town = Town(tx, 6)
        town.put_in_register()
        town.happens(random.Random(1))
        first = months_in(tx, resources)
        for table in ("covers", "leavings", "payments"):  # as if none of it had been entered
            tx.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of a table
        town.happens(random.Random(2))
        assert months_in(tx, resources) == first


def test_a_newer_list_and_people_joined_into_one_change_no_sum(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        town = Town(tx, 7)
        town.put_in_register()
        town.happens(random.Random(1))
        before = months_in(tx, resources)
        again = [
            (somebody(serial, one.work), (LEMEDAK, HILIR)[serial % 2], serial)
            for serial, one in town.told.items()
        ]
        list_of(tx, "Dinas Sosial", *again, as_of=date(2026, 11, 15))
        other = Content(name="Orang 9001", nik=nik_of(9001), work="farmer")
        list_of(tx, "Desa", (other, LEMEDAK, 9001))
        assert months_in(tx, resources) == before


def test_two_niks_of_one_person_are_one_person_with_what_was_promised_to_either(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        one = programme(tx)
        for serial in (9001, 9002):
            number = entry(tx, EntryKind.PROMISED, one.id)
            line = Promised(who(tx, serial), DEC, JUN, "61.06.10", LEMEDAK.village, Sector.FARMER)
            Ledger(tx).add(number, line)
        list_of(tx, "Dinas Sosial", (somebody(9001), LEMEDAK, 5))
        list_of(tx, "Desa", (somebody(9002), LEMEDAK, 5))
        (person,) = CoverReading(tx, resources).everybody()
        priced = Pricing(resources.tariff).month(person.insured, DEC)
        assert priced
        assert (priced.price, priced.promised) == (FULL, FULL)
