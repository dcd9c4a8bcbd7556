"""One person as sources tell of them: what holds by default, what is contradicted, how old it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.register.comparing import TO_SETTLE, Known, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.register.links import Settled
    from bot.register.statements import Statement


class Origin(IntEnum):
    """Who says something."""

    LIST = 0  # an agency, a village, a ministry
    CIVIL = 1  # the civil register
    INSURER = 2  # BPJS Ketenagakerjaan
    OWN = 3  # the person, in a registration


_TRUSTED: Final[Mapping[Known, Origin]] = {
    **dict.fromkeys((Known.NIK, Known.BORN, Known.SEX), Origin.CIVIL),
    **dict.fromkeys(
        (Known.VILLAGE, Known.ADDRESS, Known.OCCUPATION, Known.PHONE, Known.INCOME, Known.PAYER), Origin.OWN
    ),
    **dict.fromkeys((Known.KPJ, Known.COVERED), Origin.INSURER),
}


def trust(known: Known, origin: Origin) -> int:
    """Return how much somebody is trusted in a field: 1 whoever knows it best, 0 everybody else."""
    return int(_TRUSTED.get(known) is origin)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with who says it, as of which day, and whether that holds today.

    `linked_at` is since when it is taken to be about its person.
    """

    statement: Statement
    origin: Origin
    agency: str  # empty: a registration
    day: date
    is_live: bool
    linked_at: datetime

    def value(self, known: Known) -> str:
        """Return what it says of a field, as it is compared; empty where it says nothing."""
        return value_of(known, self.statement.content, self.statement.place)


@dataclass(frozen=True, slots=True)
class Held:
    """What is taken to be true of a field, who says it, and what others say: by value, the newest first."""

    known: Known
    said: Said
    others: tuple[tuple[str, tuple[Said, ...]], ...] = ()
    is_settled: bool = False  # an officer has chosen it

    @property
    def is_contradicted(self) -> bool:
        """Whether sources differ, and nobody has said which is right."""
        return bool(self.others) and not self.is_settled


@dataclass(frozen=True)
class Person:
    """All that is said of a person, and what officers have settled."""

    id: int
    sayings: Sequence[Said]
    settled: Mapping[str, Settled] = field(default_factory=dict)

    @cached_property
    def live(self) -> list[Said]:
        """What holds today; where nothing does, what was said last."""
        return [one for one in self.sayings if one.is_live] or list(self.sayings)

    def held(self, known: Known) -> Held | None:
        """Return what is taken to be true: what was settled, else the newest of the most trusted."""
        saying = self._saying(known)
        if not saying:
            return None
        chosen = self._settled(known, saying)
        best = chosen or max(saying, key=lambda one: (trust(known, one.origin), one.day, one.statement.id))
        values: dict[str, list[Said]] = {}
        for one in sorted(saying, key=lambda one: one.day, reverse=True):
            values.setdefault(one.value(known), []).append(one)
        values.pop(best.value(known), None)
        others = tuple((value, tuple(said)) for value, said in values.items())
        return Held(known, best, others, is_settled=chosen is not None)

    def _saying(self, known: Known) -> list[Said]:
        """Return who says something of a field. That somebody is dead or gone is denied by silence, too."""
        saying = [one for one in self.live if one.value(known)]
        return self.live if saying and known is Known.LIFE else saying

    def _settled(self, known: Known, saying: Sequence[Said]) -> Said | None:
        """Return what an officer has chosen, unless something newer that is trusted as much denies it."""
        settled = self.settled.get(known.value)
        chosen = next(
            (one for one in self.sayings if settled and one.statement.id == settled.statement_id), None
        )
        if settled is None or chosen is None:
            return None
        trusted, value, day = trust(known, chosen.origin), chosen.value(known), office_day(settled.at)
        contradicted = any(
            one.value(known) != value
            and trust(known, one.origin) >= trusted
            and (one.day > day or one.linked_at > settled.at)
            for one in saying
        )
        return None if contradicted else chosen

    @cached_property
    def contradictions(self) -> list[Held]:
        """The fields in which sources differ, and of which an officer is asked."""
        held = (self.held(known) for known in TO_SETTLE)
        return [one for one in held if one and one.is_contradicted]

    @cached_property
    def newest(self) -> date:
        """The day of the newest word of anybody that holds today."""
        return max((one.day for one in self.live), default=date.min)

    @cached_property
    def own_day(self) -> date | None:
        """The day on which the person said, or confirmed, something of themselves."""
        return max((one.day for one in self.live if one.origin is Origin.OWN), default=None)

    @property
    def registration_id(self) -> str:
        """The registration that is the person's; empty where there is none."""
        own = [one for one in self.live if one.origin is Origin.OWN]
        return max(own, key=lambda one: one.day).statement.registration_id if own else ""

    @property
    def has_nik(self) -> bool:
        """Whether anybody knows the whole NIK."""
        return any(one.value(Known.NIK) for one in self.live)
