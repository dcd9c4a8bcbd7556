"""Joining, splitting and taking back: nothing moves, and all can be undone in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.register.content import Content, Place
from bot.register.links import Links, new_id
from tests.register.making import LEMEDAK, list_of

if TYPE_CHECKING:
    from bot.store.transaction import Transaction
    from tests.register.making import Office

BY = "chat:1003"


def three(tx: Transaction) -> list[tuple[int, int]]:
    """Return three statements with their people."""
    ids = [
        list_of(tx, f"Dinas {number}", (Content(name=f"Orang {number}"), LEMEDAK, 0))[0]
        for number in range(3)
    ]
    return [(one, Links(tx).person_of(one) or 0) for one in ids]


def people(tx: Transaction, *statements: int) -> list[int | None]:
    return [Links(tx).person_of(one) for one in statements]


def test_a_join_makes_two_people_one_and_its_undoing_two_again(office: Office) -> None:
    with office.unit() as tx:
        (a, one), (b, other), _ = three(tx)
        deed = Links(tx).join(one, other, BY)
        assert people(tx, a, b) == [one, one]
        assert Links(tx).statements_of(other) == []
        assert Links(tx).undo(deed, BY)
        assert people(tx, a, b) == [one, other]
        assert not Links(tx).undo(deed, BY)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_joins_are_taken_back_in_any_order(office: Office, order: tuple[int, int]) -> None:
    with office.unit() as tx:
        (a, first), (b, second), (c, third) = three(tx)
        links = Links(tx)
        deeds = [links.join(first, second, BY), links.join(third, first, BY)]
        assert people(tx, a, b, c) == [third] * 3
        assert {one.id for one in links.deeds_about(third)} == set(deeds)
        for place in order:
            assert links.undo(deeds[place], BY)
        assert people(tx, a, b, c) == [first, second, third]
        assert links.deeds_about(first) == links.deeds_about(third) == []


def test_a_join_below_another_is_taken_out_alone(office: Office) -> None:
    with office.unit() as tx:
        (a, first), (b, second), (c, third) = three(tx)
        links = Links(tx)
        deed, later = links.join(first, second, BY), links.join(third, first, BY)
        links.undo(deed, BY)
        assert people(tx, a, b, c) == [third, second, third]
        assert [one.id for one in links.deeds_about(third)] == [later]


def test_joins_with_one_deed_are_taken_back_together(office: Office) -> None:
    with office.unit() as tx:
        (a, first), (b, second), (c, third) = three(tx)
        links, deed = Links(tx), new_id()
        links.join(first, second, BY, deed)
        links.join(third, first, BY, deed)
        assert links.undo(deed, BY)
        assert people(tx, a, b, c) == [first, second, third]


def test_a_split_makes_another_person_and_stays_when_an_earlier_join_is_undone(office: Office) -> None:
    with office.unit() as tx:
        (a, first), (b, second), _ = three(tx)
        links = Links(tx)
        join = links.join(first, second, BY)
        split = links.split([b], first, BY)
        alone = links.person_of(b)
        assert alone not in {first, second, None}
        assert not links.undo(join, BY)
        assert links.person_of(b) == alone
        assert links.undo(split, BY)
        assert links.undo(join, BY)
        assert people(tx, a, b) == [first, second]


def test_the_ways_of_a_person_say_who_and_whether_it_was_a_split(office: Office) -> None:
    with office.unit() as tx:
        (_, first), (b, second), _ = three(tx)
        links = Links(tx)
        links.join(first, second, BY)
        links.split([b], first, BY)
        newest, oldest = links.deeds_about(links.person_of(b) or 0)
        assert (newest.is_split, oldest.is_split) == (True, False)
        assert newest.by == BY
        assert newest.statements == (b,)


def test_a_settled_value_is_kept_until_another_takes_its_place(office: Office) -> None:
    with office.unit() as tx:
        (a, first), (b, _), _ = three(tx)
        links = Links(tx)
        links.settle(first, "village", a, BY)
        links.settle(first, "village", b, BY)
        assert links.settled_of(first)["village"].statement_id == b
        assert links.settled()[first]["village"].by == BY
    assert office.rows("SELECT action FROM audit WHERE action LIKE 'settle%'") == [("settle village",)] * 2


def test_who_is_not_there_has_no_statements(office: Office) -> None:
    with office.unit() as tx:
        assert Links(tx).statements_of(7) == []
        assert Links(tx).person_of(7) is None
        assert Links(tx).deeds_about(7) == []
        assert not Links(tx).undo(7, BY)
        assert Links(tx).linked(7) == {}
        list_of(tx, "Dinas", (Content(name="Orang"), Place(), 9))
        assert list(Links(tx).linked(9).values()) != []
