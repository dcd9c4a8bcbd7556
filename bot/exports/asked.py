"""What officers have asked for: a choice of registrations under way, and files that they wait for."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bot.documents import restored, stored
from bot.exports.chosen import Chosen
from bot.privacy.holding import Holding, Kept
from bot.store.table import Table


class FileAsked(NamedTuple):
    """A file that somebody waits for."""

    id: int
    number: int  # of the list
    chat_id: int


class Asked(Table):
    """Keeps both, so that nothing of it is lost with the program."""

    file = Path(__file__).with_suffix(".sql")

    def choice(self, chat_id: int) -> Chosen | None:
        """Return what an officer is choosing by; None where nothing is."""
        row = self._one("choice", chat_id=chat_id)
        return restored(row["choice"], Chosen) if row else None

    def put_choice(self, chat_id: int, chosen: Chosen) -> None:
        """Keep what an officer is choosing by."""
        self._do("put_choice", chat_id=chat_id, choice=stored(chosen))

    def drop_choice(self, chat_id: int) -> None:
        """Forget what an officer was choosing by."""
        self._do("drop_choice", chat_id=chat_id)

    def add_file(self, number: int, chat_id: int) -> None:
        """Have the file of a list sent to an officer, once where it is asked for twice."""
        self._do("add_file", number=number, chat_id=chat_id, at=self._tx.clock.stamp())

    def next_file(self) -> FileAsked | None:
        """Return the file that was asked for first."""
        row = self._one("next_file")
        return FileAsked(row["id"], row["export_id"], row["chat_id"]) if row else None

    def drop_file(self, file_id: int) -> bool:
        """Note that a file is no longer waited for; False where it was not."""
        return self._do("drop_file", id=file_id) > 0

    def drop_files(self) -> None:
        """Send nothing that was asked for before a backup came back."""
        self._do("drop_files")

    _STAFF = Kept("it is about the work of an officer, and names no registration")
    holdings = (
        Holding("export_files", _STAFF, _STAFF, Kept("deleted once the file is sent"), drop_files),
        Holding("export_choices", _STAFF, _STAFF, Kept("one choice for each officer, until it is used")),
    )
