"""Settings: the environment (or its file) and config/payung.toml, validated before anything else happens.

Every fault is a ConfigurationError that names the variable or the file and key; its command ends with 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar
from urllib.parse import urlsplit

from msgspec import Meta

from bot import environment_file
from bot.clock import Clock
from bot.documents import DocumentError, converted
from bot.errors import ConfigurationError
from bot.folders import CONFIG, SETTINGS
from bot.office_file import use_zone
from bot.store.address import SETTING, address_in
from bot.store.crypto import read_secret
from bot.store.keyring import KeyRing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store.address import Whereabouts

T = TypeVar("T")
TELEGRAM = "https://api.telegram.org"

Token = Annotated[str, Meta(pattern=r"\A\d{1,20}:[A-Za-z0-9_-]{1,100}\Z")]
Secret = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{1,256}\Z")]  # Bot API, setWebhook: secret_token
Hours = Annotated[str, Meta(pattern=r"\A(off|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)\Z")]
Rate = Annotated[float, Meta(ge=0, le=10_000)]
Port = Annotated[int, Meta(ge=0, le=65535)]
Moment = Annotated[datetime, Meta(tz=True)]
LogFormat = Annotated[str, Meta(pattern=r"\A(text|json)\Z")]
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram delivers: the public address, its secret, and what is listened on."""

    url: str
    secret: str
    host: str
    port: int

    @property
    def path(self) -> str:
        """The path that is served."""
        return urlsplit(self.url).path or "/"


@dataclass(frozen=True, slots=True)
class Address:
    """What is listened on."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """What a running bot needs to know from its surroundings."""

    token: str
    api_url: str
    database: Whereabouts
    keys: KeyRing
    config: Path
    webhook: Webhook | None
    messages_per_second: float
    quiet_hours: str
    clock: Clock
    health: Address | None = None  # where the program tells how it is
    backups: Path | None = None  # the folder for a backup of each night
    key_file: Path | None = None

    @property
    def bot_id(self) -> int:
        """The bot's own id, which its token begins with."""
        return int(self.token.partition(":")[0])


