"""Where an installation has its files: those of a server, or the same below another folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

PRIVATE_FOLDER: Final = 0o700
OPEN_FOLDER: Final = 0o755
_SQLITE: Final = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Layout:
    """The files, below `root`: / for a server; any other folder to try it.

    `variables`: what the file of settings says already; a place that it names is another than the usual one.
    """

    root: Path = Path("/")
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Path:
        """The file that commands and the service read their settings from."""
        return self.root / "etc/payung/payung.env"

    @property
    def key(self) -> Path:
        """The secret key."""
        return self._place("PAYUNG_SECRET_KEY_FILE", "etc/payung/payung.key")

    @property
    def config(self) -> Path:
        """The folder of what differs in this office."""
        return self._place("PAYUNG_CONFIG", "etc/payung/config")

    @property
    def database(self) -> Path:
        """The store."""
        return self._place("PAYUNG_DATABASE_URL", "var/lib/payung/payung.db")

    @property
    def backups(self) -> Path:
        """Where backups go, if nobody names another place."""
        return self.root / "var/backups/payung"

    @property
    def unit(self) -> Path:
        """The service."""
        return self.root / "etc/systemd/system/payung.service"

    def _place(self, variable: str, usual: str) -> Path:
        named = self.variables.get(variable, "").removeprefix(_SQLITE)
        return Path(named) if named else self.root / usual

    def check_writable(self) -> None:
        """Raise RequestError where whoever runs this may not write the settings: before anything is asked."""
        folder = next(one for one in self.settings.parents if one.exists())
        if not os.access(folder, os.W_OK | os.X_OK):
            raise RequestError(f"{folder} may not be written by this user: try sudo payung init")


def make_folder(folder: Path, owner: tuple[int, int] | None, *, is_open: bool = False) -> None:
    """Make a folder for its owner only, where there is none; an open one is as usual. Raise OSError."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        is_private = one == folder and not is_open
        one.mkdir(mode=PRIVATE_FOLDER if is_private else OPEN_FOLDER)
        if owner and is_private:
            os.chown(one, *owner)
