"""Doing errands, and handing what came of them to the feature that declared them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import msgspec

from bot.front.errands import Arrival, Download, Survey
from bot.store.failures import StoreFaultError
from bot.terms.verdicts import Done

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.front.feature import Feature
    from bot.gateway.sender import Sender
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn

log = logging.getLogger(__name__)


class _Named(msgspec.Struct):
    errand: str


class Result(msgspec.Struct):
    """What a turn holds that goes on with an errand: the errand as it was packed, and what came of it.

    None: it could not be done.
    """

    errand: str
    result: bytes | None


class Errands:
    """All errands that features declare, by name."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self._declared: dict[object, Survey[Any, Any] | Download[Any] | Arrival[Any]] = {
            one.errand.__struct_config__.tag: one for each in features for one in each.errands
        }

    def _read(self, text: str) -> tuple[Any, Any]:
        """Return how an errand was declared, and the errand. Raise KeyError for one that nobody declares."""
        declared = self._declared[msgspec.json.decode(text, type=_Named).errand]
        return declared, msgspec.json.decode(text, type=declared.errand)

    async def do(self, text: str, store: Store, sender: Sender) -> bytes | None:
        """Do an errand; return what came of it, None where it could not be done."""
        declared, errand = self._read(text)
        if isinstance(declared, Download):
            return await sender.fetch(errand.file_id, declared.most)

        def look(tx: Transaction) -> bytes:
            return msgspec.json.encode(declared.look(tx, errand))

        try:
            return await store.look(look)
        except StoreFaultError as error:
            log.error("the store could not be looked through: %s", error)  # noqa: TRY400
            return None

    def take(self, turn: Turn, result: Result) -> None:
        """Let the feature go on with what came of an errand, if that may still be shown."""
        declared, errand = self._read(result.errand)
        if isinstance(declared, Download):
            declared.take(turn, errand, result.result)
        elif isinstance(declared, Arrival):
            taken = result.result
            declared.take(turn, errand, None if taken is None else msgspec.json.decode(taken, type=Done))
        elif turn.allowed(declared.right, str(declared.errand.__struct_config__.tag)):
            content = result.result
            found = None if content is None else msgspec.json.decode(content, type=declared.result | None)
            declared.take(turn, errand, found)
