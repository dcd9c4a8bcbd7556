"""Lists on their way: moved by one at a time, in force in one step, gone after their time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.register.sources import FileNamed, ListReading, Sources, SourceState, parts_of
from bot.register.statements import Statements
from tests.register.making import LEMEDAK, SITI, list_of

if TYPE_CHECKING:
    from bot.register.sources import Source
    from bot.store.transaction import Transaction
    from tests.register.making import Office


def sent(tx: Transaction, state: SourceState = SourceState.RECEIVED) -> Source:
    source = Sources(tx).get(Sources(tx).add(1003, FileNamed("rdkk petani.xlsx", "f1", 12), state))
    assert source
    return source


def test_a_list_that_was_sent_waits_for_the_program_and_its_name_is_sealed(office: Office) -> None:
    with office.unit() as tx:
        source = sent(tx)
        found = Sources(tx).next_at_work()
        assert found
        assert (found.id, found.file.name, found.sent_by) == (source.id, "rdkk petani.xlsx", 1003)
        assert Sources(tx).get("nowhere") is None
        assert [one.id for one in Sources(tx).open_of(1003)] == [source.id]
        assert Sources(tx).open_of(1004) == []
    assert b"rdkk" not in bytes(office.rows("SELECT file FROM sources")[0][0])  # type: ignore[call-overload]


def test_of_two_who_move_a_list_one_does(office: Office) -> None:
    with office.unit() as tx:
        source = sent(tx, SourceState.ASKED)
        assert Sources(tx).move(source, SourceState.APPLYING, "chat:1004")
        assert not Sources(tx).move(source, SourceState.PLANNED, "chat:1005")
        assert Sources(tx).waiting() == []


def test_a_list_in_force_replaces_the_one_of_its_agency_and_no_other(office: Office) -> None:
    with office.unit() as tx:
        for agency in ("Desa", "Desa", "SIAK"):
            list_of(tx, agency, (SITI, LEMEDAK, 5))
        assert sorted(one.agency for one in Sources(tx).in_force()) == ["Desa", "SIAK"]
        assert sorted(Sources(tx).agencies(9)) == ["Desa", "SIAK"]
        dropped = sent(tx, SourceState.DROPPING)
        assert Sources(tx).move(dropped, SourceState.DROPPED, "bot")
        assert not Sources(tx).put_in_force(dropped, "bot")


def test_a_file_is_kept_in_parts_until_its_list_is_done(office: Office) -> None:
    content = b"PK" + bytes(range(256)) * 600
    with office.unit() as tx:
        source, sources = sent(tx), Sources(tx)
        for number, part in enumerate(parts_of(content)):
            sources.add_part(source.id, number, part)
        assert sources.content(source.id) == content
        assert sources.same_file(source.id, content) is None
        other = sent(tx)
        found = sources.same_file(other.id, content)
        assert found
        assert found.id == source.id
        while sources.drop_part(source.id):
            pass
        assert sources.content(source.id) == b""


def test_what_was_understood_and_counted_of_a_list_is_kept(office: Office) -> None:
    with office.unit() as tx:
        source, sources = sent(tx), Sources(tx)
        sources.put_reading(source.id, ListReading(rows=7))
        sources.put_counts(source.id, {"new": 7})
        sources.put_card(source.id, 99)
        sources.put_moved_row(source.id, 3)
        sources.agree(source.id, 1004)
        sources.put_agency(source.id, "Desa", date(2026, 11, 2))
        found = sources.get(source.id)
        assert found
        assert (found.reading.rows, found.counts, found.card_id, found.moved_row) == (7, {"new": 7}, 99, 3)
        assert (found.agreed_by, found.agency, found.as_of) == (1004, "Desa", date(2026, 11, 2))


def test_lists_that_nobody_needs_any_longer_are_taken_away(office: Office) -> None:
    long_after = datetime(2029, 1, 1, tzinfo=UTC)
    with office.unit() as tx:
        list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        sources = Sources(tx)
        sources.end_older(tx.clock.now() - timedelta(days=1))
        assert sources.next_at_work() is None
        sources.end_older(long_after)
        found = sources.next_at_work()  # also one that the command line brought
        assert found
        assert found.state is SourceState.DROPPING
        assert Statements(tx).live_people() == {}


def test_a_list_that_nobody_puts_in_force_is_thrown_away_and_its_file_with_it(office: Office) -> None:
    with office.unit() as tx:
        left, force = sent(tx, SourceState.PLANNED), list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        assert force
        Sources(tx).drop_left(datetime.now(UTC) + timedelta(days=1))
        found = Sources(tx).next_at_work()
        assert found
        assert (found.id, found.state) == (left.id, SourceState.DROPPING)
        assert [one.agency for one in Sources(tx).in_force()] == ["Desa"]
