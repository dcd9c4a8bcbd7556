"""`make profile`: a flame graph of the bot under load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.folders import ROOT


@pytest.mark.long
@pytest.mark.skipif(
    not Path(sys.executable).with_name("py-spy").exists(), reason="py-spy is not installed: `make setup`"
)
def test_a_flame_graph_shows_the_bot_at_work(tmp_path: Path) -> None:
    target = tmp_path / "new" / "profile.svg"
    done = subprocess.run(
        [sys.executable, "-m", "bench.flame", str(target), "--seconds", "2", "--chats", "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(target)
    assert "bot/gateway/dispatcher.py" in target.read_text()
