"""Who may do what."""

from __future__ import annotations

import pytest

from bot.terms.roles import Right, Role, may


@pytest.mark.parametrize("right", list(Right))
def test_nobody_who_is_not_staff_has_any_right(right: Right) -> None:
    assert not may(None, right)


@pytest.mark.parametrize("right", list(Right))
def test_an_admin_has_every_right(right: Right) -> None:
    assert may(Role.ADMIN, right)


def test_only_admins_and_officers_answer_questions() -> None:
    assert {role for role in Role if may(role, Right.ANSWER_QUESTIONS)} == {Role.ADMIN, Role.OFFICER}
