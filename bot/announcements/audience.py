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

_ALL, _NONE = "1 = 1", "0 = 1"
_NOT = "not"  # where the store names what is not wanted
_HAS_ONE = "EXISTS (SELECT 1 FROM selectable x WHERE x.chat_id = c.chat_id AND ({one}))"


@dataclass(frozen=True, slots=True)
class Audience:
    """Criteria, each with the values that are wanted; one that is not there wants all.

    `unwanted` leaves out whoever has one of its values, also by one registration among several.

    Those about registrations are met by one registration of the chat together. A criterion about
    registrations leaves out chats that have none.
    """

    wanted: Wanted = field(default_factory=dict)
    unwanted: Wanted = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := (self.wanted.keys() | self.unwanted.keys()) - BY_NAME.keys():
            raise ValueError(f"no such criterion: {', '.join(sorted(unknown))}")
        object.__setattr__(self, "wanted", _given(self.wanted))
        object.__setattr__(self, "unwanted", _given(self.unwanted))

    def __getitem__(self, criterion: Criterion) -> tuple[str, ...]:
        return self.wanted.get(criterion.name, ())

    @property
    def is_everyone(self) -> bool:
        """Whether it wants every chat."""
        return not self.wanted and not self.unwanted

    @property
    def is_any_chat(self) -> bool:
        """Whether it also wants chats without a registration."""
        return all(BY_NAME[name].is_of_chat for name in self.wanted)

    def toggled(self, criterion: Criterion, value: str) -> Audience:
        """Return it with one value of a criterion wanted, or no longer."""
        value, values = criterion.today(value), self[criterion]
        changed = tuple(one for one in values if one != value) if value in values else (*values, value)
        wanted = {**self.wanted, criterion.name: changed}
        inner = {one.name: one.kept(self[one], wanted) for one in CRITERIA if one.within == criterion.name}
        return Audience({**wanted, **inner}, _without(self.unwanted, criterion.name, value))

    def barred(self, criterion: Criterion, value: str) -> Audience:
        """Return it with one value of a criterion left out, or no longer."""
        value, values = criterion.today(value), self.unwanted.get(criterion.name, ())
        changed = tuple(one for one in values if one != value) if value in values else (*values, value)
        return Audience(
            _without(self.wanted, criterion.name, value), {**self.unwanted, criterion.name: changed}
        )

    def with_all(self, values: Mapping[str, str]) -> Audience:
        """Return it with a value of each of some criteria wanted, too."""
        audience = self
        for name, value in values.items():
            if value not in audience.wanted.get(name, ()):
                audience = audience.toggled(BY_NAME[name], value)
        return audience

    def dump(self) -> str:
        """Return it as JSON: the same for the same audience. Criteria of chats come first."""
        ordered = sorted(CRITERIA, key=lambda one: not one.is_of_chat)
        names = [one.name for one in ordered]
        unwanted = {name: sorted(self.unwanted[name]) for name in names if name in self.unwanted}
        wanted: dict[str, object] = {name: sorted(self.wanted[name]) for name in names if name in self.wanted}
        return json.dumps(wanted | ({_NOT: unwanted} if unwanted else {}))

    @classmethod
    def load(cls, text: str) -> Audience:
        """Return the audience that `dump` wrote."""
        found = restored(text, dict[str, tuple[str, ...] | dict[str, tuple[str, ...]]])
        unwanted = found.pop(_NOT, {})
        wanted = {name: values for name, values in found.items() if isinstance(values, tuple)}
        return cls(wanted, unwanted if isinstance(unwanted, dict) else {})

    def parts(self) -> dict[str, str]:
        """Return it as parts of statements: what a registration `s` and a chat `c` must be like."""
        present = [one for one in CRITERIA if self[one]]
        barred = [one for one in CRITERIA if one.name in self.unwanted]
        of_chat = [self._barred(one) for one in barred if one.is_of_chat]
        elsewhere = [self._barred(one, "x") for one in barred if not one.is_of_chat]
        here = [self._barred(one) for one in barred if not one.is_of_chat]
        return {
            "wanted": _all_of(one.condition(self[one]) for one in present if not one.is_of_chat),
            "wanted_chat": _all_of(one.condition(self[one]) for one in present if one.is_of_chat),
            "unwanted": _any_of(
                [*of_chat, *([_HAS_ONE.format(one=_any_of(elsewhere))] if elsewhere else [])]
            ),
            "unwanted_here": _any_of([*of_chat, *here]),
        }

    def _barred(self, criterion: Criterion, of: str = "s") -> str:
        return criterion.condition(self.unwanted[criterion.name], _NOT, of)

    def parameters(self) -> dict[str, str]:
        """Return what those parts are bound to."""
        wanted = {name: value for one in CRITERIA for name, value in one.bound(self[one]).items()}
        values = ((one, self.unwanted.get(one.name, ())) for one in CRITERIA)
        return wanted | {name: value for one, ones in values for name, value in one.bound(ones, _NOT).items()}


def _given(values: Wanted) -> Wanted:
    """Return what is given, in the words of today."""
    return {
        name: tuple(dict.fromkeys(map(BY_NAME[name].today, ones))) for name, ones in values.items() if ones
    }


def _without(values: Wanted, name: str, value: str) -> Wanted:
    return {**values, name: tuple(one for one in values.get(name, ()) if one != value)}


def _all_of(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or _ALL


def _any_of(conditions: Iterable[str]) -> str:
    return " OR ".join(conditions) or _NONE


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
