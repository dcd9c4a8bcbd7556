"""`payung init`: asks, writes everything at once for its owner only, and keeps what is there."""

from __future__ import annotations

import base64
import io
import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import pytest

from bot.cli import main
from bot.environment_file import read
from bot.folders import ROOT
from bot.resources import Resources
from bot.setup import paper, writing
from bot.setup.layout import Layout
from bot.store.key_sheets import seen_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.sandbox import Sandbox

TOKEN = "4242:abcdefghijklmnop"
# token, name, address, telephone, hours, key, backups, webhook, sheets, agreed
ANSWERS = [TOKEN, "Kantor Contoh", "Jalan Contoh 5", "0567 9000", "Senin 08.00", "", "", "", "", ""]


class Done(NamedTuple):
    """How a run ended: its exit code, what it said, what it complained of."""

    code: int
    said: str
    complaint: str


def init(root: Path, *arguments: object, typed: str = "") -> Done:
    """Run it in this process, as if `typed` were typed."""
    said, complaint = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complaint), patch.object(sys, "stdin", io.StringIO(typed)):
        code = main(["init", "--root", str(root), *map(str, arguments)])
    return Done(code, said.getvalue(), complaint.getvalue())


def made(root: Path, *arguments: object, typed: str = "") -> str:
    done = init(root, *arguments, typed=typed)
    assert done.code == 0, done
    return done.said


