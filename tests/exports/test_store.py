"""Lists in the store: who is on which, what a crash leaves, what is forgotten, what a backup brings back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.exports.asked import Asked
from bot.exports.chosen import Chosen
from bot.exports.export import ExportState
from bot.exports.layouts import Column, Layout
from bot.exports.store import Exports
from bot.exports.work import ExportWork
from bot.privacy.forgetting import settle_restored
from bot.privacy.holding import Erased
from bot.registration.store import Registrations
from bot.store.failures import StoreFaultError
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

RINA, DEWI = 1003, 1004
LAYOUT = Layout("A", (Column("No", holds="row"), Column("NIK", holds="nik"), Column("Nama", holds="name")))


def on(tx: Transaction, number: int) -> list[str]:
    return [one for _, one in Exports(tx).rows_after(number, 0, 100)]


def test_a_registration_is_on_one_list_of_the_accepted_only(
    tx: Transaction, accepted: Callable[..., str]
) -> None:
    exports = Exports(tx)
    assert exports.make_since_last(LAYOUT, RINA) is None
    first = accepted(tx)
    one = exports.make_since_last(LAYOUT, RINA)
    assert exports.make_since_last(LAYOUT, DEWI) is None
    second = accepted(tx)
    other = exports.make_since_last(LAYOUT, DEWI)
    assert one
    assert other
    assert (on(tx, one.number), on(tx, other.number)) == ([first], [second])


def test_who_is_accepted_no_longer_does_not_wait_for_a_list(
    tx: Transaction, accepted: Callable[..., str]
) -> None:
    one = accepted(tx)
    Registrations(tx).set_stage(one, Stage.IN_REVIEW, "cli")
    assert not Exports(tx).count_unexported()
    Registrations(tx).set_stage(one, Stage.ACCEPTED, "cli")
    Registrations(tx).erase(one, "cli")
    assert not Exports(tx).count_unexported()


def test_an_erased_registration_leaves_a_blank_row(tx: Transaction, accepted: Callable[..., str]) -> None:
    exports, one = Exports(tx), accepted(tx)
    made = exports.make_since_last(LAYOUT, RINA)
    assert made
    exports.put_cells(made.number, 1, one, exports.sealed(made.number, 1, ["1", "x", "y"]))
    assert list(exports.rows(made.number)) == [["1", "x", "y"]]
    exports.forget(Erased(one, 1001, was_last=False))
    exports.put_cells(made.number, 1, one, exports.sealed(made.number, 1, ["1", "x", "y"]))
    assert list(exports.rows(made.number)) == [None]
    assert exports.count_erased(made.number) == 1


def test_cells_lie_sealed_in_their_place(tx: Transaction, accepted: Callable[..., str]) -> None:
    exports, one, other = Exports(tx), accepted(tx), accepted(tx)
    made = exports.make_since_last(LAYOUT, RINA)
    assert made
    sealed = exports.sealed(made.number, 1, ["6106011708809001"])
    assert b"6106011708809001" not in sealed
    rows = dict(exports.rows_after(made.number, 0, 9))
    assert set(rows.values()) == {one, other}
    exports.put_cells(made.number, 2, rows[2], sealed)  # moved from another row
    assert list(exports.rows(made.number)) == [None, None]


def test_an_unknown_list_is_none(tx: Transaction) -> None:
    exports = Exports(tx)
    assert exports.get(9) is None
    assert not exports.begin_handing(9, RINA)
    assert not exports.end_handing(9)
    assert exports.next_handing() is None
    assert Asked(tx).next_file() is None
    assert not Asked(tx).drop_file(9)


def test_only_the_first_who_says_so_hands_a_list_over(tx: Transaction, accepted: Callable[..., str]) -> None:
    accepted(tx)
    made = Exports(tx).make_since_last(LAYOUT, RINA)
    assert made
    assert not Exports(tx).begin_handing(made.number, RINA)  # it is not made yet
    Exports(tx).filled(made.number)
    assert Exports(tx).begin_handing(made.number, RINA)
    assert not Exports(tx).begin_handing(made.number, DEWI)


def test_a_backup_brings_no_wish_back(tx: Transaction, accepted: Callable[..., str]) -> None:
    accepted(tx)
    made = Exports(tx).make_since_last(LAYOUT, RINA)
    assert made
    Asked(tx).add_file(made.number, RINA)
    Exports(tx).filled(made.number)
    Exports(tx).begin_handing(made.number, RINA)
    settle_restored(tx)
    assert Asked(tx).next_file() is None
    assert Exports(tx).next_handing() is None


def test_a_file_that_is_asked_for_twice_is_sent_once(tx: Transaction, accepted: Callable[..., str]) -> None:
    accepted(tx)
    made = Exports(tx).make_since_last(LAYOUT, RINA)
    assert made
    for chat in (RINA, RINA, DEWI):
        Asked(tx).add_file(made.number, chat)
    first = Asked(tx).next_file()
    assert first
    assert first.chat_id == RINA
    assert Asked(tx).drop_file(first.id)
    second = Asked(tx).next_file()
    assert second
    assert second.chat_id == DEWI


class Cut:
    """A store whose unit of work number `at` fails, as where the program is killed."""

    def __init__(self, store: Store, at: int) -> None:
        self._store, self._left = store, at
        self.look, self.whereabouts = store.look, store.whereabouts

    async def surely(self, unit: Callable[[Transaction], object]) -> object:
        if not self._left:
            raise StoreFaultError("cut")
        self._left -= 1
        return await self._store.surely(unit)


async def killed_again_and_again(
    store: Store, do: Callable[[ExportWork], Awaitable[object]], resources: Resources
) -> int:
    """Do something, cut off after one unit of work, then two, until it is done; return how often it was."""
    for at in range(100):
        try:
            await do(ExportWork(Cut(store, at), resources))  # type: ignore[arg-type]
        except StoreFaultError:
            continue
        return at
    raise AssertionError("it is never done")


@pytest.mark.parametrize("since_last", [True, False])
async def test_a_list_that_is_cut_off_is_whole_in_the_end(
    store: Store,
    resources: Resources,
    accepted: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    since_last: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr("bot.exports.work._ROWS", 2)

    def make(tx: Transaction) -> int:
        for at in range(5):
            accepted(tx, name=f"Orang {at}")
        exports = Exports(tx)
        take = exports.make_since_last if since_last else partial(exports.make, Chosen())
        made = take(LAYOUT, RINA)
        assert made
        return made.number

    number = await store.run(make)
    assert await killed_again_and_again(store, lambda work: work.complete(number), resources) >= 4
    export = await ExportWork(store, resources).complete(number)
    assert (export.state, export.rows, export.filled_row) == (ExportState.MADE, 5, 5)
    rows = await store.look(lambda tx: list(Exports(tx).rows(number)))
    assert sorted(row[2] for row in rows if row) == [f"Orang {at}" for at in range(5)]
    assert [row[0] for row in rows if row] == ["1", "2", "3", "4", "5"]


async def test_a_hand_over_that_is_cut_off_moves_each_once(
    store: Store, resources: Resources, accepted: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.exports.work._MOVED", 2)

    def make(tx: Transaction) -> int:
        for _ in range(5):
            accepted(tx)
        made = Exports(tx).make_since_last(LAYOUT, RINA)
        assert made
        return made.number

    number = await store.run(make)
    export = await ExportWork(store, resources).complete(number)
    await store.run(lambda tx: Exports(tx).begin_handing(number, RINA))
    await killed_again_and_again(store, lambda work: work.hand_over(export), resources)
    stages = await store.run(lambda tx: [one.stage for one in Registrations(tx).submitted()])
    assert stages == [Stage.HANDED_OVER] * 5
    counted = await store.run(lambda tx: Exports(tx).get(number))
    assert counted
    assert counted.handed == 5
