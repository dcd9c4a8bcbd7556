"""The queue of updates between people and the bot, and the settings of their delivery."""

from __future__ import annotations

import json
import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

dump: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode

# Telegram leaves these out until a bot asks for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One `Update`, written as JSON once and then delivered as often as needed."""

    update_id: int
    kind: str
    chat_id: int
    body: str


@dataclass(slots=True)
class Webhook:
    """What `setWebhook` set and `getWebhookInfo` tells."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    last_error_date: int = 0
    last_error_message: str = ""


class UpdateQueue:
    """Updates that wait for confirmation by `getUpdates` or by a webhook's 200."""

    def __init__(self, first_id: int = 100_000_001) -> None:
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.repeats: list[Update] = []
        self.recent: deque[Update] = deque(maxlen=500)
        self.allowed: tuple[str, ...] = ()
        self.webhook: Webhook | None = None
        self.on_push: Callable[[Update], None] | None = None
        self.on_webhook: Callable[[], None] | None = None
        self.clock: Callable[[], float] = time.time
        self._next_id = first_id

    def goes_on_from(self, update_id: int) -> None:
        """Give the next update this id: a bot takes none for new whose id its store has met before."""
        self._next_id = update_id

    def push(self, kind: str, chat_id: int, content: Any) -> int:
        """Queue an update of this kind unless `allowed_updates` leaves it out; 0 then."""
        if not self._wanted(kind):
            return 0
        update_id = self._next_id
        self._next_id = update_id + 1
        body = f'{{"update_id":{update_id},"{kind}":{dump(content)}}}'
        update = Update(update_id, kind, chat_id, body)
        self.pending[update_id] = update
        self.recent.append(update)
        if self.on_push is not None:
            self.on_push(update)
        return update_id

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember `allowed_updates`; None leaves the setting, an empty list resets it."""
        if kinds is not None:
            self.allowed = tuple(kinds)

    def confirm(self, offset: int) -> list[Update]:
        """Forget every update before the offset; a negative one keeps only the last ones."""
        pending = self.pending
        if offset < 0:
            surplus = max(0, len(pending) + offset)
            return [pending.popitem(last=False)[1] for _ in range(surplus)]
        confirmed = []
        while pending and next(iter(pending)) < offset:
            confirmed.append(pending.popitem(last=False)[1])
        return confirmed

    def batch(self, limit: int) -> list[Update]:
        """Return the oldest updates not yet confirmed, after those a fault repeats."""
        repeats, self.repeats = self.repeats[:limit], self.repeats[limit:]
        return repeats + list(islice(self.pending.values(), limit - len(repeats)))

    def repeat(self, update_id: int | None = None) -> Update:
        """Deliver a recent update once more, even if it was confirmed; the last one by default."""
        for update in reversed(self.recent):
            if update_id in {None, update.update_id}:
                self.add_repeat(update)
                return update
        raise LookupError(f"no recent update {update_id}")

    def add_repeat(self, update: Update) -> None:
        """Put an update at the front of the next delivery, whatever the offset."""
        if self.webhook is None:
            self.repeats.append(update)
        if self.on_push is not None:
            self.on_push(update)

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Switch between webhook and `getUpdates`; what waits stays."""
        self.webhook = webhook
        if self.on_webhook is not None:
            self.on_webhook()

    def drop(self) -> None:
        """Forget everything that waits, as `drop_pending_updates` does."""
        self.pending.clear()
        self.repeats.clear()
