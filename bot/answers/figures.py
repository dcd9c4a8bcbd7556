"""Everything that a template may name: figures of law, sums worked out for the asker, and the conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answers.pricing import HELPERS, STATE, Pricing
from bot.scheme.benefits import Benefits, NoFactError
from bot.scheme.contributions import Program, Sector
from bot.scheme.eligibility import too_old
from bot.scheme.facts import Confidence, Fact
from bot.texts import PLACEHOLDER, Html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bot.answers.details import Details
    from bot.scheme.benefits import Benefit
    from bot.scheme.facts import Ground
    from bot.scheme.tariff import Tariff
    from bot.texts import Texts

_HOURS_A_DAY = 24
_SAMPLE_YEARS = 10  # of savings, in the example for JHT


@dataclass
class Figures:
    """The figures for one question, asked by somebody, on a day. `laws` gathers what those named rest on."""

    tariff: Tariff
    texts: Texts
    today: date
    details: Details
    laws: list[str] = field(default_factory=list)
    unsettled: bool = False  # whether a sum rests on figures about which sources disagree

    @cached_property
    def _pricing(self) -> Pricing:
        return Pricing(self.tariff, self.texts, self.today, self.details, self.laws)

    @cached_property
    def _benefits(self) -> Benefits:
        return Benefits(self.tariff, self.today)

    def value(self, name: str) -> Html:
        """Return what stands for a placeholder. Raise NoFactError where nothing does on that day."""
        if name in COMPUTED:
            return Html(COMPUTED[name](self))
        constant = self.texts.constant(name)
        if constant is not None:
            return constant
        fact = self.rest_on(name)
        if not isinstance(fact, Fact):
            raise NoFactError(f"{name} is no figure")
        return self._formatted(fact)

    def worded(self, message_id: str) -> Html:
        """Return a text of the catalogue, its placeholders filled with figures."""
        names = PLACEHOLDER.findall(str(self.texts.entries[message_id]))
        return self.texts(message_id, **{name: self.value(name) for name in dict.fromkeys(names)})

    def rest_on(self, ground_id: str) -> Ground:
        """Note the law of a fact or rule. Raise NoFactError where it is not valid or not settled."""
        ground = self.tariff.facts.ground(ground_id, self.today)
        if ground is None or ground.confidence is Confidence.LOW:
            raise NoFactError(f"no fact {ground_id} that may be stated is valid on {self.today}")
        self._note(ground)
        return ground

    def holds(self, condition: str) -> bool:
        """Tell whether a condition of a variant holds."""
        return CONDITIONS[condition](self)

    def _note(self, *grounds: Ground) -> None:
        self._pricing.note(ground.law for ground in grounds)

    def _formatted(self, fact: Fact) -> Html:
        unit = fact.unit.split()[0].rstrip(",")
        if unit == "rupiah":
            return self.texts.money(fact.value)
        if unit == "percent":
            return self.texts("figure.percent", value=self.texts.number(fact.value))
        if unit == "hours" and fact.value % _HOURS_A_DAY == 0:
            return self.texts("figure.days_as_hours", days=self.texts.number(fact.value // _HOURS_A_DAY))
        return self.texts.number(fact.value)

    # -- sums

    def sum(self, work_out: Callable[[Benefits, int], Benefit]) -> Html:
        """Return a benefit for the income that is known, or for the first tier."""
        benefit = work_out(self._benefits, self.details.income or 0)
        self._note(*benefit.grounds)
        self.unsettled |= any(one.confidence is Confidence.LOW for one in benefit.grounds)
        return self.texts.money(benefit.amount)

    def known_money(self, rupiah: int | None) -> Html:
        """Return a sum that the question named."""
        if rupiah is None:
            raise NoFactError("the question named no sum")
        return self.texts.money(rupiah)

    def known_number(self, number: int | None) -> Html:
        """Return a number that the question named."""
        if number is None:
            raise NoFactError("the question named no number")
        return self.texts.number(number)

    def months(self) -> Html:
        """Return the number of months that are priced."""
        return self.texts.number(self._pricing.months)

    def price(self) -> Html:
        """Return the lines about the price."""
        self.unsettled |= self._pricing.is_disputed()
        return self._pricing.price()

    def price_of_people(self) -> Html:
        """Return the line about what several people cost together."""
        self.unsettled |= self._pricing.is_disputed()
        return self._pricing.of_people(self.details.people or 1)

    def discount(self) -> Html:
        """Return the lines about the discount."""
        self.unsettled |= self._pricing.is_disputed()
        return self._pricing.discount()

    def advance(self) -> Html:
        """Return the lines about several months."""
        self.unsettled |= self._pricing.is_disputed()
        return self._pricing.advance()

    def contribution(self, program: Program, months: int = 1) -> Html:
        """Return what one programme costs for some months at the price of this month."""
        return self.texts.money(months * self._pricing.calculate((program,)).total)

    def cheapest(self, programs: tuple[Program, ...]) -> Html:
        """Return what programmes cost in the first tier without any discount."""
        lowest = Pricing(self.tariff, self.texts, self.today, type(self.details)(), self.laws)
        lowest.calculate(programs)
        return lowest.full(programs)

    # -- conditions

    def discounted(self) -> bool:
        """Tell whether a discount certainly holds."""
        return self._pricing.discounted()

    def sector_matters(self) -> bool:
        """Tell whether the kind of work is not known but changes the price."""
        return self._pricing.sector_matters

    def is_too_old(self) -> bool:
        """Tell whether the age that was named is too high to enrol."""
        age = self.details.age
        return age is not None and too_old(age, self.tariff.facts, self.today)

    def beyond(self, months: int | None, fact_id: str) -> int:
        """Return how many months more were named than a fact says; 0 where none were."""
        fact = self.tariff.facts.on(fact_id, self.today)
        return 0 if months is None or fact is None else months - fact.value


COMPUTED: Mapping[str, Callable[[Figures], str]] = {
    "price": Figures.price,
    "discount": Figures.discount,
    "advance": Figures.advance,
    "base": lambda one: one.sum(Benefits.base),
    "jkk_death": lambda one: one.sum(Benefits.death_at_work),
    "jkk_disability": lambda one: one.sum(Benefits.disability_total),
    "stmb_month": lambda one: one.sum(Benefits.unable_to_work),
    "periodic_total": lambda one: one.sum(lambda benefits, _: benefits.periodic()),
    "jkm_total": lambda one: one.sum(lambda benefits, _: benefits.death()),
    "jkm_early": lambda one: one.sum(lambda benefits, _: benefits.death_early()),
    "scholarship_child": lambda one: one.sum(lambda benefits, _: benefits.scholarship_of_child()),
    "scholarship_all": lambda one: one.sum(lambda benefits, _: benefits.scholarship()),
    "income": lambda one: one.known_money(one.details.income),
    "age": lambda one: one.known_number(one.details.age),
    "months": Figures.months,
    "unpaid": lambda one: one.known_number(one.details.unpaid),
    "amount": lambda one: one.known_money(one.details.amount),
    "months_saved": lambda one: one.known_number(one.details.months),
    "saved": lambda one: one.known_money((one.details.amount or 0) * (one.details.months or 0)),
    "people": lambda one: one.known_number(one.details.people),
    "price_people": Figures.price_of_people,
    "paid": lambda one: one.known_number(one.details.paid),
    "min_two": lambda one: one.cheapest((Program.JKK, Program.JKM)),
    "min_three": lambda one: one.cheapest(tuple(Program)),
    "jht_month": lambda one: one.contribution(Program.JHT),
    "jht_years": lambda one: one.contribution(Program.JHT, _SAMPLE_YEARS * 12),
    "sample_years": lambda one: one.texts.number(_SAMPLE_YEARS),
    "today": lambda one: one.texts.date(one.today),
}

CONDITIONS: Mapping[str, Callable[[Figures], bool]] = {
    "income": lambda one: one.details.income is not None,
    "age": lambda one: one.details.age is not None,
    "paid": lambda one: one.details.paid is not None,
    "sector": lambda one: one.details.sector is not None,
    "sector_matters": Figures.sector_matters,
    "transport": lambda one: one.details.sector is Sector.TRANSPORT,
    "farmer": lambda one: one.details.sector is Sector.FARMER,
    "fisher": lambda one: one.details.sector is Sector.FISHER,
    "trader": lambda one: one.details.sector is Sector.TRADER,
    "river": lambda one: one.details.sector is Sector.RIVER,
    "employer": lambda one: one.details.sector is Sector.EMPLOYER,
    "saving": lambda one: one.details.amount is not None and one.details.months is not None,
    "people": lambda one: one.details.people is not None,
    "state_pays": lambda one: one.details.payer in STATE,
    "helped": lambda one: one.details.payer in HELPERS,
    "discounted": Figures.discounted,
    "too_old": Figures.is_too_old,
    "jkm_not_yet": lambda one: one.beyond(one.details.paid, "jkm_full_after") < 0,
    "lapsed": lambda one: one.beyond(one.details.unpaid, "lapse_after") > 0,
}
