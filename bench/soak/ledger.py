"""What the bot has said, a line for each thing: kept on the disk, so that a soak can go on another day."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the bot said is so: a deed, whose chat, and what belongs to it."""

    deed: str
    chat: int = 0
    told: dict[str, Any] = field(default_factory=dict)


class Ledger:
    """Entries in order; an entry is on the disk before anything else happens."""

    def __init__(self, file: Path) -> None:
        self._file = file
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        self.entries = [Entry(**json.loads(line)) for line in lines]

    def note(self, deed: str, chat: int = 0, **told: Any) -> None:
        """Write down what was said."""
        entry = Entry(deed, chat, told)
        self.entries.append(entry)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(entry)) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def of(self, deed: str) -> list[Entry]:
        """Return the entries of one kind."""
        return [one for one in self.entries if one.deed == deed]

    @property
    def kills(self) -> int:
        """How often the bot was killed in all."""
        return sum(one.told["count"] for one in self.of("killed"))

    @property
    def next_chat(self) -> int:
        """The first id that no earlier round has given to anybody."""
        return max((one.told["until"] for one in self.of("round")), default=100_000)
