"""What decides about somebody's months: lists, the ledger, what they pay themselves, whether they live."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.cover.entries import EntryKind
from bot.cover.pricing import MonthState, Pricing
from bot.funding.reading import CoverReading
from bot.ledger.entries import Ledger, Paid, Promised
from bot.register.sources import SourceKind
from bot.register.statements import Statements
from bot.registration.form import enrolment
from bot.registration.registration import Recorded
from bot.registration.store import Registrations
from bot.scheme.contributions import Sector
from bot.terms.stages import Stage
from tests.funding.making import DEC, FEB, JAN, JUN, LEMEDAK, NOV, entry, programme, somebody, who
from tests.lists.making import nik_of
from tests.register.making import list_of

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from tests.register.making import Office


def states(tx: Transaction, resources: Resources, *months: int) -> list[MonthState | None]:
    (one,) = CoverReading(tx, resources).everybody()
    pricing = Pricing(resources.tariff)
    found = [pricing.month(one.insured, month) for month in months]
    return [month.state if month else None for month in found]


def protects(tx: Transaction, resources: Resources, until: date, payer: str = "self") -> None:
    """Register somebody who is protected from now until a day."""
    registrations = Registrations(tx)
    one = registrations.create(1001, "1")
    answers = {"nik": nik_of(9001), "name": "Orang", "payer": payer, "programs": "jkk_jkm"}
    registrations.save(one, enrolment(resources), answers)
    registrations.submit(one, 1001, nik_of(9001), ())
    registrations.set_stage(one, Stage.ACTIVE, "cli")
    registrations.record(one, Recorded(protected_until=until))


def test_months_that_the_office_recorded_are_the_workers_own(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        protects(tx, resources, date(2026, 12, 31))
        list_of(tx, "Dinas", (somebody(9001), LEMEDAK, 1))
        assert states(tx, resources, NOV, DEC, JAN) == [MonthState.OWN, MonthState.OWN, MonthState.OPEN]


def test_months_that_somebody_else_was_to_pay_are_not_the_workers_own(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        protects(tx, resources, date(2026, 12, 31), payer="apbd")
        list_of(tx, "Dinas", (somebody(9001), LEMEDAK, 1))
        assert states(tx, resources, DEC) == [MonthState.OPEN]


def test_what_bpjs_confirms_and_no_programme_pays_is_paid_by_the_worker(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        one = programme(tx)
        insured = somebody(9001, covered_from=date(2026, 11, 1), covered_until=date(2027, 1, 31))
        list_of(tx, "BPJS", (insured, LEMEDAK, 1), kind=SourceKind.PARTICIPANTS)
        number = entry(tx, EntryKind.PROMISED, one.id)
        Ledger(tx).add(number, Promised(who(tx, 9001), DEC, DEC, "", "", Sector.FARMER))
        expected = [MonthState.OWN, MonthState.PROMISED, MonthState.OWN, MonthState.OPEN]
        assert states(tx, resources, NOV, DEC, JAN, FEB) == expected
        (person,) = CoverReading(tx, resources).everybody()
        pricing = Pricing(resources.tariff)
        assert [
            month.confirmed for at in (NOV, DEC, FEB) if (month := pricing.month(person.insured, at))
        ] == [True, True, False]


def test_whom_a_list_names_dead_has_no_months_after_its_day(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        list_of(tx, "Dukcapil", (somebody(9001, life="dead"), LEMEDAK, 1), as_of=date(2026, 12, 5))
        assert states(tx, resources, DEC, JAN) == [MonthState.OPEN, None]


def test_whom_only_the_ledger_knows_counts_as_one_person(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx)
        number = entry(tx, EntryKind.PROMISED, one.id)
        Ledger(tx).add(number, Promised(who(tx, 9001), DEC, JUN, "61.06.10", LEMEDAK.village, Sector.FARMER))
        (person,) = CoverReading(tx, resources).everybody()
        assert (person.number, person.person, person.village) == (0, None, LEMEDAK.village)


def test_one_person_is_read_as_all_people_are(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx)
        list_of(tx, "Dinas", (somebody(9001), LEMEDAK, 7))
        number = entry(tx, EntryKind.PAID, one.id)
        Ledger(tx).add(number, Paid(who(tx, 9001), DEC, 2, 16_800))
        (person,) = CoverReading(tx, resources).everybody()
        alone = CoverReading(tx, resources).one(7)
        assert alone
        assert alone.insured == person.insured
        assert CoverReading(tx, resources).one(8) is None


def test_who_is_forgotten_is_nobody_whose_months_still_count(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx)
        list_of(tx, "Dinas", (somebody(9001), LEMEDAK, 7))
        number = entry(tx, EntryKind.PROMISED, one.id)
        Ledger(tx).add(number, Promised(who(tx, 9001), DEC, JUN, "61.06.10", LEMEDAK.village, Sector.FARMER))
        Statements(tx).forget_person(7)
        (nobody,) = CoverReading(tx, resources).everybody()
        assert nobody.person is None
        assert nobody.who != (who(tx, 9001),)
        assert states(tx, resources, DEC) == [MonthState.PROMISED]
        Statements(tx).erase_again(who(tx, 9001).hex())  # what a backup brought back, again
