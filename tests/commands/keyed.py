"""An environment whose key lies in a file, as that of an installation does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def with_key_file(environment: dict[str, str], folder: Path) -> dict[str, str]:
    """Return an environment with its key in `folder`, in payung.key."""
    file = folder / "payung.key"
    file.write_text(environment["PAYUNG_SECRET_KEY"] + "\n")
    file.chmod(0o600)
    rest = {name: value for name, value in environment.items() if name != "PAYUNG_SECRET_KEY"}
    return {**rest, "PAYUNG_SECRET_KEY_FILE": str(file)}
