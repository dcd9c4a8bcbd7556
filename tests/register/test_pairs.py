"""Pairs: held by one, decided once, closed by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.register.content import Content
from bot.register.links import Links, new_id
from bot.register.pairs import Pairs, PairState
from bot.register.statements import Statements
from tests.register.making import LEMEDAK, list_of

if TYPE_CHECKING:
    from bot.register.pairs import Pair
    from bot.store.transaction import Transaction
    from tests.register.making import Office

RINA, AGUS, MINUTES = 1003, 1004, 10


def paired(tx: Transaction, bits: float = 1.5, name: str = "Siti") -> Pair:
    """Return a pair of two people of two lists."""
    one, other = (
        list_of(tx, f"{agency} {name}", (Content(name=name), LEMEDAK, 0))[0] for agency in ("Dinas", "Desa")
    )
    Pairs(tx).add(one, other, bits, ["name_same"])
    return next(pair for pair in Pairs(tx).open(RINA, 99) if {pair.one, pair.other} == {one, other})


def ids(tx: Transaction, chat_id: int = RINA) -> list[int]:
    return [one.id for one in Pairs(tx).open(chat_id, 10)]


def test_the_best_pair_comes_first_and_a_pair_is_noted_once(office: Office) -> None:
    with office.unit() as tx:
        weak, strong = paired(tx, 0.5), paired(tx, 3.5, "Dewi")
        Pairs(tx).add(weak.other, weak.one, 9.0, [])
        assert ids(tx) == [strong.id, weak.id]
        assert Pairs(tx).count_open() == 2
        assert [one.id for one in Pairs(tx).open(RINA, 10, at_least=2)] == [strong.id]


def test_a_pair_is_held_by_one_officer_until_their_time_is_over(office: Office) -> None:
    with office.unit() as tx:
        pair, pairs = paired(tx), Pairs(tx)
        assert pairs.hold(pair.id, RINA, MINUTES)
        assert pairs.hold(pair.id, RINA, MINUTES)
        assert not pairs.hold(pair.id, AGUS, MINUTES)
        assert ids(tx, AGUS) == []
        assert [one.id for one in pairs.held(RINA)] == [pair.id]
        tx.connection.execute("UPDATE pairs SET held_until = '2026-11-01T00:00:00.000000+00:00'")
        assert pairs.held(RINA) == []
        assert not pairs.decide(pair.id, RINA, PairState.SAME, new_id())
        assert pairs.hold(pair.id, AGUS, MINUTES)


def test_a_pair_that_was_let_go_is_there_for_others(office: Office) -> None:
    with office.unit() as tx:
        pair, pairs = paired(tx), Pairs(tx)
        pairs.hold(pair.id, RINA, MINUTES)
        pairs.release(pair.id, AGUS)
        assert ids(tx, AGUS) == []
        pairs.release(pair.id, RINA)
        assert ids(tx, AGUS) == [pair.id]


def test_only_who_holds_a_pair_decides_and_only_once(office: Office) -> None:
    with office.unit() as tx:
        pair, pairs = paired(tx), Pairs(tx)
        assert not pairs.decide(pair.id, RINA, PairState.SAME, new_id())
        pairs.hold(pair.id, RINA, MINUTES)
        assert not pairs.decide(pair.id, AGUS, PairState.SAME, new_id())
        assert pairs.decide(pair.id, RINA, PairState.DIFFERENT, 5)
        assert not pairs.decide(pair.id, RINA, PairState.SAME, new_id())
        assert [one.id for one in pairs.decided_by(5)] == [pair.id]


def test_two_people_are_kept_apart_whatever_pairs_they_have(office: Office) -> None:
    with office.unit() as tx:
        pair, pairs = paired(tx), Pairs(tx)
        person, other = (Links(tx).person_of(one) or 0 for one in (pair.one, pair.other))
        more = list_of(tx, "SIAK", (Content(name="Siti A"), LEMEDAK, other))[0]
        pairs.add(pair.one, more, 1.0, [])
        pairs.hold(pair.id, RINA, MINUTES)
        pairs.decide(pair.id, RINA, PairState.DIFFERENT, 5)
        assert ids(tx) == []
        assert pairs.count_open() == 0
        assert {frozenset(one) for one in pairs.apart()} == {frozenset((person, other))}
        assert pairs.reopen(5) == 1
        assert len(ids(tx)) == 2
        assert pairs.reopen(5) == 0


def twice_paired(tx: Transaction) -> tuple[Pair, Pair]:
    """Return two pairs of the same two people: two lists agree of one of them."""
    pair, pairs = paired(tx), Pairs(tx)
    more = list_of(tx, "SIAK", (Content(name="Siti A"), LEMEDAK, Links(tx).person_of(pair.other) or 0))[0]
    pairs.add(more, pair.one, 1.0, [])
    return pair, next(one for one in pairs.open(RINA, 9) if one.id != pair.id)


def test_two_people_are_in_one_hand_whatever_pairs_they_have(office: Office) -> None:
    with office.unit() as tx:
        pair, another = twice_paired(tx)
        pairs = Pairs(tx)
        assert pairs.count_open() == 1
        assert pairs.hold(pair.id, RINA, MINUTES)
        assert ids(tx, AGUS) == []
        assert not pairs.hold(another.id, AGUS, MINUTES)
        assert pairs.hold(another.id, RINA, MINUTES)


def test_whom_one_pair_said_to_be_two_no_other_pair_says_to_be_one(office: Office) -> None:
    with office.unit() as tx:
        pair, another = twice_paired(tx)
        pairs = Pairs(tx)
        assert pairs.hold(pair.id, RINA, MINUTES)
        assert pairs.hold(another.id, RINA, MINUTES)
        assert pairs.decide(pair.id, RINA, PairState.DIFFERENT, 5)
        assert not pairs.decide(another.id, RINA, PairState.SAME, 6)
        assert not pairs.hold(another.id, AGUS, MINUTES)


def test_who_was_put_off_is_not_asked_of_again_by_another_pair(office: Office) -> None:
    with office.unit() as tx:
        pair, _ = twice_paired(tx)
        Pairs(tx).hold(pair.id, RINA, MINUTES)
        Pairs(tx).decide(pair.id, RINA, PairState.LATER, 5, tx.clock.now() + timedelta(days=7))
        assert ids(tx) == []
        assert Pairs(tx).count_open() == 0


def test_later_comes_again_and_is_no_answer(office: Office) -> None:
    with office.unit() as tx:
        pair, pairs = paired(tx), Pairs(tx)
        pairs.hold(pair.id, RINA, MINUTES)
        pairs.decide(pair.id, RINA, PairState.LATER, 5, tx.clock.now() + timedelta(days=7))
        assert ids(tx) == []
        assert pairs.share(-9, 9) == (0, 0)
        tx.connection.execute("UPDATE pairs SET not_before = '2026-11-01T00:00:00.000000+00:00'")
        assert ids(tx) == [pair.id]


def test_a_pair_closes_by_itself_when_its_sides_are_one_or_one_of_them_no_longer_holds(
    office: Office,
) -> None:
    with office.unit() as tx:
        one, other = paired(tx), paired(tx, name="Dewi")
        Links(tx).join(Links(tx).person_of(one.one) or 0, Links(tx).person_of(one.other) or 0, "chat:1003")
        assert ids(tx) == [other.id]
        list_of(tx, "Desa Dewi")
        assert ids(tx) == []


def test_a_pair_goes_with_a_statement_that_is_forgotten(office: Office) -> None:
    with office.unit() as tx:
        pair = paired(tx)
        Statements(tx).forget_person(Links(tx).person_of(pair.one) or 0)
        assert Pairs(tx).get(pair.id) is None


def test_decisions_are_counted_by_what_spoke_for_them(office: Office) -> None:
    with office.unit() as tx:
        pairs = Pairs(tx)
        for number, state in enumerate((PairState.SAME, PairState.SAME, PairState.DIFFERENT)):
            pair = paired(tx, 1.5, f"Orang {number}")
            pairs.hold(pair.id, RINA, MINUTES)
            pairs.decide(pair.id, RINA, state, new_id())
        assert pairs.share(1, 2) == (2, 3)
        assert pairs.share(2, 3) == (0, 0)
        assert sorted(pairs.decided()) == [(1.5, False), (1.5, True), (1.5, True)]


def test_counting_goes_no_further_than_it_is_told(office: Office) -> None:
    with office.unit() as tx:
        for number in range(3):
            paired(tx, name=f"Orang {number}")
        assert Pairs(tx).count_open(2) == 2
        assert Pairs(tx).count_open() == 3
