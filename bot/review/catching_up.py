"""Noting the traits of registrations that were sent before there were any: once, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.registration.store import Registrations
from bot.registration.traits import Traits

if TYPE_CHECKING:
    from bot.front.port import Port
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

_AT_ONCE = 50  # registrations in one unit of work


class CatchingUp:
    """Looks once at each registration, in the order of their ids; begins anew with the program."""

    def __init__(self) -> None:
        self._after: str | None = ""

    async def run(self, store: Store, _: Port) -> None:
        """Note what is missing, until nothing is."""
        while self._after is not None:
            self._after = await store.run(self._note_some)

    def _note_some(self, tx: Transaction) -> str | None:
        found, registrations = Traits(tx).without(self._after or "", _AT_ONCE), Registrations(tx)
        for one in found:
            Traits(tx).note(one, registrations.answers(one), tx.clock.today())
        return found[-1] if found else None
