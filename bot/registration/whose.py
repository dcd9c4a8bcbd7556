"""For whom a registration is: masked, so that a helper can tell them apart and nobody else can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.people.members import Members
from bot.people.names import PersonName
from bot.registration.steps.readers import is_for_group, is_for_other

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.texts import Texts


def name_of_other(texts: Texts, answers: Mapping[str, str]) -> str:
    """Return the masked name of another person; nothing where a registration is for oneself."""
    if not is_for_other(answers):
        return ""
    return PersonName(answers["name"]).masked if "name" in answers else texts("drafts.other")


def whose(texts: Texts, answers: Mapping[str, str]) -> str:
    """Return for whom a registration is, also where that is oneself."""
    if is_for_group(answers):
        return texts.counted("drafts.group", count=len(Members.of(answers.get("people", "")).people))
    return name_of_other(texts, answers) or texts("drafts.own")
