"""How far people come is counted by day and step, and nothing of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.registration.passages import Passage, Passages, StepCount

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def counted(town: Town) -> dict[str, StepCount]:
    with town.unit() as tx:
        return Passages(tx).between(tx.clock.today(), tx.clock.today())


def test_a_chat_is_counted_once_however_often_it_begins(town: Town, siti: Conversation) -> None:
    siti.starts().starts().says("halo")
    assert counted(town)[Passage.OPENED].reached == 1


def test_each_first_answer_is_counted_with_the_question_that_it_leads_to(
    town: Town, siti: Conversation
) -> None:
    siti.at("name")
    found = counted(town)
    assert [found[step].answered for step in ("for_whom", "consent", "nik")] == [1, 1, 1]
    assert [found[step].reached for step in ("consent", "nik", "name")] == [1, 1, 1]
    assert found["name"].answered == 0


def test_nothing_but_counts_is_kept_of_whoever_has_not_agreed(town: Town, siti: Conversation) -> None:
    siti.at("consent")
    assert town.columns("step_counts") == {"day", "step", "reached", "answered", "seconds", "timed"}
    assert town.rows("SELECT count(*) FROM registrations") == [(0,)]
    assert counted(town)["consent"].reached == 1


def test_an_answer_that_is_given_anew_is_not_counted_again(town: Town, siti: Conversation) -> None:
    siti.at("name").taps("Kembali")
    siti.says("6106011708809001").taps("Ya, benar")
    assert counted(town)["nik"].answered == 1


def test_what_took_longer_than_config_says_is_no_measure(town: Town, siti: Conversation) -> None:
    town.is_now("2026-12-01T08:00:00+07:00")
    siti.at("workplace")
    before = counted(town)["workplace"].timed
    town.is_now("2026-12-01T10:00:00+07:00")
    siti.says("di kebun")
    assert (before, counted(town)["workplace"].timed, counted(town)["workplace"].answered) == (0, 0, 1)


def test_a_draft_thrown_away_is_counted(town: Town, siti: Conversation) -> None:
    siti.at("name").says("/batal").taps("Ya, hapus")
    assert counted(town)[Passage.DROPPED].reached == 1
