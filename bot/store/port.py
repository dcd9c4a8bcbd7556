"""What a database has to be for the store: SQLite is one, PostgreSQL another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path


T = TypeVar("T")


class Row(Protocol):
    """One row of what a statement found: values by name or by place."""

    def __getitem__(self, key: int | str, /) -> Any:
        """Return a value by the name of its column or by its place."""

    def __iter__(self) -> Iterator[Any]:
        """Give the values in their order."""

    def __len__(self) -> int:
        """Return how many there are."""

    def keys(self) -> Any:
        """Return the names of the columns."""


class Cursor(Protocol):
    """What a statement found or did."""

    @property
    def rowcount(self) -> int:
        """How many rows it touched."""

    def fetchone(self) -> Any:
        """Return the next row; None where there is none."""

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Give the rows that are left one by one."""


class Claims(Protocol):
    """What is done by one process at a time where several run on one store. A process that dies lets go."""

    def take(self, chat_id: int) -> bool:
        """Take a chat's lane, or keep it; False where another process has it."""

    def leave(self, chat_id: int) -> None:
        """Let another process have a chat's lane."""

    def held(self) -> Collection[int]:
        """Return the chats whose lanes this process has."""

    def taken(self) -> Collection[int]:
        """Return the chats whose lanes some process has."""

    def lead(self) -> bool:
        """Tell whether this process is the one that does what goes on by itself; become it where none is."""


class Connection(Protocol):
    """An open database. One of its users at a time."""

    is_shared: bool  # whether other processes may run on the same store beside this one
    why_ended: str  # in words: why the database may have ended a transaction by itself

    @property
    def schema(self) -> int:
        """The version of the schema; 0 where there is none."""

    @property
    def claims(self) -> Claims:
        """What this connection has to itself."""

    @property
    def file(self) -> Path | None:
        """The file that the database is; None where it is none."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor:
        """Run one statement, with values for its :names."""

    def begin(self, *, reads: bool = False) -> None:
        """Begin a transaction: nobody else writes until it ends, or (`reads`) all of it is of one moment."""

    def use_memory(self, kibibytes: int) -> None:
        """Let the database hold so much of itself in memory."""

    def close(self) -> None:
        """Close it; what was not committed is gone."""


class Opened(Protocol):
    """The database of a running bot: one connection that writes, others that look."""

    async def run(self, do: Callable[[Connection], T]) -> T:
        """Have something done in a thread, and what it did committed; return what it returns.

        Where it raises, or cannot be committed, nothing of it is kept, and the error is raised.
        """

    async def look(self, do: Callable[[Connection], T]) -> T:
        """Have something found out in a thread, in one moment of the store, beside whoever writes."""

    @property
    def is_lost(self) -> bool:
        """Whether the connection that writes is gone for good, and all that was claimed by it."""


class Alone:
    """The claims of a process that has the whole store to itself: everything is its own."""

    @staticmethod
    def take(_: int) -> bool:
        """Take a chat's lane."""
        return True

    @staticmethod
    def leave(_: int) -> None:
        """Let go of a lane that nobody else wants."""

    @staticmethod
    def held() -> tuple[int, ...]:
        """Return nothing: nobody asks."""
        return ()

    @staticmethod
    def taken() -> tuple[int, ...]:
        """Return nothing: nobody else takes any."""
        return ()

    @staticmethod
    def lead() -> bool:
        """Tell that this process does it all."""
        return True
