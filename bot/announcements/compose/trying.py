"""Trying an announcement on oneself: nothing goes out that its writer has not seen as it arrives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from bot.announcements import arriving
from bot.announcements.message import DISTRICT, NAME, VILLAGE
from bot.announcements.placeholder_values import values_for
from bot.announcements.seals import shown_seal
from bot.announcements.states import State
from bot.announcements.store import Announcements
from bot.announcements.taps import Desk, Test
from bot.dialogue.errand import Errand
from bot.texts import DEFAULT_LANGUAGE, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.dialogue.screen import Screen
    from bot.terms.verdicts import Done
    from bot.turns.turn import Turn

# What stands in a test for whatever is known of a person: the examples of the enrolment, which are invented.
_INVENTED = {NAME: "name", DISTRICT: "district", VILLAGE: "village"}


class TriedMessage(Errand, frozen=True, tag="test"):
    """Tell whether a draft arrived as it stood when it was tried, in one language."""

    number: int
    seal: str
    language: str


class Trying:
    """Sends a draft to its writer, and notes that Telegram took it."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def test(self, turn: Turn, data: Test) -> None:
        """Send it to its writer exactly as it arrives, in every language that it was written in."""
        one = self._drafting.draft(turn, data.number)
        if one is None:
            return
        if not one.message.contents.get(DEFAULT_LANGUAGE):
            self._drafting.refuse(turn, one, key("announce.no_message"))
            return
        values = values_for(turn.tx, turn.resources.regions, turn.chat_id, one.audience)
        seal = shown_seal(turn.tx, one)
        turn.show(turn.texts("announce.test_follows"))
        turn.acts += [
            replace(screen, on_arrival=TriedMessage(one.id, seal, language))
            for language, screen in as_it_arrives(turn, one, values).items()
        ]
        self._show_filled_in(turn, one)
        self._drafting.show_desk(turn, one)

    def _show_filled_in(self, turn: Turn, one: Announcement) -> None:
        """Show a message with placeholders once more as most get it: filled in, here with invented values."""
        if not any(map(one.message.is_personal, one.message.contents)):
            return
        catalogues = turn.resources.catalogues
        turn.show(turn.texts("announce.test_filled_in"))
        for language in one.message.contents:
            values = {name: catalogues[language].example(step) for name, step in _INVENTED.items()}
            turn.acts += as_it_arrives(turn, one, values, only=language).values()

    def tested(self, turn: Turn, test: TriedMessage, arrived: Done | None) -> None:
        """Note that Telegram took a test, or say that it refused it."""
        (self._arrived if arrived else self._refused)(turn, test)

    @staticmethod
    def _arrived(turn: Turn, test: TriedMessage) -> None:
        one = Announcements(turn.tx).get(test.number)
        if one and one.state is State.DRAFT and test.seal == shown_seal(turn.tx, one):
            before = set(one.draft.arrived) if one.draft.tested == test.seal else set()
            arrived = tuple(sorted(before | {test.language}))
            Announcements(turn.tx).save(
                one, draft=structs.replace(one.draft, tested=test.seal, arrived=arrived)
            )
            turn.tx.audit(f"chat:{turn.chat_id}", "test", f"announcement:{one.id}")

    @staticmethod
    def _refused(turn: Turn, test: TriedMessage) -> None:
        one = Announcements(turn.tx).get(test.number)
        if one and one.state is State.DRAFT:
            Announcements(turn.tx).save(one, draft=structs.replace(one.draft, tested="", arrived=()))
        turn.show(turn.texts("announce.test_refused"), (turn.button("announce.back", Desk(test.number)),))


def as_it_arrives(
    turn: Turn, one: Announcement, values: Mapping[str, str], only: str = ""
) -> dict[str, Screen]:
    """Return the message in each language that it was written in, or in `only` one."""
    catalogues = turn.resources.catalogues
    return {
        language: arriving.screen(one.message, one.kind, language, values, catalogues)
        for language in catalogues.languages
        if language in one.message.contents and only in {"", language}
    }
