"""Settings: whatever is missing or malformed is one clear error that names the key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.folders import ROOT
from bot.resources import Resources
from bot.settings import TELEGRAM, Environment
from bot.store.crypto import new_secret

GOOD = {
    "PAYUNG_BOT_TOKEN": "4242:abcdefghijklmnop",
    "PAYUNG_API_URL": "http://127.0.0.1:8081/",
    "PAYUNG_SECRET_KEY": new_secret(),
}
HOOK = {"PAYUNG_WEBHOOK_URL": "https://example.id/hook", "PAYUNG_WEBHOOK_SECRET": "x"}


def test_the_defaults_are_those_of_the_design() -> None:
    settings = Environment(GOOD).settings()
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.database == Path("var/payung.db").absolute()
    assert settings.webhook is None
    assert settings.messages_per_second == 28
    assert settings.quiet_hours == "20:00-07:00"
    assert settings.bot_id == 4242


def test_a_folder_of_config_is_known_wherever_a_process_of_ours_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kantor").mkdir()
    (tmp_path / "kantor/payung.toml").touch()
    assert Environment({"PAYUNG_CONFIG": "kantor"}).config() == tmp_path / "kantor"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("PAYUNG_BOT_TOKEN", ""),
        ("PAYUNG_BOT_TOKEN", "not a token"),
        ("PAYUNG_API_URL", "ftp://x"),
        ("PAYUNG_API_URL", "http://"),
        ("PAYUNG_API_URL", "http://x:99999"),
        ("PAYUNG_DATABASE_URL", "mysql://x"),
        ("PAYUNG_DATABASE_URL", "sqlite:///"),
        ("PAYUNG_SECRET_KEY", ""),
        ("PAYUNG_SECRET_KEY", "short"),
        ("PAYUNG_CONFIG", "/nowhere"),
        ("PAYUNG_MESSAGES_PER_SECOND", "fast"),
        ("PAYUNG_MESSAGES_PER_SECOND", "-1"),
        ("PAYUNG_MESSAGES_PER_SECOND", "nan"),
        ("PAYUNG_QUIET_HOURS", "25:00-07:00"),
        ("PAYUNG_NOW", "tomorrow"),
        ("PAYUNG_NOW", "2026-12-01T00:00:00"),
    ],
)
def test_a_malformed_value_is_refused_by_name(key: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Environment({**GOOD, key: value}).settings()
    assert raised.value.key == key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("PAYUNG_WEBHOOK_SECRET", ""),
        ("PAYUNG_WEBHOOK_SECRET", "no spaces allowed"),
        ("PAYUNG_LISTEN", "8443"),
        ("PAYUNG_LISTEN", "127.0.0.1:http"),
        ("PAYUNG_LISTEN", "127.0.0.1:70000"),
        ("PAYUNG_WEBHOOK_URL", "example.id"),
    ],
)
def test_a_webhook_needs_its_secret_and_a_place_to_listen(key: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Environment({**GOOD, **HOOK, key: value}).settings()
    assert raised.value.key == key


def test_a_webhook_serves_the_path_of_its_address() -> None:
    webhook = Environment({**GOOD, **HOOK}).settings().webhook
    assert webhook
    assert (webhook.path, webhook.host, webhook.port) == ("/hook", "127.0.0.1", 8443)


@pytest.mark.parametrize(
    "trial", [{"PAYUNG_NOW": "2026-12-01T00:00:00+07:00"}, {"PAYUNG_MESSAGES_PER_SECOND": "0"}]
)
def test_trials_are_refused_against_telegram_itself(trial: dict[str, str]) -> None:
    Environment({**GOOD, **trial}).settings()
    with pytest.raises(ConfigurationError, match="not against Telegram"):
        Environment({**GOOD, **trial, "PAYUNG_API_URL": TELEGRAM}).settings()


def test_the_clock_begins_where_payung_now_says() -> None:
    clock = Environment({**GOOD, "PAYUNG_NOW": "2027-01-01T00:30:00+07:00"}).settings().clock
    assert abs((clock.now() - datetime(2026, 12, 31, 17, 30, tzinfo=UTC)).total_seconds()) < 5
    assert clock.today().isoformat() == "2027-01-01"


def test_a_key_file_must_be_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(new_secret())
    path.chmod(0o644)
    variables = {"PAYUNG_BOT_TOKEN": "1:abc", "PAYUNG_SECRET_KEY_FILE": str(path)}
    with pytest.raises(ConfigurationError, match="chmod 600"):
        Environment(variables).keys()
    path.chmod(0o600)
    Environment(variables).keys()


def test_settings_do_not_show_the_token() -> None:
    assert "abcdefghijklmnop" not in repr(Environment(GOOD).settings())


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "BPJS Ketenagakerjaan Putussibau"', 'name = ""', "office.name"),
        ("proof_tries = 5", "proof_tries = 0", "limits.proof_tries"),
        ("proof_tries = 5", 'proof_tries = "5"', "limits.proof_tries"),
        ('file = "regions/kapuas_hulu.csv"', 'file = "regions/x.csv"', "region.file"),
        ("[office]", "[office", "syntax"),
    ],
)
def test_a_fault_in_payung_toml_names_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    import shutil  # noqa: PLC0415

    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    path = config / "payung.toml"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(ConfigurationError) as raised:
        Resources.load(config)
    assert raised.value.key == key
    assert raised.value.place == str(path)