@pytest.fixture
def token(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(TOKEN + "\n")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def lines(*answers: str) -> str:
    return "".join(f"{one}\n" for one in answers)


def test_all_that_is_needed_is_asked_and_written_for_its_owner_only(root: Path) -> None:
    said = made(root, "--offline", typed=lines(*ANSWERS))
    layout = Layout(root)
    settings = read(layout.settings)
    assert settings["PAYUNG_BOT_TOKEN"] == TOKEN
    assert settings["PAYUNG_SECRET_KEY_FILE"] == str(layout.key)
    assert settings["PAYUNG_DATABASE_URL"] == f"sqlite:///{layout.database}"
    for secret in (layout.settings, layout.key, layout.key.with_name("lembar-kunci.pdf")):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert len(base64.b64decode(layout.key.read_text())) == 32
    office = Resources.load(layout.config).office
    assert (office.name, office.address, office.phone) == ("Kantor Contoh", "Jalan Contoh 5", "0567 9000")
    assert layout.database.parent.is_dir()
    assert layout.backups.is_dir()
    assert "tanpa kunci ini tidak ada data yang kembali" in said
    assert TOKEN not in said


def test_each_question_says_what_it_is_and_gives_an_example(root: Path) -> None:
    said = made(root, "--offline", "--lang", "en", typed=lines(*ANSWERS))
    for number in range(1, 10):
        assert re.search(rf"^{number}\. ", said, re.MULTILINE)
    assert said.count("Example: ") >= 7


def test_what_does_not_fit_is_asked_again(root: Path) -> None:
    said = made(root, "--offline", typed=lines("rahasia", *ANSWERS[:6], "cadangan", *ANSWERS[6:]))
    assert "Ini bukan token" in said
    assert "mulai dengan garis miring" in said


def test_without_questions_options_and_what_is_usual_do(root: Path, token: Path) -> None:
    made(root, "--yes", "--offline", "--token-file", token, "--name", "Kantor Contoh", "--backups", "/mnt/x")
    settings = read(Layout(root).settings)
    assert settings["PAYUNG_BACKUP_DIR"] == "/mnt/x"
    assert "PAYUNG_WEBHOOK_URL" not in settings


def test_without_questions_what_lacks_is_named(root: Path, token: Path) -> None:
    done = init(root, "--yes", "--offline", "--token-file", token)
    assert (done.code, done.complaint) == (2, "payung: --name: is needed with --yes\n")
    assert not root.exists()


def test_a_webhook_gets_a_secret_of_its_own_that_stays(root: Path, token: Path) -> None:
    given = ("--yes", "--offline", "--token-file", token, "--name", "Kantor Contoh")
    made(root, *given, "--webhook", "https://bot.contoh.example/payung")
    first = read(Layout(root).settings)
    assert len(first["PAYUNG_WEBHOOK_SECRET"]) > 32
    made(root, "--yes", "--offline")
    assert read(Layout(root).settings) == first
    made(root, "--offline", typed=lines("", "", "", "", "", "", "-", ""))
    assert "PAYUNG_WEBHOOK_SECRET" not in read(Layout(root).settings)


def test_run_again_it_keeps_what_is_there_and_what_was_written_beside(root: Path, token: Path) -> None:
    made(root, "--yes", "--offline", "--token-file", token, "--name", "Kantor Contoh")
    layout = Layout(root)
    with layout.settings.open("a") as settings:
        settings.write("# malam\nPAYUNG_QUIET_HOURS=21:00-06:00\n")
    with (layout.config / "payung.toml").open("a") as config:
        config.write("\n[form]\nmother_name = true\n")
    before = files(root)
    assert "tidak ada yang ditulis" in made(root, "--yes", "--offline")
    assert files(root) == before
    made(root, "--yes", "--offline", "--phone", "0567 9001")
    assert files(root)["etc/payung/payung.key"] == before["etc/payung/payung.key"]
    assert read(layout.settings)["PAYUNG_QUIET_HOURS"] == "21:00-06:00"
    loaded = Resources.load(layout.config)
    assert (loaded.office.phone, loaded.form.mother_name) == ("0567 9001", True)


def test_places_that_the_settings_name_stay(root: Path, token: Path, tmp_path: Path) -> None:
    made(root, "--yes", "--offline", "--token-file", token, "--name", "Kantor Contoh")
    settings = Layout(root).settings
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    text = settings.read_text().replace(str(root / "var/lib/payung"), str(elsewhere))
    settings.write_text(text.replace("payung.key", "other.key"))
    Layout(root).key.rename(Layout(root).key.with_name("other.key"))
    before = files(root)
    assert "tidak ada yang ditulis" in made(root, "--yes", "--offline")
    assert files(root) == before


def test_a_key_among_the_settings_is_asked_to_be_moved(root: Path) -> None:
    settings = Layout(root).settings
    settings.parent.mkdir(parents=True)
    settings.touch(0o600)
    settings.write_text("PAYUNG_SECRET_KEY=rahasia\n")
    done = init(root, "--yes", "--offline")
    assert done.code == 2
    assert "move it to" in done.complaint
    assert "rahasia" not in done.complaint


def test_who_may_not_write_is_told_before_anything_is_asked(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root, as whom tests may run, writes everywhere
    done = init(root, "--offline")
    assert done.code == 1
    assert "try sudo payung init" in done.complaint
    assert not done.said


def test_nothing_is_overwritten_without_a_yes(root: Path) -> None:
    made(root, "--offline", typed=lines(*ANSWERS))
    before = files(root)
    other = lines("", "Kantor Lain", "", "", "", "", "", "t")
    done = init(root, "--offline", typed=other)
    assert done.code == 1
    assert "Tidak ada yang ditulis" in done.complaint
    assert files(root) == before


def test_the_key_comes_back_from_typed_paper_and_a_slip_is_told_at_its_line(root: Path) -> None:
    secret = bytes(range(32))
    typed = paper.as_text(secret).splitlines()
    slip = typed[1].replace("0", "8", 1)
    said = made(root, "--offline", typed=lines(*ANSWERS[:5], "k", typed[0], slip, *typed[1:], *ANSWERS[6:]))
    assert "Baris 2 tidak cocok" in said
    assert base64.b64decode(Layout(root).key.read_text()) == secret


def test_the_key_comes_back_from_a_file(root: Path, token: Path, tmp_path: Path) -> None:
    secret = bytes(range(32))
    sheet = tmp_path / "sheet"
    given = ("--yes", "--offline", "--token-file", token, "--name", "Kantor", "--key-from-paper", sheet)
    sheet.write_text(paper.as_text(secret).replace("3 1", "3 2", 1))
    done = init(root, *given)
    assert done.code == 2
    assert "Baris 3" in done.complaint
    assert not root.exists()
    sheet.write_text(paper.as_text(secret))
    made(root, *given)
    assert base64.b64decode(Layout(root).key.read_text()) == secret
    sheet.write_text(paper.as_text(bytes(32)))
    assert "is another key than the one that is there" in init(root, *given).complaint


def test_a_store_without_its_key_gets_no_new_one(root: Path, token: Path) -> None:
    layout = Layout(root)
    layout.database.parent.mkdir(parents=True)
    layout.database.touch()
    done = init(root, "--yes", "--offline", "--token-file", token, "--name", "Kantor Contoh")
    assert done.code == 2
    assert "--key-from-paper" in done.complaint
    assert not layout.key.exists()


async def test_telegram_is_asked_whose_the_token_is(
    root: Path, sandbox: Sandbox, token: Path, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio  # noqa: PLC0415

    given: list[Any] = ["init", "--root", root, "--yes", "--name", "Kantor", "--api-url", sandbox.url]
    assert await asyncio.to_thread(command, *given, "--token-file", token) == 2
    assert "tidak mengenal token ini" in capsys.readouterr().err
    token.write_text(sandbox.token)
    assert await asyncio.to_thread(command, *given, "--token-file", token) == 0
    assert read(Layout(root).settings)["PAYUNG_API_URL"] == sandbox.url
    await sandbox.stop()
    assert await asyncio.to_thread(command, *given, "--token-file", token) == 2
    assert "Telegram tidak menjawab" in capsys.readouterr().err


def test_the_sheets_are_confirmed_beside_the_key(root: Path, token: Path) -> None:
    assert init(root, "--sheets-are-there").code == 1
    made(root, "--yes", "--offline", "--token-file", token, "--name", "Kantor Contoh")
    assert seen_on(Layout(root).key) is None
    made(root, "--sheets-are-there")
    assert seen_on(Layout(root).key) is not None


def test_a_service_is_written_where_it_is_asked_for(root: Path, token: Path) -> None:
    made(root, "--yes", "--offline", "--token-file", token, "--name", "Kantor Contoh", "--unit")
    text = Layout(root).unit.read_text()
    assert f"PAYUNG_ENV_FILE={Layout(root).settings}" in text
    assert re.search(r"^ExecStart=/.*/payung run$", text, re.MULTILINE)


def test_whoever_runs_away_leaves_nothing(root: Path) -> None:
    for count in range(len(ANSWERS) - 1):
        done = init(root, "--offline", typed=lines(*ANSWERS[:count]))
        assert done.code == 1
        assert "nothing was written" in done.complaint
        assert not root.exists()


# A shell in the background has its children ignore Ctrl-C, and so whoever runs the tests there.
_HEARS_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from bot.cli import main
raise SystemExit(main())
"""


@pytest.mark.long
def test_ctrl_c_at_a_terminal_leaves_nothing_and_a_token_is_not_shown(root: Path) -> None:
    terminal, its = pty.openpty()
    arguments = ["init", "--root", str(root), "--offline"]
    with subprocess.Popen(
        [sys.executable, "-c", _HEARS_CTRL_C, *arguments], cwd=ROOT, stdin=its, stdout=its, stderr=its,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            seen = _until(terminal, b"1. ")
            os.write(terminal, TOKEN.encode() + b"\n")
            seen += _until(terminal, b"2. ")
            assert _interrupted(process) in {130, -signal.SIGINT}
        finally:
            process.kill()
    assert TOKEN.encode() not in seen
    assert not root.exists()


def _interrupted(process: subprocess.Popen[bytes]) -> int:
    """Press Ctrl-C, as people do until it helps: one between a prompt and its reading is heard late."""
    for _ in range(60):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(0.5)
    raise AssertionError("it goes on")


def _until(terminal: int, words: bytes, seconds: float = 60.0) -> bytes:
    """Read until a question and its prompt stand there."""
    seen, end = b"", time.monotonic() + seconds
    while (words not in seen or b"Jawaban" not in seen.rpartition(words)[2]) and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096)
    return seen


def test_a_disk_that_is_full_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("before")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        writing.write_all([writing.NewFile(one, b"after"), writing.NewFile(other, b"after")])
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert one.read_text() == "before"
