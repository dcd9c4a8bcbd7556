"""Injected faults: what a network and a busy Telegram do to a bot."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.people import Json

KINDS = frozenset(
    [
        "429",
        "403",
        "401",
        "400",
        "500",
        "truncated_json",
        "delay",
        "drop_before",
        "drop_after",
        "repeat_update",
    ],
)
POLLING = "getupdates"


@dataclass(slots=True)
class Fault:
    """One fault and the calls it hits; a count of None lasts until it is removed."""

    id: int
    kind: str
    method: str | None = None
    chat_id: int | None = None
    count: int | None = None
    probability: float = 1.0
    retry_after: int = 1
    description: str = ""
    seconds: float = 1.0

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Whether a call may be hit; a fault without a method leaves `getUpdates` in peace."""
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        if self.method is None:
            return method.lower() != POLLING
        return self.method == "*" or self.method.lower() == method.lower()


class Faults:
    """The faults that are switched on; empty means a perfect Telegram."""

    def __init__(self, seed: int = 0) -> None:
        self._faults: dict[int, Fault] = {}
        self._random = random.Random(seed)  # noqa: S311 - chance that repeats, not a secret
        self._last_id = 0
        self.on_change: Callable[[], None] | None = None

    def __len__(self) -> int:
        return len(self._faults)

    def add(self, kind: str, **filters: Any) -> Fault:
        """Switch on a fault.

        `method`, `chat_id`, `count` and `probability` choose the calls it hits; `retry_after` belongs to
        429, `description` to 400 and 403, `seconds` to delay. `repeat_update` hits updates as they are
        confirmed, and knows only `chat_id`, `count` and `probability`.
        """
        if kind not in KINDS:
            raise ValueError(f"no fault is called {kind!r}; there are {', '.join(sorted(KINDS))}")
        self._last_id += 1
        fault = Fault(self._last_id, kind, **filters)
        self._faults[fault.id] = fault
        self._changed()
        return fault

    def remove(self, fault_id: int) -> None:
        """Switch one fault off."""
        self._faults.pop(fault_id, None)
        self._changed()

    def clear(self) -> None:
        """Switch every fault off."""
        self._faults.clear()
        self._changed()

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change()

    def listed(self) -> list[Json]:
        """All faults as JSON."""
        return [asdict(fault) for fault in self._faults.values()]

    def take(self, method: str, chat_id: int | None) -> list[Fault]:
        """Return the faults that hit this call: any delays, then at most one other."""
        taken: list[Fault] = []
        for fault in tuple(self._faults.values()):
            if fault.kind == "repeat_update" or not fault.fits(method, chat_id):
                continue
            if self._strikes(fault):
                taken.append(fault)
                if fault.kind != "delay":
                    break
        return taken

    def repeats(self, chat_id: int) -> bool:
        """Whether a confirmed update of this chat comes again."""
        for fault in tuple(self._faults.values()):
            if fault.kind == "repeat_update" and fault.chat_id in {None, chat_id} and self._strikes(fault):
                return True
        return False

    def _strikes(self, fault: Fault) -> bool:
        if fault.probability < 1 and self._random.random() >= fault.probability:
            return False
        if fault.count is not None:
            fault.count -= 1
            if fault.count <= 0:
                self.remove(fault.id)
        return True
