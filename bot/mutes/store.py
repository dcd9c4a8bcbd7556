"""Muted kinds and wishes in the store. Every method runs inside a unit of work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.privacy.holding import Holding, Kept
from bot.store.table import Table
from bot.terms.news import NewsKind

if TYPE_CHECKING:
    from bot.privacy.holding import Erased

_EVERY_KIND = "all"  # in the place of a kind: also those to come
_STAYS_MUTED = Kept("whoever wanted no announcements goes on to get none")
_STAYS_WISHED = Kept("it is kept until it is taken back, or the last registration of the chat is erased")


class Wish(StrEnum):
    """What a chat can ask to be told about."""

    DISCOUNT = "discount"  # before its discount ends


@dataclass(frozen=True, slots=True)
class Muted:
    """What a chat does not want."""

    kinds: frozenset[NewsKind]
    everything: bool

    def __contains__(self, kind: NewsKind) -> bool:
        return self.everything or kind in self.kinds


class Mutes(Table):
    """Keeps which kinds of announcements a chat does not want, and what it wished for."""

    file = Path(__file__).with_suffix(".sql")

    def of_chat(self, chat_id: int) -> Muted:
        """Return what a chat has muted."""
        kinds = {row["kind"] for row in self._all("of_chat", chat_id=chat_id)}
        return Muted(frozenset(map(NewsKind, kinds - {_EVERY_KIND})), _EVERY_KIND in kinds)

    def holds(self, chat_id: int, kind: NewsKind) -> bool:
        """Tell whether a chat does not want a kind."""
        return bool(self._value("holding", chat_id=chat_id, kind=kind, every_kind=_EVERY_KIND))

    def mute(self, chat_id: int, kind: NewsKind) -> None:
        """Mute one kind."""
        self._do("mute", chat_id=chat_id, kind=kind)

    def mute_all(self, chat_id: int) -> None:
        """Mute every kind, also those to come."""
        self._do("mute", chat_id=chat_id, kind=_EVERY_KIND)

    def unmute(self, chat_id: int, kind: NewsKind) -> None:
        """Take one kind again; after all were muted, only that one."""
        if self.of_chat(chat_id).everything:
            self.unmute_all(chat_id)
            for other in NewsKind:
                self.mute(chat_id, other)
        self._do("unmute", chat_id=chat_id, kind=kind)

    def unmute_all(self, chat_id: int) -> None:
        """Take every kind again."""
        self._do("unmute_all", chat_id=chat_id)

    def has_wish(self, chat_id: int, wish: Wish) -> bool:
        """Tell whether a chat asked to be told of something."""
        return bool(self._value("wished", chat_id=chat_id, wish=wish))

    def wish(self, chat_id: int, wish: Wish) -> None:
        """Note that a chat wants to be told of something."""
        self._do("wish", chat_id=chat_id, wish=wish, at=self._tx.clock.stamp())

    def drop_wish(self, chat_id: int, wish: Wish) -> None:
        """Note that it no longer does."""
        self._do("drop_wish", chat_id=chat_id, wish=wish)

    def drop_wishes(self, chat_id: int) -> None:
        """Forget everything that a chat wished for; what it muted stays muted."""
        self._do("drop_wishes", chat_id=chat_id)

    def forget(self, erased: Erased) -> None:
        """Forget what a chat wished for, with its last registration."""
        if erased.was_last:
            self.drop_wishes(erased.chat_id)

    def wishing(self, wish: Wish, after: int, most: int) -> list[int]:
        """Return the first `most` chats above `after` that want to be told of something."""
        return [row["chat_id"] for row in self._all("wishing", wish=wish, after=after, most=most)]

    holdings = (
        Holding("mutes", _STAYS_MUTED, _STAYS_MUTED, _STAYS_MUTED),
        Holding("wishes", forget, _STAYS_WISHED, _STAYS_WISHED),
    )
