"""The live cards of announcements: shown to whoever wrote one, true to the store, also after a restart."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from bot.announcements.deliveries import Deliveries
from bot.announcements.progress import card
from bot.announcements.states import ENDED
from bot.announcements.store import Announcements
from bot.chats.store import Chats
from bot.dialogue.screen import Edit
from bot.staff.store import Staff
from bot.terms.roles import Right, may

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.deliveries import Tally
    from bot.announcements.sending.broadcaster import Broadcaster
    from bot.announcements.sending.port import Port
    from bot.dialogue.screen import Screen
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

EVERY = 3.0  # seconds between two edits
_SAMPLES = 8  # looks back over which the speed is taken


class Cards:
    """Edits each card when what it says has changed."""

    def __init__(
        self, store: Store, port: Port, broadcaster: Broadcaster, resources: Resources, schedule: Schedule
    ) -> None:
        self._store, self._port, self._broadcaster = store, port, broadcaster
        self._resources, self._schedule = resources, schedule
        self._shown: dict[int, Screen] = {}
        self._samples: dict[int, deque[tuple[float, int]]] = {}

    async def show_all(self) -> None:
        """Edit the cards that are no longer true. Raise StoppingError when the program ends."""
        current = await self._store.run(self._current)
        for number in [number for number in self._shown if number not in {one.id for one, _ in current}]:
            del self._shown[number]
            self._samples.pop(number, None)
        for one, language in current:
            tally = await self._store.look(lambda tx, n=one: Deliveries(tx).tally(n))  # type: ignore[misc]
            broken = self._broadcaster.is_broken
            screen = card(
                self._resources.catalogues[language], one, tally, self._schedule, self._speed(one, tally),
                broken=broken,
            )  # fmt: skip
            if self._shown.get(one.id) != screen:
                await self._show(one, screen)
                self._shown[one.id] = screen

    def _current(self, tx: Transaction) -> list[tuple[Announcement, str]]:
        """Return what has a card to be looked at, with its writer's language; only while they are staff."""
        return [
            (one, Chats(tx).language_of(one.written_by))
            for one in Announcements(tx).with_open_card()
            if may(Staff(tx).role_of(one.written_by), Right.ANNOUNCE)
        ]

    def _speed(self, one: Announcement, tally: Tally) -> float | None:
        samples = self._samples.setdefault(one.id, deque(maxlen=_SAMPLES))
        samples.append((asyncio.get_running_loop().time(), tally.settled))
        (begun, before), (now, settled) = samples[0], samples[-1]
        return (settled - before) / (now - begun) if now > begun and settled > before else None

    async def _show(self, one: Announcement, screen: Screen) -> None:
        act = Edit(one.card_id, screen) if one.card_id else screen
        message_id = await self._port.show(one.written_by, act) or one.card_id
        ended = one.state in ENDED
        if ended or message_id != one.card_id:
            await self._store.run(lambda tx: Announcements(tx).set_card(one.id, message_id, ended=ended))
