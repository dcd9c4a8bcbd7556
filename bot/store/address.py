"""Where a store lies: a file of SQLite's, or a database of a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from bot.errors import ConfigurationError

SETTING = "PAYUNG_DATABASE_URL"
_FILE, _SERVER = "sqlite:///", ("postgresql://", "postgres://")
_DRIVER = ("psycopg", "psycopg_pool")


@dataclass(frozen=True, slots=True, repr=False)
class PostgresAddress:
    """A database of a server, as libpq writes addresses. As text it tells no password."""

    url: str

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=""))


Whereabouts = Path | PostgresAddress


def address_in(url: str) -> Whereabouts:
    """Return what an address means. Raise ValueError, with the reason, where it is none."""
    if url.startswith(_SERVER):
        if not all(map(find_spec, _DRIVER)):
            raise ValueError("PostgreSQL needs the extra: pip install 'payung[postgres]'")
        return PostgresAddress(url)
    path = url.removeprefix(_FILE)
    if path == url or not path:
        raise ValueError("must be sqlite:///path or postgresql://user@host/database")
    return Path(path).absolute()  # others are started elsewhere


def file_of(where: Whereabouts, instead: str = "") -> Path:
    """Return the file that a store is. Raise ConfigurationError, and say what `instead`, where it is none."""
    if not isinstance(where, Path):
        raise ConfigurationError(SETTING, f"the store is no file of SQLite's, but on a server{instead}")
    return where


def url_of(where: Whereabouts) -> str:
    """Return the address of a store, for a process of this program; of a server with its password."""
    return f"{_FILE}{where}" if isinstance(where, Path) else where.url
