"""Who gets an announcement: criteria that combine, and how many they select."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.announcements.criteria import BY_NAME, CRITERIA
from bot.announcements.states import Reason
from bot.documents import restored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.announcements.criteria import Criterion, Wanted
    from bot.terms.news import NewsKind

_ALL = "1 = 1"


@dataclass(frozen=True, slots=True)
class Audience:
    """Criteria, each with the values that are wanted; one that is not there wants all.

    Those about registrations are met by one registration of the chat together. A criterion about
    registrations leaves out chats that have none.
    """

    wanted: Wanted = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := self.wanted.keys() - BY_NAME.keys():
            raise ValueError(f"no such criterion: {', '.join(sorted(unknown))}")
        object.__setattr__(self, "wanted", {name: values for name, values in self.wanted.items() if values})

    def __getitem__(self, criterion: Criterion) -> tuple[str, ...]:
        return self.wanted.get(criterion.name, ())

    @property
    def is_everyone(self) -> bool:
        """Whether it wants every chat."""
        return not self.wanted

    @property
    def is_any_chat(self) -> bool:
        """Whether it also wants chats without a registration."""
        return all(BY_NAME[name].is_of_chat for name in self.wanted)

    def toggled(self, criterion: Criterion, value: str) -> Audience:
        """Return it with one value of a criterion wanted, or no longer."""
        values = self[criterion]
        changed = tuple(one for one in values if one != value) if value in values else (*values, value)
        wanted = {**self.wanted, criterion.name: changed}
        inner = {one.name: one.kept(self[one], wanted) for one in CRITERIA if one.within == criterion.name}
        return Audience({**wanted, **inner})

    def with_all(self, values: Mapping[str, str]) -> Audience:
        """Return it with a value of each of some criteria wanted, too."""
        added = {name: (*self.wanted.get(name, ()), value) for name, value in values.items()}
        return Audience({**self.wanted, **{name: tuple(dict.fromkeys(ones)) for name, ones in added.items()}})

    def dump(self) -> str:
        """Return it as JSON: the same for the same audience. Criteria of chats come first."""
        ordered = sorted(CRITERIA, key=lambda one: not one.is_of_chat)
        return json.dumps({one.name: sorted(self[one]) for one in ordered if self[one]})

    @classmethod
    def load(cls, text: str) -> Audience:
        """Return the audience that `dump` wrote."""
        return cls(restored(text, dict[str, tuple[str, ...]]))

    def parts(self) -> dict[str, str]:
        """Return it as parts of statements: what a registration `s` and a chat `c` must be like."""
        present = [one for one in CRITERIA if self[one]]
        return {
            "wanted": _all_of(one.condition(self[one]) for one in present if not one.is_of_chat),
            "wanted_chat": _all_of(one.condition(self[one]) for one in present if one.is_of_chat),
        }

    def parameters(self) -> dict[str, str]:
        """Return what those parts are bound to."""
        return {name: value for one in CRITERIA for name, value in one.bound(self[one]).items()}


def _all_of(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or _ALL


@dataclass(frozen=True, slots=True)
class Selection:
    """What the recipients of an announcement are selected by."""

    audience: Audience
    kind: NewsKind
    same: bytes | None  # hash of the message: who got the same one is left out
    since: datetime  # from when on the same message counts as a repetition


class Count(Struct, frozen=True):
    """How many chats an audience selects, by district code ("": none), and who is left out, by reason."""

    districts: Mapping[str, int] = {}
    left_out: Mapping[Reason, int] = {}
    copies: int = 0  # of a recall or a correction: how many may keep an earlier copy
    without_chat: int = 0  # people registered through a phone that is not theirs, or without any

    @property
    def people(self) -> int:
        """Chats that get it."""
        return sum(self.districts.values())
