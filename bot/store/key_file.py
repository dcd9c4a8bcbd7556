"""The file of PAYUNG_SECRET_KEY_FILE: a secret on each line, the newest first, for its owner only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.store.keyring import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def write(file: Path, secrets: Sequence[bytes]) -> None:
    """Write secrets in the place of those before: all of them are on the disk, or the file is as it was."""
    partial = file.with_name(file.name + ".partial")
    descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write("".join(f"{encoded(one)}\n" for one in secrets))
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            owner = file.stat()
            os.chown(partial, owner.st_uid, owner.st_gid)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
