"""Processes of a run: started, pinned to a core, observed, ended."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
SERVER_CORE, BOT_CORE = 0, 1
TOKEN = "4242:" + "abcdefghijklmnopqrstuvwxyz012345678"
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 20.0


class RunError(Exception):
    """A run that gives no result, and why."""


def payung_environment(url: str, folder: Path, rate: float = 0.0) -> dict[str, str]:
    """Return the settings of a Payung that talks to the server at `url` and keeps its store in `folder`."""
    return {
        "PAYUNG_BOT_TOKEN": TOKEN,
        "PAYUNG_API_URL": url,
        "PAYUNG_DATABASE_URL": f"sqlite:///{folder / 'payung.db'}",
        "PAYUNG_SECRET_KEY": base64.b64encode(bytes(range(32))).decode(),
        "PAYUNG_MESSAGES_PER_SECOND": str(rate),
    }


def payung(environment: Mapping[str, str], *arguments: str) -> str:
    """Return what a command of `payung` prints. Raise RunError when it fails."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RunError(f"payung {arguments[0]} failed: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


class Child:
    """A Python module as a process of its own, on one core or (None) any; leaving the context ends it."""

    def __init__(
        self, arguments: list[str], core: int | None, log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.name, self._log = arguments[0], log
        with log.open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own modules
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        cores = sorted(os.sched_getaffinity(0))
        if core is not None and len(cores) > 1:
            os.sched_setaffinity(self._process.pid, {cores[core]})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process, by force if it will not."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def event(self, name: str) -> dict[str, Any]:
        """Return the next event that a server tells of. Raise RunError unless it is `name`."""
        line = self._process.stdout.readline() if self._process.stdout else b""
        event: dict[str, Any] = json.loads(line) if line else {"event": "failed", "reason": "it ended"}
        if event["event"] != name:
            raise RunError(f"{self.name}: {event.get('reason', event['event'])}\n{self.complaints()}")
        return event

    def cpu_seconds(self) -> float:
        """Return the CPU time used so far, by all threads, in user and kernel mode."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8")
        except OSError:
            raise RunError(f"{self.name} has ended\n{self.complaints()}") from None
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def peak_mebibytes(self) -> float:
        """Return the most memory that was resident at once."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def complaints(self) -> str:
        """Return the end of what it wrote to standard error."""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-10:])
