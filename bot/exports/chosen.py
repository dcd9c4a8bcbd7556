"""By what the registrations of a list are chosen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bot.announcements.audience import Audience
from bot.announcements.criteria import BY_NAME
from bot.clock import OFFICE_ZONE, stamp
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from bot.announcements.criteria import Criterion

CRITERIA = tuple(BY_NAME[name] for name in ("stage", "district", "village", "occupation", "payer"))
_BEFORE_ALL, _AFTER_ALL = "", "9"  # around every time, as the store writes one


class Chosen(Struct, frozen=True, omit_defaults=True):
    """Those that were accepted since the last such list, or those that meet criteria; drafts never are.

    `first` and `last` are days on which they were sent.
    """

    since_last: bool = False
    wanted: dict[str, tuple[str, ...]] = {}
    first: date | None = None
    last: date | None = None

    @property
    def audience(self) -> Audience:
        """The criteria, as announcements have them."""
        return Audience(self.wanted)

    @property
    def may_be_accepted(self) -> bool:
        """Whether registrations that are accepted may be among them."""
        return self.since_last or Stage.ACCEPTED in self.wanted.get("stage", (Stage.ACCEPTED,))

    def toggled(self, criterion: Criterion, value: str) -> Chosen:
        """Return it with a value of a criterion wanted, or no longer."""
        return replace(self, wanted=dict(self.audience.toggled(criterion, value).wanted))

    def bounds(self) -> dict[str, str]:
        """Return between which times they were sent, as the store writes them."""
        return {
            "sent_from": _begin(self.first) if self.first else _BEFORE_ALL,
            "sent_before": _begin(self.last + timedelta(days=1)) if self.last else _AFTER_ALL,
        }


def _begin(day: date) -> str:
    return stamp(datetime.combine(day, time(), OFFICE_ZONE))
