"""Events in the store, and what came of their links."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.clock import office_day, stamp
from bot.documents import restored, stored
from bot.events.event import Agent, Event, EventState, Named, Told
from bot.privacy.holding import Ages, Holding, Kept, nobodys
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from bot.resources import Resources

log = logging.getLogger(__name__)

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # that nobody takes for another
_OF_EVENT, _OF_AGENT = 6, 3  # letters of a code


def _lasting(resources: Resources) -> timedelta:
    return timedelta(days=resources.events.name_days)


class Came(NamedTuple):
    """Registrations that were sent by whoever came by a link: their village, whether they are active."""

    link: str
    village: str
    is_active: bool
    people: int


class Events(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, told: Told, named: Named | None, by: int) -> Event:
        """Keep an event; who may be named is sealed."""
        code = _code(_OF_EVENT)
        number = self._value("add", code=code, told=stored(told), by=by, at=self._tx.clock.stamp())
        if named:
            sealed = self._tx.keys.seal("events", "named", number, stored(named))
            self._do("put_named", id=number, named=sealed)
        self._tx.audit(f"chat:{by}", "add event", f"event:{number}")
        return Event(number, code, EventState.OPEN, told, named, by)

    def get(self, number: int) -> Event | None:
        """Return an event by its number."""
        row = self._one("get", id=number)
        return self._event(row) if row else None

    def with_code(self, code: str) -> Event | None:
        """Return an event by the code of its links."""
        row = self._one("with_code", code=code)
        return self._event(row) if row else None

    def newest(self, most: int) -> list[Event]:
        """Return the newest ones that are open."""
        return [self._event(row) for row in self._all("newest", most=most)]

    def close(self, number: int, by: int) -> None:
        """List an event no longer."""
        self._do("set_state", id=number, state=EventState.CLOSED)
        self._tx.audit(f"chat:{by}", "close event", f"event:{number}")

    def forget_named(self, number: int, by: int) -> None:
        """Forget who may be named: somebody has taken their yes back."""
        self._do("put_named", id=number, named=None)
        self._tx.audit(f"chat:{by}", "forget named", f"event:{number}")

    def _event(self, row: Row) -> Event:
        return Event(
            row["id"], row["code"], EventState(row["state"]), restored(row["told"], Told), self._named(row),
            row["entered_by"],
        )  # fmt: skip

    def _named(self, row: Row) -> Named | None:
        """Return who may be named; nobody where that cannot be read."""
        if row["named"] is None:
            return None
        try:
            return restored(self._tx.keys.unseal("events", "named", row["id"], row["named"]), Named)
        except SealBrokenError:
            log.error("who may be named at event %s cannot be read", row["id"])  # noqa: TRY400
            return None

    # -- who hands out links

    def add_agent(self, event: Event, name: str, by: int) -> Agent:
        """Let somebody hand out links of an event."""
        agent = Agent(_code(_OF_AGENT), name)
        sealed = self._tx.keys.seal("agents", "name", f"{event.number}|{agent.code}", name)
        self._do("add_agent", id=event.number, code=agent.code, name=sealed)
        self._tx.audit(f"chat:{by}", "add agent", f"event:{event.number}")
        return agent

    def agents(self, event: Event) -> list[Agent]:
        """Return who hands out links of an event."""
        return [self._agent(event, row) for row in self._all("agents", id=event.number)]

    def _agent(self, event: Event, row: Row) -> Agent:
        if row["name"] is None:
            return Agent(row["code"], "")
        try:
            place = f"{event.number}|{row['code']}"
            return Agent(row["code"], self._tx.keys.unseal("agents", "name", place, row["name"]))
        except SealBrokenError:
            return Agent(row["code"], "")

    # -- what came of it

    def count_opened(self, payload: str) -> None:
        """Count that somebody came by a link."""
        self._do("count_opened", link=payload, day=office_day(self._tx.clock.now()).isoformat())

    def opened(self, event: Event) -> dict[str, int]:
        """Return how many came by each link of an event, by payload."""
        rows = self._all("opened", **_links(event))
        return {row["link"]: row["opened"] for row in rows}

    def enrolled(self, event: Event) -> list[Came]:
        """Return who sent a registration after they came by a link of an event."""
        rows = self._all("enrolled", **_links(event))
        return [Came(row["link"], row["village"], bool(row["active"]), row["count"]) for row in rows]

    # -- forgetting

    def forget_older(self, before: datetime) -> None:
        """Forget who might be named at older events."""
        self._do("forget_named", before=stamp(before))

    def forget_agents(self, before: datetime) -> None:
        """Forget who handed out links of older events; what came of each link stays."""
        self._do("forget_agents", before=stamp(before))

    _SAID_YES = Kept("who said yes to be named is no registration; staff take a name out when asked to")
    _OFFICE = Kept("staff alone see it")
    holdings = (
        Holding("events", _SAID_YES, _OFFICE, Ages(_lasting, forget_older)),
        Holding("agents", Kept("it names helpers, no registration"), _OFFICE, Ages(_lasting, forget_agents)),
        nobodys("link_counts"),
    )


def _code(letters: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(letters))


def _links(event: Event) -> dict[str, str]:
    """Return by which values the links of an event are found: its own, and those that begin with it."""
    begins = f"{event.payload}_"
    return {"link": event.payload, "first": begins, "beyond": begins[:-1] + chr(ord("_") + 1)}
