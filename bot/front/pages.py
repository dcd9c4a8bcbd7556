"""Long lists, a page at a time: Telegram takes 4,096 signs and 100 buttons, a small screen far fewer."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.dialogue.data import Data
    from bot.dialogue.screen import Button
    from bot.turns.turn import Turn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of how many; the first is 0."""

    number: int
    count: int

    @classmethod
    def of(cls, things: int, size: int, number: int) -> Page:
        """Return a page of so many things; the last one where there are no more so many."""
        count = max(1, ceil(things / size))
        return cls(min(number, count - 1), count)

    def ways(self, turn: Turn, to: Callable[[int], Data]) -> tuple[tuple[Button, ...], ...]:
        """Return the row of buttons to the pages beside it; no row where there are none."""
        row = []
        if self.number > 0:
            row.append(turn.button(key("pages.before"), to(self.number - 1)))
        if self.number + 1 < self.count:
            row.append(turn.button(key("pages.more"), to(self.number + 1)))
        return (tuple(row),) if row else ()


def on_page(things: Sequence[T], size: int, number: int) -> tuple[Sequence[T], Page]:
    """Return what of the things stands on a page, and the page."""
    page = Page.of(len(things), size, number)
    return things[page.number * size : (page.number + 1) * size], page
