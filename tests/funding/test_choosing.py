"""Whom a programme might pay for: groups, grounds, the order of need."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from bot.cover.entries import EntryKind
from bot.cover.shares import Leaving
from bot.funding.choosing import Candidate, Choosing, Ground, Group
from bot.funding.reading import CoverReading
from bot.ledger.entries import Ledger, Parted, Promised
from bot.ledger.terms import Need
from bot.register.sources import SourceKind
from bot.scheme.contributions import Payer, Sector
from bot.scheme.funding import FundKind
from tests.funding.making import DAY, DEC, HILIR, JUN, LEMEDAK, entry, programme, somebody, who
from tests.register.making import list_of

if TYPE_CHECKING:
    from bot.ledger.terms import FundingProgramme
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from tests.register.making import Office

OLD = date(2024, 1, 1)


def chosen(tx: Transaction, resources: Resources, one: FundingProgramme) -> list[Candidate]:
    rule = resources.tariff.funds.on(one.terms.kind, DAY)
    choosing = Choosing(one, rule, resources.facts, today=date(2026, 11, 20), stale_days=365)
    return choosing.candidates(CoverReading(tx, resources).everybody())


def only(tx: Transaction, resources: Resources, one: FundingProgramme) -> Candidate:
    (found,) = chosen(tx, resources, one)
    return found


@pytest.mark.parametrize(
    ("said", "terms", "group", "grounds"),
    [
        ({"decile": 2}, {"decile": 4}, Group.FITS, {Ground.POOR, Ground.UNCOVERED}),
        ({"decile": 5}, {"decile": 4}, Group.OUT, {Ground.DECILE_HIGH, Ground.UNCOVERED}),
        ({}, {"decile": 4}, Group.FITS, {Ground.DECILE_UNKNOWN, Ground.UNCOVERED}),
        ({"decile": 5}, {}, Group.FITS, {Ground.UNCOVERED}),
        ({"work": "farmer"}, {"works": ("farmer",)}, Group.FITS,
         {Ground.WORKS, Ground.DECILE_UNKNOWN, Ground.UNCOVERED}),
        ({"work": "trader"}, {"works": ("farmer",)}, Group.OUT,
         {Ground.WORKS_OTHERWISE, Ground.DECILE_UNKNOWN, Ground.UNCOVERED}),
        ({"decile": 1}, {"districts": ("61.06.01",)}, Group.OUT, {Ground.LIVES_ELSEWHERE, Ground.UNCOVERED}),
        ({"decile": 1}, {"districts": ("61.06.10",), "villages": ("61.06.10.2001",)}, Group.FITS,
         {Ground.UNCOVERED}),
        ({"decile": 1}, {"villages": ("61.06.10.2001",)}, Group.OUT,
         {Ground.LIVES_ELSEWHERE, Ground.UNCOVERED}),
        ({"decile": 1}, {"age_from": 18, "age_to": 45}, Group.OUT, {Ground.AGE, Ground.UNCOVERED}),
        ({"decile": 1}, {"age_from": 18, "age_to": 46}, Group.FITS, {Ground.UNCOVERED}),
        ({"decile": 1, "born": date(1955, 8, 17)}, {}, Group.OUT, {Ground.AGE, Ground.UNCOVERED}),
        ({"decile": 1}, {"agencies": ("Dinas Sosial",)}, Group.FITS, {Ground.LISTED, Ground.UNCOVERED}),
        ({"decile": 1}, {"agencies": ("BPS",)}, Group.OUT, {Ground.NOT_LISTED, Ground.UNCOVERED}),
        ({"decile": 1, "life": "dead"}, {}, Group.OUT, {Ground.GONE, Ground.UNCOVERED}),
    ],
)  # fmt: skip
def test_what_speaks_for_somebody_and_against(
    office: Office, resources: Resources, said: dict[str, Any], terms: dict[str, Any], group: Group,
    grounds: set[Ground],
) -> None:  # fmt: skip
    with office.unit() as tx:
        list_of(tx, "Dinas Sosial", (somebody(9001, **said), LEMEDAK, 1))
        found = only(tx, resources, programme(tx, **terms))
        assert (found.group, set(found.grounds)) == (group, grounds)


def test_who_has_no_nik_cannot_be_enrolled(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        list_of(tx, "Dinas Sosial", (replace(somebody(9001), nik=""), LEMEDAK, 1))
        found = only(tx, resources, programme(tx))
        assert found.group is Group.OUT
        assert Ground.NO_NIK in found.grounds


def test_who_says_to_pay_and_who_is_known_from_old_lists_only_is_set_apart(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        list_of(tx, "Lama", (somebody(9001), LEMEDAK, 1), as_of=OLD)
        assert only(tx, resources, programme(tx)).group is Group.STALE
        assert only(tx, resources, programme(tx, fresh_days=2000)).group is Group.FITS


def test_what_a_list_says_of_who_pays_is_no_own_word(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        list_of(tx, "Dinas", (somebody(9001, payer=Payer.SELF.value), LEMEDAK, 1))
        assert only(tx, resources, programme(tx)).group is Group.FITS


def test_sources_that_differ_are_a_word_of_warning(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        list_of(tx, "Dinas", (somebody(9001, decile=2), LEMEDAK, 1))
        list_of(tx, "Desa", (somebody(9001, decile=8), HILIR, 1))
        assert Ground.CONTRADICTED in only(tx, resources, programme(tx)).grounds


def test_whom_another_programme_or_bpjs_covers_already_does_not_fit(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        first, second = programme(tx), programme(tx, FundKind.VILLAGE)
        list_of(tx, "Dinas", (somebody(9001), LEMEDAK, 1))
        number = entry(tx, EntryKind.PROMISED, first.id)
        Ledger(tx).add(number, Promised(who(tx, 9001), DEC, JUN, "", "", Sector.FARMER))
        assert Ground.COVERED in only(tx, resources, second).grounds
        assert Ground.IN_PROGRAMME in only(tx, resources, first).grounds
        left = entry(tx, EntryKind.LEFT, first.id)
        Ledger(tx).add(left, Parted(who(tx, 9001), DEC, Leaving.OTHER))
        assert only(tx, resources, second).group is Group.FITS
        insured = somebody(9001, covered_from=date(2026, 10, 1), covered_until=date(2026, 12, 31))
        list_of(tx, "BPJS", (insured, LEMEDAK, 1), kind=SourceKind.PARTICIPANTS)
        assert Ground.INSURED in only(tx, resources, second).grounds


@pytest.mark.parametrize(
    ("order", "serials"),
    [
        ((Need.POOREST, Need.OLDEST), [9004, 9002, 9001, 9003]),
        ((Need.OLDEST,), [9003, 9004, 9001, 9002]),
        ((Need.POOREST, Need.FRESHEST), [9004, 9002, 9001, 9003]),
    ],
)
def test_candidates_stand_in_the_order_of_need(
    office: Office, resources: Resources, order: tuple[Need, ...], serials: list[int]
) -> None:
    with office.unit() as tx:
        list_of(
            tx, "Dinas",
            (somebody(9001, decile=3, born=date(1980, 8, 17)), LEMEDAK, 1),
            (somebody(9002, decile=2, born=date(1990, 8, 17)), LEMEDAK, 2),
            (somebody(9003, born=date(1970, 8, 17)), LEMEDAK, 3),
            (somebody(9004, decile=1, born=date(1975, 8, 17)), LEMEDAK, 4),
        )  # fmt: skip
        found = chosen(tx, resources, programme(tx, order=order))
        names = [one.somebody.person.live[0].statement.content.name for one in found if one.somebody.person]
        assert names == [f"Orang {serial}" for serial in serials]
