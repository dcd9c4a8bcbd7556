"""The file of PAYUNG_SECRET_KEY_FILE: a secret on each line, the newest first, for its owner only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.keyring import encoded
from bot.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def write(file: Path, secrets: Sequence[bytes]) -> None:
    """Write secrets in the place of those before: all of them are on the disk, or the file is as it was."""
    write_whole(file, "".join(f"{encoded(one)}\n" for one in secrets).encode("ascii"))
