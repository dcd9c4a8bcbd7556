"""How a feature declares its errands: how each is done, and what takes the result as a turn of the chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.dialogue.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store.transaction import Transaction
    from bot.terms.roles import Right
    from bot.terms.verdicts import Done
    from bot.turns.turn import Turn

E = TypeVar("E", bound=Errand)
R = TypeVar("R")


class FileErrand(Errand, frozen=True):
    """An errand to fetch a file that a person sent."""

    file_id: str


class KeepFile(Errand, frozen=True, tag="keep_file"):
    """Keep the id under which Telegram has a file that is sent again and again."""

    seal: str  # SHA-256 of what it holds


F = TypeVar("F", bound=FileErrand)


@dataclass(frozen=True, slots=True)
class Survey(Generic[E, R]):
    """A look through the whole store, beside the turns and without writing; what it finds is a `result`.

    `take` gets None where the store could not be looked through, or nothing is left to be found.
    """

    errand: type[E]
    look: Callable[[Transaction, E], R | None]
    result: type[R]
    take: Callable[[Turn, E, R | None], None]
    right: Right  # of whoever it is shown to


@dataclass(frozen=True, slots=True)
class Download(Generic[F]):
    """A file of at most `most` bytes fetched; `take` gets None where it could not be, or is larger."""

    errand: type[F]
    most: int
    take: Callable[[Turn, F, bytes | None], None]


@dataclass(frozen=True, slots=True)
class Arrival(Generic[E]):
    """As what Telegram took the message that bears the errand (`Screen.on_arrival`); None: it refused it."""

    errand: type[E]
    take: Callable[[Turn, E, Done | None], None]
