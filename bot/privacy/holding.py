"""What a store declares of each of its tables: whose it is, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from bot.resources import Resources
    from bot.texts import Html, Texts


@dataclass(frozen=True, slots=True)
class Erased:
    """A registration that is deleted; `was_last` where its chat had no other, and it is erased for good."""

    registration_id: str
    chat_id: int
    was_last: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Nothing happens to what a table holds, and why that is right."""

    why: str


@dataclass(frozen=True, slots=True)
class Ages:
    """What a table holds is forgotten after a while, which config says."""

    after: Callable[[Resources], timedelta]
    forget: Callable[[Any, datetime], None]  # of the store; all that is older than a time


@dataclass(frozen=True, slots=True)
class Holding:
    """One table. Each fate is a method of the store that declares it, or says why nothing happens.

    `erased` gets an Erased, `locked` the id of the chat, `ages` a time, `restored` nothing.
    """

    table: str
    erased: Callable[[Any, Erased], None] | Kept
    locked: Callable[[Any, int], None] | Kept
    ages: Ages | Kept
    restored: Callable[[Any], None] | Kept = Kept("what a backup holds of it was true then, and does no harm")
    told: Callable[[Any, int, Texts], list[Html]] | None = None  # lines for the file of one's own data


NOBODYS = "it holds nothing about a person"


def nobodys(table: str) -> Holding:
    """Return the declaration of a table that holds nothing about anybody."""
    kept = Kept(NOBODYS)
    return Holding(table, kept, kept, kept)
