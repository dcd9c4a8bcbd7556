"""Who gets an announcement: criteria that combine, and how many they select."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements.states import Reason
from bot.clock import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.store.transaction import Transaction

_AT_ONCE = 20_000  # chats
_CRITERIA = ("district", "village", "occupation", "stage", "payer", "link")  # of registrations


@dataclass(frozen=True, slots=True)
class Audience:
    """Criteria, each the values that are wanted; an empty one wants all.

    Those about registrations are met by one registration of the chat together. A criterion about
    registrations leaves out chats that have none.
    """

    language: tuple[str, ...] = ()
    district: tuple[str, ...] = ()  # codes
    village: tuple[str, ...] = ()  # codes
    occupation: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    payer: tuple[str, ...] = ()
    link: tuple[str, ...] = ()  # payload of the start link

    @property
    def is_everyone(self) -> bool:
        """Whether it wants every chat."""
        return not any(getattr(self, name) for name in self.__slots__)

    def toggled(self, criterion: str, value: str) -> Audience:
        """Return it with one value of a criterion wanted, or no longer."""
        values = getattr(self, criterion)
        changed = tuple(one for one in values if one != value) if value in values else (*values, value)
        other = replace(self, **{criterion: changed})
        if criterion == "district":  # villages only within the districts that are wanted
            kept = tuple(one for one in other.village if one.rpartition(".")[0] in other.district)
            return replace(other, village=kept)
        return other

    def dump(self) -> str:
        """Return it as JSON: the same for the same audience."""
        return json.dumps({name: sorted(values) for name, values in asdict(self).items() if values})

    @classmethod
    def load(cls, text: str) -> Audience:
        """Return the audience that `dump` wrote."""
        return cls(**{name: tuple(values) for name, values in json.loads(text).items()})

    def parameters(self) -> dict[str, object]:
        """Return it as the named statements take it: a JSON list for each criterion, NULL for all."""
        lists = {
            name: json.dumps(getattr(self, name)) if getattr(self, name) else None for name in self.__slots__
        }
        return {**lists, "any_chat": not any(getattr(self, name) for name in _CRITERIA)}


@dataclass(frozen=True, slots=True)
class Count:
    """How many chats an audience selects, by district code ("": none), and who is left out, by reason."""

    districts: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    without_chat: int = 0  # people registered through a phone that is not theirs, or without any

    @property
    def people(self) -> int:
        """Chats that get it."""
        return sum(self.districts.values())


def selection(audience: Audience, kind: str, same_hash: bytes | None, since: str) -> dict[str, object]:
    """Return what the statements that select chats need: `since` is from when the same message counts."""
    return {**audience.parameters(), "kind": kind, "same": same_hash, "since": since}


def since(tx: Transaction, days: int) -> str:
    """Return the time from which the same message counts as a repetition."""
    return stamp(tx.clock.now() - timedelta(days=days))


def count(tx: Transaction, values: Mapping[str, object]) -> Count:
    """Count what a selection gives. Reads every chat: not for a unit of work that writes."""
    districts: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for after, until in ranges(tx, "chat_after_some"):
        for row in tx.all("count_selected", after=after, until=until, **values):
            if row["why"]:
                left_out[Reason(row["why"])] += row["count"]
            else:
                districts[row["district"] or ""] += row["count"]
    return Count(dict(districts), dict(left_out), tx.count("count_without_chat", **values))


def ranges(tx: Transaction, statement: str, **values: object) -> Iterator[tuple[int, int]]:
    """Give ranges of chat ids, to group a part at a time: grouping holds all rows of its part in memory."""
    after = 0
    while row := tx.one(statement, after=after, some=_AT_ONCE, **values):
        if row["value"] is None:
            return
        yield after, row["value"]
        after = row["value"]
