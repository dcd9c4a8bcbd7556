"""Whatever comes, whole or broken: nobody is left without an answer, nothing fails, nothing leaks.

`GENERATED=100000 pytest tests/generated -m long` (`make fuzz`) sends at least so many updates.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.folders import ROOT
from bot.gateway import lanes
from bot.gateway.events import is_id
from bot.resources import Resources
from bot.store import handover
from bot.store.audit import AuditTrail
from bot.turns.store import Turns
from tests.conversation import NIK, Conversation, Town
from tests.generated.schema import PEOPLE, SAID, Json, broken, texts, valid

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPDATES = int(os.environ.get("GENERATED", "1500"))
_STEPS = 60
_TOWNS = 60  # after so many it is said how many updates there were
_BY = 1001


class AnyTown(RuleBasedStateMachine):
    """A bot to which anything happens."""

    sent: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        fast = tuple(one.replace("synchronous=FULL", "synchronous=OFF") for one in handover.PRAGMAS)
        self._fast = ExitStack()
        self._fast.enter_context(patch.object(handover, "PRAGMAS", fast))
        self._fast.enter_context(patch.object(lanes, "_RETRY_PAUSE", 0.0))
        self.town = Town(Resources.load(ROOT / "config"), self._folder, {})
        self._update_id = 1_000_000
        self._earlier: list[Json] = []
        self._aside = 0

    @initialize()
    def begins(self) -> None:
        """Somebody is there, and one of the staff."""
        self.town.staff("admin", 1003)

    def teardown(self) -> None:
        """Whoever comes next is served; nothing is in clear; the audit trail is whole."""
        try:
            self.served()
        finally:
            self.town.close()
            self._fast.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def served(self) -> None:
        """Let somebody new arrive, and read the store."""
        siti = self.town.person(_BY)
        with self._tolerant():
            siti.unblocks()
        self._heard(siti, lambda: siti.says("/bantuan"))
        with self.town.unit() as tx:
            assert AuditTrail(tx).first_broken() is None
        for file in self._folder.iterdir():
            content = file.read_bytes()
            assert NIK.encode() not in content, file.name
            assert b"Aminah" not in content, file.name

    # -- what people do

    def _heard(self, person: Conversation, act: Any) -> None:
        """Do something to which an answer is due, and see that one came."""
        before = self._said(person)
        with self._tolerant():
            act()
        AnyTown.sent += 1
        assert self._said(person) != before or person.seen is None, f"silence\n{person.transcript()}"

    def _said(self, person: Conversation) -> list[Any]:
        return [
            (one["message_id"], one.text, tuple(one.buttons)) for one in person.chat if one["from"]["is_bot"]
        ]

    @rule(who=st.sampled_from(PEOPLE), text=texts.filter(str.strip))
    def says(self, who: int, text: str) -> None:
        """Write something."""
        person = self.town.person(who)
        with self._tolerant():
            person.says(text[:4096])
        AnyTown.sent += 1

    @rule(who=st.sampled_from(PEOPLE), place=st.integers(0, 40))
    def taps(self, who: int, place: int) -> None:
        """Tap some button in sight, old or new."""
        person = self.town.person(who)
        data = [one for message in person.chat for one in message.data]
        if data:
            with self._tolerant():
                person.taps_data(data[-1 - place % len(data)])
            AnyTown.sent += 1

    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(SAID))
    def is_answered(self, who: int, text: str) -> None:
        """Write something that people write: there is an answer."""
        person = self.town.person(who)
        if text.strip(" \n-\u202e\u0000\ufeff") and not text.startswith("/start staf"):
            self._heard(person, lambda: person.says(text))

    @rule(update=valid())
    def whole(self, update: Json) -> None:
        """Let an update come as the Bot API says that it looks."""
        before = self._set_aside()
        self._take(update)
        assert self._set_aside() == before, f"set aside: {update}"

    @rule(update=broken())
    def broken(self, update: Json) -> None:
        """Let one come that is not."""
        self._take(update)

    @rule(back=st.integers(1, 5))
    def again(self, back: int) -> None:
        """Let one come again."""
        if len(self._earlier) >= back:
            counted = self._turns()
            self._give(self._earlier[-back])
            assert self._turns() == counted

    @rule(chance=st.integers(1, 6))
    def restarts(self, chance: int) -> None:
        """Let the program begin again, now and then: it takes as long as many updates."""
        if chance == 6:
            self.town.restarts()

    @rule(hours=st.integers(-30, 30))
    def time_passes(self, hours: int) -> None:
        """Let the clock jump."""
        from datetime import timedelta  # noqa: PLC0415

        self.town.settings.clock._shift += timedelta(hours=hours)

    @invariant()
    def lives(self) -> None:
        """The writer of the store goes on."""
        assert not self.town._store.writer.done()

    # -- how

    def _take(self, update: Json) -> None:
        self._update_id += 1
        whole = {"update_id": self._update_id, **update}
        self._earlier = [*self._earlier[-5:], whole]
        self._give(whole)
        AnyTown.sent += 1

    def _give(self, update: Json) -> None:
        assert is_id(update["update_id"])
        with self._tolerant():
            self.town._loop.run_until_complete(self.town._intake.take([update]))
            self.town.answers()

    @contextmanager
    def _tolerant(self) -> Iterator[None]:
        """Let turns be set aside: they are counted by whoever must not see any."""
        try:
            yield
        except AssertionError as error:
            if "the bot has failed" not in str(error) and "a tap was not answered" not in str(error):
                raise

    def _set_aside(self) -> int:
        with self.town.unit() as tx:
            return Turns(tx).count_set_aside()

    def _turns(self) -> int:
        ((count,),) = self.town.rows("SELECT count(*) FROM turns WHERE bot_id <> 0")
        return int(count)


@pytest.mark.long
def test_whatever_comes_the_bot_goes_on_and_answers() -> None:
    AnyTown.sent = 0
    while AnyTown.sent < _UPDATES:
        run_state_machine_as_test(
            AnyTown,
            settings=settings(
                max_examples=_TOWNS, stateful_step_count=_STEPS, derandomize="GENERATED" not in os.environ,
                suppress_health_check=list(HealthCheck), print_blob=True, phases=(Phase.generate,),
            ),
        )  # fmt: skip
        print(f"{AnyTown.sent} updates", flush=True)  # noqa: T201
