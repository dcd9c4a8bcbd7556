"""People of many kinds, who know only what they see, enrol at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.people.bots import payung
from bench.people.crowd import Crowd
from bench.people.judging import wrongs
from bench.people.known import learn

if TYPE_CHECKING:
    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot

pytestmark = pytest.mark.long

SEED, COUNT = 1, 44


async def test_people_of_every_kind_finish_and_nothing_is_stored_that_they_did_not_mean(
    bot: RunningBot, sandbox: Sandbox, environment: dict[str, str]
) -> None:
    known = await learn(environment)
    stories = await Crowd(sandbox, bot, known, SEED).enrols(range(COUNT))
    assert [(story.kind, story.why_not, story.log) for story in stories if not story.number] == []
    found = wrongs(stories, await payung(environment, "export"))
    assert [(one.story.kind, one.step, one.kind, one.stored) for one in found] == []
