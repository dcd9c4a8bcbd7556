"""The command doctor, against the stand-in: what is well, what is not, and what to do."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands import doctor
from bot.gateway.bot_api import ApiBot
from bot.gateway.looking import Seen
from bot.operations.findings import Concern, Level
from bot.settings import TELEGRAM
from bot.store.address import file_of
from bot.store.crypto import new_secret
from tests.commands.keyed import with_key_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.resources import Resources
    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The usual one, with the key in a file, and a folder for backups."""
    (tmp_path / "stick").mkdir()
    return {
        **with_key_file(environment, tmp_path),
        "PAYUNG_BACKUP_DIR": str(tmp_path / "stick"),
        "PAYUNG_NOW": "2026-10-05T09:00:00+07:00",
    }


@pytest.fixture
def told(
    command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> Callable[..., Awaitable[dict[str, Any]]]:
    async def run(*arguments: str, code: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        given = await asyncio.to_thread(command, "doctor", "--json", *arguments)
        assert given == code, capsys.readouterr()
        return {one["concern"]: one for one in json.loads(capsys.readouterr().out)}

    return run


async def test_where_all_is_well_everything_is_said_to_be(
    bot: RunningBot, command: Callable[..., int], told: Any, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    command("backup", tmp_path / "stick" / "copy")
    command("doctor", "--sheets-seen")
    found = await told()
    assert {one["level"] for one in found.values()} == {"fine"}
    assert set(found) >= {
        "token", "receiving", "schema", "secret", "disk", "backup", "fact", "set_aside", "tickets", "key",
        "sheets", "rights", "rate", "config",
    }  # fmt: skip
    assert await asyncio.to_thread(command, "doctor") == 0
    said = capsys.readouterr().out
    assert "✅ Token bot: dikenal Telegram sebagai @" in said
    assert "✅ Cara menerima pesan: polling, 0 menunggu" in said
    assert "<" not in said
    assert await asyncio.to_thread(command, "doctor", "--lang", "en") == 0
    assert "✅ The bot's token: Telegram knows it as @" in capsys.readouterr().out


async def test_a_token_that_telegram_does_not_know_is_said_with_what_to_do(
    bot: RunningBot, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_BOT_TOKEN", "4242:another-token-altogether")
    found = await told(code=1)
    assert found["token"]["said"] == "Telegram does not know the token"
    assert "@BotFather" in found["token"]["do"]


async def test_a_telegram_that_is_away_is_said(
    bot: RunningBot, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_API_URL", "http://127.0.0.1:9")
    assert "does not answer" in (await told(code=1))["token"]["said"]


async def test_a_webhook_that_this_installation_does_not_serve_is_said(
    bot: RunningBot, sandbox: Sandbox, told: Any
) -> None:
    await bot.stop()
    call = ApiBot(bot.settings)
    async with call:
        await call.call("setWebhook", {"url": f"{sandbox.url}/elsewhere"})
    found = await told(code=1)
    assert "does not serve" in found["receiving"]["said"]


async def test_without_a_backup_and_sheets_it_says_what_is_missing(bot: RunningBot, told: Any) -> None:
    found = await told(code=1)
    assert found["backup"]["level"] == "bad"
    assert found["sheets"]["level"] == "note"
    assert "--sheets-seen" in found["sheets"]["do"]


async def test_files_that_others_can_read_are_named(bot: RunningBot, told: Any) -> None:
    file_of(bot.settings.database).chmod(0o644)
    found = await told(code=1)
    assert str(bot.settings.database) in found["rights"]["said"]


async def test_another_key_is_said_to_be_another(bot: RunningBot, told: Any, tmp_path: Path) -> None:
    (tmp_path / "payung.key").write_text(new_secret())
    assert "another key" in (await told(code=1))["secret"]["said"]


async def test_a_damaged_store_is_said_with_the_way_back(bot: RunningBot, told: Any) -> None:
    await bot.stop()
    content = bytearray(file_of(bot.settings.database).read_bytes())
    content[4096 * 5 : 4096 * 6] = bytes(4096)
    file_of(bot.settings.database).write_bytes(content)
    found = await told(code=1)
    assert "damaged" in found["schema"]["said"]
    assert "payung restore" in found["schema"]["do"]


async def test_a_wrong_setting_is_named(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_MESSAGES_PER_SECOND", "many")
    assert "PAYUNG_MESSAGES_PER_SECOND" in (await told("--offline", code=1))["config"]["said"]


async def test_a_figure_of_the_law_that_ends_is_named(
    bot: RunningBot, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_NOW", "2026-11-30T09:00:00+07:00")
    assert "discounts.toml" in (await told(code=1))["fact"]["said"]


async def test_a_clock_that_is_off_against_telegram_itself_is_said(
    bot: RunningBot, resources: Resources, environment: dict[str, str]
) -> None:
    settings = replace(bot.settings, api_url=TELEGRAM)
    seen = Seen(name="x", dated=datetime.now(UTC) - timedelta(seconds=90))
    looked = await asyncio.to_thread(lambda: list(doctor._measured(settings, resources, seen)))
    found = {one.concern: one for one in looked}
    assert found[Concern.CLOCK].level is Level.BAD
    assert found[Concern.CLOCK].values["seconds"] == "90"
