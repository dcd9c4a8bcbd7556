"""What protection costs and which discount there is, in a few lines, with the law behind every amount."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from bot.scheme.contributions import Caution, Payer, Program, Sector
from bot.scheme.discounts import reduced
from bot.scheme.eligibility import payment_periods
from bot.texts import Html, Texts, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.answers.details import Details
    from bot.scheme.contributions import Calculation, Month
    from bot.scheme.discounts import Relief
    from bot.scheme.tariff import Tariff

_TWO = (Program.JKK, Program.JKM)
_THREE = tuple(Program)
STATE = frozenset({Payer.APBN, Payer.APBD})
HELPERS = frozenset({Payer.VILLAGE, Payer.COMPANY, Payer.DONOR})
# One sector for each group of work whose contributions differ.
_GROUPS = ((Sector.TRANSPORT, key("price.transport")), (Sector.OTHER, key("price.other_work")))
_DEFAULT_MONTHS = 12
_OPEN = {  # for whom the regulation does not say whether there is a discount
    Sector.RIVER: key("discount.river"),
    Sector.DOMESTIC: key("discount.domestic"),
    Sector.EMPLOYER: key("discount.employer"),
}


@dataclass(slots=True)
class Pricing:
    """Prices one case. `laws` gathers what the lines rest on."""

    tariff: Tariff
    texts: Texts
    today: date
    details: Details
    laws: list[str] = field(default_factory=list)

    @property
    def month(self) -> date:
        """The month asked about: its first day."""
        return (self.details.month or self.today).replace(day=1)

    @property
    def payer(self) -> Payer:
        """Who pays; the worker where nothing else is known."""
        return self.details.payer or Payer.SELF

    @property
    def income(self) -> int:
        """The income, or the lowest tier where none is known."""
        return self.details.income or 0

    @property
    def sector_matters(self) -> bool:
        """Whether the kind of work is not known but would change the amount or the end of the discount."""
        if self.details.sector or self.payer in STATE | HELPERS:
            return False
        ends = {self.tariff.discount_until(one, self.payer, self.month) for one, _ in _GROUPS}
        return len(ends) > 1

    def discounted(self) -> bool:
        """Tell whether a discount certainly holds in the month, for the work that is known."""
        sectors = [self.details.sector] if self.details.sector else [one for one, _ in _GROUPS]
        return any(self._until(sector) is not None for sector in sectors)

    def _until(self, sector: Sector) -> date | None:
        return self.tariff.discount_until(sector, self.payer, self.month)

    def calculate(
        self, programs: tuple[Program, ...], sector: Sector | None = None, months: int = 1
    ) -> Calculation:
        """Price programmes from the month on, and note the laws."""
        case = sector or self.details.sector or Sector.OTHER
        priced = self.tariff.calculate(self.income, programs, case, self.payer, self.month, months)
        for month in priced.months:
            for line in month.lines:
                self.note(line.law.split("; "))
        return priced

    def total(self, programs: tuple[Program, ...], sector: Sector | None = None) -> Html:
        """Return what a month costs."""
        return self.texts.money(self.calculate(programs, sector).total)

    def full(self, programs: tuple[Program, ...]) -> Html:
        """Return what a month costs without any discount, as where the regency pays."""
        priced = self.tariff.calculate(self.income, programs, Sector.OTHER, Payer.APBD, self.month, 1)
        return self.texts.money(priced.total)

    # -- the lines about the price

    def price(self) -> Html:
        """Return what two and three programmes cost in the month, and until when."""
        lines = [self.texts("price.month", month=self.texts.month(self.month))]
        if self.sector_matters and self.discounted():
            lines += self._by_work()
        else:
            lines += self._amounts()
        return _joined([*lines, *self._cautions()])

    def of_people(self, people: int) -> Html:
        """Return what a month costs for several people of one income and one kind of work."""
        texts = self.texts
        sums = [texts.money(people * self.calculate(programs).total) for programs in (_TWO, _THREE)]
        count = texts.number(people)
        if self.payer in STATE:
            return texts("price.people_two", count=count, two=sums[0])
        return texts("price.people", count=count, two=sums[0], three=sums[1])

    def _ends(self) -> tuple[Html, Html] | None:
        """Return until when other work and transport have the discount, where nothing else differs."""
        totals = {self.calculate(_TWO, sector).total for sector, _ in _GROUPS}
        transport, other = (self._until(sector) for sector, _ in _GROUPS)
        if len(totals) > 1 or not transport or not other:
            return None
        return self.texts.month(other), self.texts.month(transport)

    def _by_work(self) -> list[Html]:
        if not (ends := self._ends()):
            return [self._group(sector, label) for sector, label in _GROUPS]
        full = {"two": self.full(_TWO), "three": self.full(_THREE)}
        return [*self._choices(), self.texts("price.then_by_work", until=ends[0], last=ends[1], **full)]

    def _choices(self) -> list[Html]:
        lines = [self.texts("price.two", amount=self.total(_TWO))]
        if self.payer not in STATE:  # which pays for two programmes
            lines.append(self.texts("price.three", amount=self.total(_THREE)))
        return lines

    def _amounts(self) -> list[Html]:
        lines = self._choices()
        until = self._until(self.details.sector or Sector.OTHER)
        if self.payer in STATE:
            self.note(self._laws_of("discount_not_state"))
            lines.append(self.texts("price.state_pays"))
        elif until:
            lines += [self._then(until), *self._later_open(self.details.sector or Sector.OTHER, until)]
        elif self._is_unsettled(self.details.sector or Sector.OTHER):
            lines.append(self._unsettled())
        return lines

    def _then(self, until: date) -> Html:
        texts = self.texts
        return texts("price.then", until=texts.month(until), two=self.full(_TWO), three=self.full(_THREE))

    def _later_open(self, sector: Sector, until: date) -> list[Html]:
        """Return that nobody knows whether there is a discount after that which is certain."""
        after = (until.replace(day=28) + timedelta(days=7)).replace(day=1)
        open_ = self.tariff.discounts.on(Program.JKK, sector, self.payer, after).unsettled
        return [self.texts("price.later_open")] if open_ else []

    def _is_unsettled(self, sector: Sector) -> bool:
        return bool(self._relief(sector).unsettled)

    def _unsettled(self) -> Html:
        """Return what it would cost with the discount that the regulation does not settle."""
        texts, sector = self.texts, self.details.sector or Sector.OTHER
        rates = self._relief(sector).unsettled
        self.note(rate.law for rate in rates)
        amounts = [
            sum(
                reduced(line.amount, rates[0].value) if line.program in _TWO else line.amount
                for line in self.calculate(programs, sector).months[0].lines
            )
            for programs in (_TWO, _THREE)
        ]
        return texts("price.unsettled", two=texts.money(amounts[0]), three=texts.money(amounts[1]))

    def _laws_of(self, ground_id: str) -> Iterable[str]:
        ground = self.tariff.facts.ground(ground_id, self.month)
        return [ground.law] if ground else []

    def _group(self, sector: Sector, label: str) -> Html:
        texts, until = self.texts, self._until(sector)
        amounts = {"two": self.total(_TWO, sector), "three": self.total(_THREE, sector)}
        if until:
            return texts("price.group_until", work=texts(label), until=texts.month(until), **amounts)
        return texts("price.group", work=texts(label), **amounts)

    def _cautions(self) -> Iterable[Html]:
        if not self.details.income or self.payer in STATE:
            return []
        below = Caution.BELOW_FLOOR in self.calculate(_THREE).warnings
        return [self.texts("caution.below_floor")] if below else []

    def is_disputed(self) -> bool:
        """Tell whether sources give different tariffs for the income."""
        sector = self.details.sector or Sector.OTHER
        priced = self.tariff.calculate(self.income, _THREE, sector, self.payer, self.month, 1)
        return Caution.DISPUTED_TIER in priced.warnings

    # -- several months at once

    @property
    def months(self) -> int:
        """How many months are paid at once."""
        periods = payment_periods(self.tariff.facts, self.today)
        return self.details.months if self.details.months in periods else _DEFAULT_MONTHS

    def advance(self) -> Html:
        """Return for which income, and what several months cost together, a line for each run of months."""
        heading = self.texts("price.of_lowest")
        if self.details.income is not None:
            heading = self.texts("price.of_income", income=self.texts.money(self.income))
        if not self.sector_matters:
            return _joined([heading, self._advance(self.details.sector or Sector.OTHER, with_runs=True)])
        groups = [
            self.texts("price.work_and", work=self.texts(label), lines=self._advance(sector, with_runs=False))
            for sector, label in _GROUPS
        ]
        return _joined([heading, *groups])

    def _advance(self, sector: Sector, *, with_runs: bool) -> Html:
        texts = self.texts
        two, three = (self.calculate(programs, sector, self.months) for programs in (_TWO, _THREE))
        lines = [
            texts(
                "price.advance",
                count=texts.number(self.months),
                two=texts.money(two.total),
                three=texts.money(three.total),
            )
        ]
        on = self.tariff.discounts.on
        reliefs = [on(Program.JKK, sector, self.payer, month.month) for month in two.months]
        if unsettled := [rate for relief in reliefs for rate in relief.unsettled]:
            self.note(rate.law for rate in unsettled)
            lines.append(texts("price.office_decides"))
        if self.details.months and self.details.months != self.months:
            lines.append(texts("price.other_months", count=texts.number(self.details.months)))
        runs = [list(run) for _, run in groupby(two.months, lambda month: month.total)]
        if with_runs and len(runs) > 1:
            lines += [texts("price.runs"), *map(self._run, runs)]
        return _joined(lines)

    def _run(self, run: Sequence[Month]) -> Html:
        texts, first, last = self.texts, run[0].month, run[-1].month
        amount = texts.money(run[0].total)
        if first == last:
            return texts("price.one_month", month=texts.month(first), amount=amount)
        return texts("price.run", first=texts.month(first), last=texts.month(last), amount=amount)

    # -- the lines about the discount

    def discount(self) -> Html:
        """Return who has the discount, how much and until when, as of the month."""
        texts = self.texts
        if self.payer in STATE:
            self.calculate(_TWO)
            self.note(self._laws_of("discount_not_state"))
            return texts("discount.state", full=self.full(_TWO))
        sectors = [self.details.sector] if self.details.sector else [one for one, _ in _GROUPS]
        if unsettled := [rate for sector in sectors for rate in self._relief(sector).unsettled]:
            self.note(rate.law for rate in unsettled)
            return self._discount_unsettled()
        if not self.details.sector and (ends := self._ends()):
            until, last = ends
            return texts("discount.runs_by_work", until=until, last=last, **self._reduced(Sector.OTHER))
        lines = [self._discount_of(sector) for sector in sectors]
        if len(set(lines)) == 1:
            return _as_sentence(lines[0])
        named = zip((label for _, label in _GROUPS), lines, strict=True)
        return _joined([texts("price.work_and", work=texts(label), lines=line) for label, line in named])

    def _discount_of(self, sector: Sector) -> Html:
        texts, until = self.texts, self._until(sector)
        if until:
            runs = texts("discount.runs", until=texts.month(until), **self._reduced(sector))
            return _joined([runs, *self._later_open(sector, until)])
        month = texts.month(self.month)
        ended = self.tariff.discounts.last_before(sector, self.payer, self.month)
        self.calculate(_TWO, sector)
        if ended and ended.valid_until:
            self.note([ended.law])
            until = ended.valid_until
            return texts("discount.ended", until=texts.month(until), full=self.full(_TWO), month=month)
        return texts("discount.none", full=self.full(_TWO), month=month)

    def _reduced(self, sector: Sector) -> dict[str, Html]:
        granted = self._relief(sector).granted
        percent = self.texts("figure.percent", value=granted.value if granted else 0)
        return {"percent": percent, "two": self.total(_TWO, sector), "full": self.full(_TWO)}

    def _relief(self, sector: Sector) -> Relief:
        return self.tariff.discounts.on(Program.JKK, sector, self.payer, self.month)

    def _discount_unsettled(self) -> Html:
        """Return what is known where the regulation does not say whether there is a discount."""
        full = self.total(_TWO)
        if self.payer in HELPERS:
            return self.texts("discount.helpers", full=full)
        sector = self.details.sector or Sector.OTHER
        return _joined([self.texts(_OPEN.get(sector, _OPEN[Sector.RIVER]), full=full), self._unsettled()])

    def note(self, laws: Iterable[str]) -> None:
        """Note laws, each once."""
        self.laws += [law for law in dict.fromkeys(laws) if law not in self.laws]


def _as_sentence(line: Html) -> Html:
    return Html(line[:1].upper() + line[1:])


def _joined(lines: Iterable[Html]) -> Html:
    return Html("\n".join(lines))
