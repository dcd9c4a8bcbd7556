"""Figures count what is in the store: stages at the end of a month, who came how far, lists, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.figures.looking import Look
from bot.figures.numbers import TOTAL, Counted
from bot.figures.sections import BY_NAME, coverage, funnel, questions, stops
from bot.months import month_in
from bot.registration.store import Registrations
from bot.reminders.moving import move
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

_HOME = "61.06.17"  # of the example: Putussibau Utara


def count(town: Town, section: str, month: str) -> Counted:
    with town.unit() as tx:
        return BY_NAME[section].count(Look(tx, town.resources, month_in(month)))


def moves(town: Town, *stages: Stage) -> None:
    """Move the only registration."""
    with town.unit() as tx:
        for stage in stages:
            one = next(iter(Registrations(tx).submitted()))
            assert move(tx, one, stage, {}, "cli")


def test_a_registration_counts_where_it_stood_at_the_end_of_each_month(
    town: Town, siti: Conversation
) -> None:
    town.is_now("2026-11-20T09:00:00+07:00")
    siti.registers()
    town.is_now("2026-12-03T09:00:00+07:00")
    moves(town, Stage.ACCEPTED, Stage.REGISTERED, Stage.ACTIVE)
    november, december = (count(town, "coverage", one) for one in ("2026-11", "2026-12"))
    assert (november.value(TOTAL, coverage.ACTIVE), november.value(TOTAL, coverage.UNDER_WAY)) == (0, 1)
    assert (december.value(TOTAL, coverage.ACTIVE), december.value(TOTAL, coverage.BEFORE)) == (1, 0)
    [home] = [line.code for line in december.lines[:-1] if line.values[coverage.ACTIVE]]
    assert home.startswith("61.06.")


def test_the_way_there_is_counted_in_the_month_in_which_each_step_was_reached(
    town: Town, siti: Conversation
) -> None:
    town.is_now("2026-11-20T09:00:00+07:00")
    siti.starts().registers()
    town.is_now("2026-12-03T09:00:00+07:00")
    moves(town, Stage.REGISTERED)
    way = count(town, "funnel", "2026-12")
    before = [way.value(code, 1) for code in (funnel.OPENED, funnel.CONSENTED, funnel.SUBMITTED)]
    assert before == [1, 1, 1]
    now = [way.value(code) for code in (funnel.SUBMITTED, funnel.ACCEPTED, funnel.REGISTERED, funnel.ACTIVE)]
    assert now == [0, 1, 1, 0]


def test_what_was_not_counted_yet_is_not_known(town: Town, siti: Conversation) -> None:
    town.is_now("2026-12-03T09:00:00+07:00")
    siti.starts()
    way = count(town, "funnel", "2026-11")
    assert way.value(funnel.OPENED) is None
    assert way.value(funnel.SUBMITTED) == 0


def test_a_draft_waits_at_the_question_that_is_due(town: Town, siti: Conversation) -> None:
    town.is_now("2026-12-03T09:00:00+07:00")
    siti.at("birthplace")
    found = count(town, "stops", "2026-12")
    assert found.value("birthplace", stops.WAITING) == 1
    assert found.value("name", stops.WAITING) == 0
    assert found.value("name", stops.STOPPED) == 0


def test_people_on_lists_of_participants_are_counted_once_each(town: Town) -> None:
    with town.unit() as tx:
        does = tx.connection.execute
        for source, state in (("s1", "in_force"), ("s2", "dropped")):
            does(
                "INSERT INTO sources (id, kind, state, agency, as_of, sent_by, file, at, changed_at)"
                " VALUES (?, 'participants', ?, 'BPJS', '2026-11-14', 0, '', '2026', '2026')",
                (source, state),
            )
        for row, (source, person) in enumerate((("s1", 7), ("s1", 7), ("s1", 8), ("s2", 9)), 1):
            does(
                "INSERT INTO statements (id, digest, district, content) VALUES (?, '', ?, '')",
                (row, _HOME),
            )
            does("INSERT INTO listings (source_id, row, statement_id) VALUES (?, ?, ?)", (source, row, row))
            does(
                "INSERT INTO links (statement_id, person, deed, by, at) VALUES (?, ?, 0, 'rule', '2026')",
                (row, person),
            )
    found = count(town, "coverage", "2026-11")
    assert found.as_of == "2026-11-14"
    assert found.value(TOTAL, coverage.LISTED) == found.value(_HOME, coverage.LISTED) == 2


def test_without_a_list_of_participants_nothing_is_said_of_one(town: Town) -> None:
    assert count(town, "coverage", "2026-11").value(TOTAL, coverage.LISTED) is None


def test_questions_are_counted_when_they_were_asked_and_settled(town: Town) -> None:
    town.is_now("2026-12-03T09:00:00+07:00")
    asked = [("open", "2026-11-05", "2026-11-05"), ("answered", "2026-11-29", "2026-12-01")]
    with town.unit() as tx:
        for at, (state, first, last) in enumerate(asked):
            tx.connection.execute(
                "INSERT INTO questions (id, chat_id, text, asked_at, changed_at, state)"
                " VALUES (?, 1, '', ?, ?, ?)",
                (str(at), f"{first}T03:00:00+00:00", f"{last}T03:00:00+00:00", state),
            )
    found = count(town, "questions", "2026-12")
    assert [found.value(code) for code in (questions.ASKED, questions.ANSWERED, questions.OPEN)] == [0, 1, 1]
    assert [found.value(code, 1) for code in (questions.ASKED, questions.ANSWERED)] == [2, 0]
