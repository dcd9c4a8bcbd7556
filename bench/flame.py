"""Where the time goes: a flame graph of Payung under load, `python -m bench.flame`.

py-spy starts the bot itself and looks into it from outside: a process may look into its own child without any
right that a container lacks, and the bot runs as it is, no slower for being watched.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.running import ROOT, SERVER_CORE, Child, RunError, payung_environment

_SPY = Path(sys.executable).with_name("py-spy")
_SAMPLES = 100  # a second
_GRACE = 30  # seconds: until the graph is written


def draw(target: Path, seconds: int, chats: int) -> None:
    """Write the flame graph of a bot under load. Raise RunError when it cannot be had."""
    if not _SPY.exists():
        raise RunError("py-spy is not installed: `make setup`")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="payung-flame-") as name:
        folder = Path(name)
        load = ["--workload", "registration", "--chats", str(chats), "--seconds", str(seconds)]
        with Child(["bench.server", *load], SERVER_CORE, folder / "server.log") as server:
            url = f"http://127.0.0.1:{server.event('listening')['port']}"
            _record(target, server, {**os.environ, **payung_environment(url, folder)})


def _record(target: Path, server: Child, environment: dict[str, str]) -> None:
    """Watch a bot until the server has measured, however long the bot took to be there."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [
            _SPY,
            "record",
            "--output",
            target,
            "--rate",
            str(_SAMPLES),
            "--",
            sys.executable,
            "-m",
            "bot",
            "run",
        ],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as watch:
        try:
            server.event("measuring")
            server.event("measured")
            watch.send_signal(signal.SIGINT)
            _, complaints = watch.communicate(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            raise RunError("py-spy did not end") from None
        finally:
            watch.kill()
    if watch.returncode or not target.exists():
        raise RunError(f"py-spy failed: {complaints.decode(errors='replace')[-1000:]}")


def main() -> int:
    """Write the graph and print where it lies; 1 when it cannot be had."""
    parser = argparse.ArgumentParser(prog="bench.flame")
    parser.add_argument("file", type=Path, nargs="?", default=ROOT / ".build" / "profile.svg")
    parser.add_argument("--seconds", type=int, default=60, help="of load")
    parser.add_argument("--chats", type=int, default=500, help="at a time")
    options = parser.parse_args()
    print(f"{options.seconds} seconds of load, watched by py-spy ...", file=sys.stderr, flush=True)
    try:
        draw(options.file.absolute(), options.seconds, options.chats)
    except RunError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(options.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
