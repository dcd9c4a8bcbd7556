"""What can go wrong with the store."""

from __future__ import annotations

from sqlite3 import Error as DatabaseError

from bot.errors import ConfigurationError, PayungError

__all__ = [
    "DatabaseError",
    "NewerSchemaError",
    "SealBrokenError",
    "StoreDamagedError",
    "StoreFaultError",
    "StoreGoneError",
    "StoreInUseError",
    "WrongKeyError",
]


class StoreFaultError(PayungError):
    """The store could not do its work just now (locked, disk full): the same again later may succeed."""


class StoreInUseError(ConfigurationError):
    """Another process runs on this store."""


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
