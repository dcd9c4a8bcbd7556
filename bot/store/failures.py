"""What can go wrong with the store."""

from __future__ import annotations

import sqlite3
from sqlite3 import Error as DatabaseError

from bot.errors import ConfigurationError, PayungError

__all__ = [
    "DatabaseError",
    "NewerSchemaError",
    "SealBrokenError",
    "StatementError",
    "StoreDamagedError",
    "StoreFaultError",
    "StoreGoneError",
    "StoreInUseError",
    "WrongKeyError",
    "in_words",
    "is_fault",
]

_WRONG = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)


class StoreFaultError(PayungError):
    """The store could not do its work just now (locked, disk full): the same again later may succeed."""


class StatementError(DatabaseError):
    """PostgreSQL refuses a statement: it is wrong, or what it would do is not allowed. Holds no values."""


class StoreInUseError(ConfigurationError):
    """Another process runs on this store."""


_IN_WORDS = {  # names of SQLite's codes, by how they begin
    "SQLITE_FULL": "the disk is full: make room on it",
    "SQLITE_BUSY": "another process holds the store",
    "SQLITE_LOCKED": "another process holds the store",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_CORRUPT": "the store is damaged",
    "SQLITE_NOTADB": "the store is damaged",
    "SQLITE_READONLY": "the store may not be written to: look at the rights of its file and folder",
    "SQLITE_CANTOPEN": "the store cannot be opened: look at the rights of its file and folder",
}


def in_words(error: Exception) -> str:
    """Return in plain words why the database could not do something; the kind of error where none fit."""
    name = getattr(error, "sqlite_errorname", "") or ""
    words = next((words for begins, words in _IN_WORDS.items() if name.startswith(begins)), "")
    return words or f"{type(error).__name__} {name}".strip()


class StoreGoneError(ConfigurationError):
    """There was a store, and its file is empty or away."""


class StoreDamagedError(ConfigurationError):
    """The file is no database, or not whole any more."""


class WrongKeyError(ConfigurationError):
    """The secret key is not the one that this store was made with."""


class NewerSchemaError(ConfigurationError):
    """A newer version of the program has migrated this store."""


class SealBrokenError(PayungError):
    """A sealed value cannot be opened: changed, moved to another row, or another key."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column
        super().__init__(f"a sealed value of {table}.{column} cannot be opened")


def is_fault(error: Exception) -> bool:
    """Tell a store that cannot (locked, full, damaged, away) from a statement that is wrong."""
    if isinstance(error, StoreFaultError):
        return True
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, _WRONG):
        return False
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF != sqlite3.SQLITE_ERROR
