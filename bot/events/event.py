"""An event: what happens where and when, who may be named, who hands out its links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

PREFIX: Final = "acara_"  # of the payload of a start link; behind it the event, and who handed it out


class EventState(StrEnum):
    """Where an event stands."""

    OPEN = "open"  # it is to come, or was
    CLOSED = "closed"  # not listed any more; its links lead to the first screen all the same


class Told(Struct, frozen=True):
    """What everybody may read of an event; codes of district and village ("": the whole district)."""

    what: str
    place: str
    district: str
    day: date
    village: str = ""


class Named(Struct, frozen=True):
    """Who may be named, in the words of whoever asked them; they said yes on a day."""

    names: str
    agreed_on: date


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who hands out links; `name` is empty once it is forgotten."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `named`: None where nobody may be named."""

    number: int
    code: str
    state: EventState
    told: Told
    named: Named | None
    entered_by: int

    @property
    def payload(self) -> str:
        """The payload of its start link."""
        return PREFIX + self.code

    def payload_of(self, agent: Agent) -> str:
        """Return the payload of the link that somebody hands out."""
        return f"{self.payload}_{agent.code}"


def codes_in(payload: str) -> tuple[str, str]:
    """Return the codes of event and agent that the payload of a start link names; "" where it names none."""
    code, _, agent = payload.removeprefix(PREFIX).partition("_")
    return code, agent


def link(bot_name: str, payload: str = "") -> str:
    """Return the address that opens the chat with the bot."""
    return f"https://t.me/{bot_name}?start={payload}" if payload else f"https://t.me/{bot_name}"
