"""A list that went out, and how it is named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from bot.exports.chosen import Chosen
    from bot.exports.layouts import Layout

CLI: Final = 0  # in the place of an officer's chat


class ExportState(StrEnum):
    """How far a list is."""

    GATHERING = "gathering"  # which registrations it holds is being found
    FILLING = "filling"  # its rows are fixed; what they say is being kept
    MADE = "made"
    AGEING = "ageing"  # what its rows say is kept no longer
    AGED = "aged"


@dataclass(frozen=True, slots=True)
class Export:
    """A list that went out."""

    number: int
    state: ExportState
    chosen: Chosen
    layout: Layout
    made_by: int
    at: datetime
    rows: int
    filled_row: int
    last_change: int  # of a stage, when its rows were fixed
    handed_by: int | None
    handed_row: int
    handed: int
    handed_at: datetime | None

    @property
    def is_kept(self) -> bool:
        """Whether what its rows say is still kept, or yet to be."""
        return self.state not in {ExportState.AGEING, ExportState.AGED}


def actor_of(chat_id: int) -> str:
    """Return who did something, as the audit trail says it."""
    return f"chat:{chat_id}" if chat_id != CLI else "cli"


def subject_of(number: int) -> str:
    """Return a list as the audit trail names it."""
    return f"export:{number}"