class Environment:
    """Reads variables one by one; whoever reads one gets it valid or a ConfigurationError."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self._given = variables is not None
        self._variables = environment_file.variables() if variables is None else variables

    def _get(self, key: str, default: str = "") -> str:
        return self._variables.get(key, "").strip() or default

    def _lacks(self, key: str, reason: str) -> ConfigurationError:
        """Return the fault of a variable that is not set; it says where it stands if that may not be read."""
        return ConfigurationError(key, reason + ("" if self._given else environment_file.hint()))

    @staticmethod
    def _as(kind: type[T], key: str, text: str, reason: str) -> T:
        """Return a text as what it must be."""
        try:
            return converted(text, kind, strict=False)
        except DocumentError:
            raise ConfigurationError(key, reason) from None

    def token(self) -> str:
        """Return the bot's token."""
        token = self._get("PAYUNG_BOT_TOKEN")
        if not token:
            raise self._lacks("PAYUNG_BOT_TOKEN", "is not set (the token that @BotFather gives)")
        return self._as(Token, "PAYUNG_BOT_TOKEN", token, "does not look like a token of @BotFather")

    def api_url(self) -> str:
        """Return the root of the Bot API server, without a slash at its end."""
        if "PAYUNG_API_URL" in self._variables and not self._get("PAYUNG_API_URL"):
            raise ConfigurationError("PAYUNG_API_URL", "is empty: unset it to mean Telegram's own")
        url = self._get("PAYUNG_API_URL", TELEGRAM).rstrip("/")
        _check_url("PAYUNG_API_URL", url)
        return url

    def database(self) -> Whereabouts:
        """Return where the store lies."""
        return address_of(self._get(SETTING, "sqlite:///var/payung.db"), SETTING)

    def keys(self) -> KeyRing:
        """Return the secrets of PAYUNG_SECRET_KEY or PAYUNG_SECRET_KEY_FILE, the newest first."""
        name, encoded = "PAYUNG_SECRET_KEY", self._get("PAYUNG_SECRET_KEY")
        if encoded and self._get("PAYUNG_SECRET_KEY_FILE"):
            raise ConfigurationError(name, "and PAYUNG_SECRET_KEY_FILE are both set: which one?")
        if encoded:
            return KeyRing(*self._secrets(name, encoded))
        return KeyRing(*self._secrets_of_file(), reread=self._secrets_of_file)

    def _secrets_of_file(self) -> list[bytes]:
        return self._secrets("PAYUNG_SECRET_KEY_FILE", self._secret_from_file())

    @staticmethod
    def _secrets(name: str, encoded: str) -> list[bytes]:
        """Return the secrets that a text holds, one on each line, the newest first."""
        try:
            return [read_secret(line) for line in encoded.splitlines() if line.strip()] or [read_secret("")]
        except ValueError as error:
            raise ConfigurationError(name, f"must be base64 of 32 bytes ({error})") from None

    def key_file(self) -> Path | None:
        """Return the file that holds the secrets; None where they stand in the environment itself."""
        name = self._get("PAYUNG_SECRET_KEY_FILE")
        return Path(name).absolute() if name else None

    def _secret_from_file(self) -> str:
        name = self._get("PAYUNG_SECRET_KEY_FILE")
        if not name:
            raise self._lacks("PAYUNG_SECRET_KEY", "is not set (nor PAYUNG_SECRET_KEY_FILE)")
        path = Path(name)
        try:
            if path.stat().st_mode & environment_file.OPEN_TO_OTHERS:
                raise ConfigurationError("PAYUNG_SECRET_KEY_FILE", "others can read it: chmod 600", name)
            return path.read_text(encoding="ascii")
        except OSError as error:
            raise ConfigurationError(
                "PAYUNG_SECRET_KEY_FILE", f"cannot be read ({error.strerror})", name
            ) from None
        except UnicodeDecodeError:
            raise ConfigurationError("PAYUNG_SECRET_KEY_FILE", "holds no base64", name) from None

    def config(self) -> Path:
        """Return the folder of configuration."""
        path = Path(self._get("PAYUNG_CONFIG", str(CONFIG))).absolute()  # others are started elsewhere
        if not (path / SETTINGS).is_file():
            raise ConfigurationError("PAYUNG_CONFIG", "holds no payung.toml", str(path))
        return path

    def webhook(self) -> Webhook | None:
        """Return the webhook's settings, or None where the bot polls."""
        url = self._get("PAYUNG_WEBHOOK_URL")
        if not url:
            return None
        _check_url("PAYUNG_WEBHOOK_URL", url)
        name, given = "PAYUNG_WEBHOOK_SECRET", self._get("PAYUNG_WEBHOOK_SECRET")
        secret = self._as(Secret, name, given, "must be 1 to 256 of A-Z a-z 0-9 _ -")
        host, _, port = self._get("PAYUNG_LISTEN", "127.0.0.1:8443").rpartition(":")
        if not host:
            raise ConfigurationError("PAYUNG_LISTEN", "must be host:port")
        return Webhook(
            url, secret, host.strip("[]"), self._as(Port, "PAYUNG_LISTEN", port, "must be host:port")
        )

    def health(self) -> Address | None:
        """Return where the program tells how it is: an address of this machine only; None: nowhere."""
        name, text = "PAYUNG_HEALTH_LISTEN", self._get("PAYUNG_HEALTH_LISTEN")
        if not text:
            return None
        host, _, port = text.rpartition(":")
        if host.strip("[]") not in _THIS_MACHINE:
            raise ConfigurationError(name, "must be an address of this machine, such as 127.0.0.1:9464")
        return Address(host.strip("[]"), self._as(Port, name, port, "must be host:port"))

    def backups(self) -> Path | None:
        """Return the folder for a backup of each night; None: none is made by itself."""
        text = self._get("PAYUNG_BACKUP_DIR")
        return Path(text).absolute() if text else None

    def log_format(self) -> str:
        """Return "text" or "json"."""
        name, reason = "PAYUNG_LOG_FORMAT", "must be text or json"
        return self._as(LogFormat, name, self._get(name, "text"), reason)

    def messages_per_second(self) -> float:
        """Return the permitted rate; 0 means no pacing at all."""
        name = "PAYUNG_MESSAGES_PER_SECOND"
        return self._as(Rate, name, self._get(name, "28"), "must be a number from 0 to 10000")

    def quiet_hours(self) -> str:
        """Return "HH:MM-HH:MM" at the office, or "off"."""
        name, reason = "PAYUNG_QUIET_HOURS", "must be such as 20:00-07:00, or off"
        hours = self._as(Hours, name, self._get(name, "20:00-07:00"), reason)
        begin, _, end = hours.partition("-")
        if begin == end:
            raise ConfigurationError(name, reason)
        return hours

    def clock(self) -> Clock:
        """Return the clock of the office, begun at PAYUNG_NOW where that is set."""
        use_zone(self.config())
        text = self._get("PAYUNG_NOW")
        if not text:
            return Clock()
        reason = "must be a time of RFC 3339, such as 2026-12-01T08:00:00+07:00"
        start = self._as(Moment, "PAYUNG_NOW", text, reason)
        if not 2000 <= start.year <= 2100:  # noqa: PLR2004
            raise ConfigurationError("PAYUNG_NOW", reason)
        return Clock(start)

    def settings(self) -> Settings:
        """Return everything `payung run` needs."""
        settings = Settings(
            self.token(), self.api_url(), self.database(), self.keys(), self.config(), self.webhook(),
            self.messages_per_second(), self.quiet_hours(), self.clock(), self.health(), self.backups(),
            self.key_file(),
        )  # fmt: skip
        if settings.api_url == TELEGRAM:
            self._refuse_trials(settings)
        return settings

    def _refuse_trials(self, settings: Settings) -> None:
        if self._get("PAYUNG_NOW"):
            raise ConfigurationError("PAYUNG_NOW", "is for trying only, not against Telegram itself")
        if not settings.messages_per_second:
            raise ConfigurationError(
                "PAYUNG_MESSAGES_PER_SECOND", "0 is for trying only, not against Telegram itself"
            )


def address_of(url: str, name: str) -> Whereabouts:
    """Return where a store lies. Raise ConfigurationError where the address is none."""
    try:
        return address_in(url)
    except ValueError as error:
        raise ConfigurationError(name, str(error)) from None


def _check_url(key: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        whole = not (parts.query or parts.fragment or parts.username)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and whole
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(key, "must be an http or https address")
