"""Roles and rights. This is the one place where they are decided."""

from __future__ import annotations

from enum import StrEnum

from bot.texts import key


class Role(StrEnum):
    """What a member of staff is there for."""

    ADMIN = "admin"  # everything, and inviting others
    OFFICER = "officer"  # reviews registrations, answers questions
    ANNOUNCER = "announcer"  # writes to many
    VIEWER = "viewer"  # sees figures only
    PLANNER = "planner"  # of the regency: figures and money, no person, no small number


class Right(StrEnum):
    """One thing that staff may do."""

    SEE_FIGURES = "see_figures"
    ANSWER_QUESTIONS = "answer_questions"
    SEE_SMALL_NUMBERS = "see_small_numbers"  # counts so small that somebody might be known by them
    REVIEW = "review"  # sees where a registration stands, and moves it on
    SEE_UNMASKED = "see_unmasked"  # all that is stored of a person, whole
    IMPORT = "import"  # reads lists of agencies in
    JOIN = "join"  # says who is the same person in two lists
    EXPORT = "export"  # takes lists of registrations out
    VILLAGE_SHEETS = "village_sheets"  # takes out invitations for a village's head, by name
    FUND = "fund"  # enters programmes that pay, and what they paid
    PLAN = "plan"  # works out what a budget reaches
    ANNOUNCE = "announce"
    MANAGE_STAFF = "manage_staff"
    OPERATE = "operate"  # is told when something is wrong with the program or its machine
    TAKE_OVER = "take_over"  # a question that somebody else has taken
    LIFT_QUIET_HOURS = "lift_quiet_hours"  # for one announcement
    DROP_ANY_AUDIENCE = "drop_any_audience"  # that somebody else has saved
    STAND_IN = "stand_in"  # is told what whoever wrote an announcement would be, once they are no staff


_RIGHTS = {
    Role.ADMIN: frozenset(Right),
    Role.OFFICER: frozenset(
        {
            Right.SEE_FIGURES,
            Right.SEE_SMALL_NUMBERS,
            Right.ANSWER_QUESTIONS,
            Right.REVIEW,
            Right.SEE_UNMASKED,
            Right.IMPORT,
            Right.JOIN,
            Right.EXPORT,
            Right.VILLAGE_SHEETS,
            Right.FUND,
            Right.PLAN,
        }
    ),
    Role.ANNOUNCER: frozenset({Right.SEE_FIGURES, Right.SEE_SMALL_NUMBERS, Right.ANNOUNCE}),
    Role.VIEWER: frozenset({Right.SEE_FIGURES, Right.SEE_SMALL_NUMBERS}),
    Role.PLANNER: frozenset({Right.SEE_FIGURES, Right.PLAN}),
}

ROLE_NAMES = {
    Role.ADMIN: key("role.admin"),
    Role.OFFICER: key("role.officer"),
    Role.ANNOUNCER: key("role.announcer"),
    Role.VIEWER: key("role.viewer"),
    Role.PLANNER: key("role.planner"),
}
# In the order in which they are told; the others only ease what these allow.
RIGHT_NAMES = {
    Right.SEE_FIGURES: key("right.see_figures"),
    Right.ANSWER_QUESTIONS: key("right.answer_questions"),
    Right.REVIEW: key("right.review"),
    Right.SEE_UNMASKED: key("right.see_unmasked"),
    Right.IMPORT: key("right.import"),
    Right.JOIN: key("right.join"),
    Right.EXPORT: key("right.export"),
    Right.VILLAGE_SHEETS: key("right.village_sheets"),
    Right.FUND: key("right.fund"),
    Right.PLAN: key("right.plan"),
    Right.ANNOUNCE: key("right.announce"),
    Right.MANAGE_STAFF: key("right.manage_staff"),
    Right.OPERATE: key("right.operate"),
}


def may(role: Role | None, right: Right) -> bool:
    """Tell whether a role (None: no staff) has a right."""
    return role is not None and right in _RIGHTS[role]


def must_stay(role: Role) -> bool:
    """Tell whether somebody has to have this role: without one, nobody could make others staff."""
    return may(role, Right.MANAGE_STAFF)
