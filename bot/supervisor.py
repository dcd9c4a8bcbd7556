"""Telling systemd how it stands (sd_notify(3)): ready, alive, stopping. Without systemd nobody is told."""

from __future__ import annotations

import contextlib
import os
import socket
from typing import Final

READY: Final = "READY=1"
ALIVE: Final = "WATCHDOG=1"
STOPPING: Final = "STOPPING=1"
_MICRO: Final = 1_000_000
_USUAL: Final = 60.0  # seconds between two signs of life that nobody asked for


def tell(state: str) -> None:
    """Send a state to whoever supervises this process; one that does not listen is no fault of ours."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.connect("\0" + address[1:] if address.startswith("@") else address)
        sender.sendall(state.encode())


async def live() -> None:
    """Give a sign of life: it comes only while the loop goes on."""
    tell(ALIVE)


def rest() -> float:
    """Return the seconds between two signs of life: a third of what systemd waits for one."""
    given = os.environ.get("WATCHDOG_USEC", "")
    return int(given) / _MICRO / 3 if given.isdecimal() and int(given) else _USUAL
