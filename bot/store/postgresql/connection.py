"""One connection to a server, as the store wants one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from bot.store.failures import StatementError, StoreFaultError
from bot.store.postgresql.claims import WRITING, PostgresClaims
from bot.store.postgresql.dialect import Row, adapt, rows, translated
from bot.store.postgresql.schema import version_of

if TYPE_CHECKING:
    from bot.store.address import PostgresAddress
    from bot.store.port import Cursor

Raw = psycopg.Connection[Row]
LOCK_PATIENCE = 5.0  # seconds to wait for another process

# A machine that is gone is noticed within half a minute, by the program and by the server.
OPTIONS: Final[dict[str, Any]] = {
    "autocommit": True, "row_factory": rows, "application_name": "payung", "connect_timeout": 5,
    "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
}  # fmt: skip
_SETTINGS = (
    "SET synchronous_commit = on; SET client_min_messages = warning; SET lock_timeout = {milliseconds};"
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
)
# A process that hangs in the middle of a unit of work holds up all others: it is cut off.
IN_A_BOT: Final = "SET idle_in_transaction_session_timeout = '30s'"
_BEGIN, _END = "SAVEPOINT part", "RELEASE part"
_MARKS, _ENDS = {_BEGIN, _END}, {_END, "COMMIT"}
_OWN_WORDS = "P0"  # sqlstates of what the schema's own triggers say


class PostgresConnection:
    """One of psycopg's connections; its errors are the store's, and never hold values."""

    is_shared = True
    file = None
    why_ended = "the connection to the database is lost"

    def __init__(self, raw: Raw) -> None:
        self._raw, self._nothing = raw, raw.cursor()
        self._marks: list[str] = []
        self.claims = PostgresClaims(self)

    @property
    def schema(self) -> int:
        """The version of the schema."""
        return version_of(self)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way, also one that can only be rolled back."""
        return self._raw.info.transaction_status not in {TransactionStatus.IDLE, TransactionStatus.UNKNOWN}

    @property
    def is_lost(self) -> bool:
        """Whether the connection is gone."""
        return self._raw.closed

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run a statement. Raise StatementError for a wrong one, StoreFaultError where the server cannot."""
        failed = self._raw.info.transaction_status == TransactionStatus.INERROR
        if failed and sql in _ENDS:
            raise StoreFaultError("PostgreSQL: a statement had failed")  # where COMMIT would say nothing
        if sql in _MARKS:
            return self._mark(sql)
        if sql == "ROLLBACK":
            self._marks.clear()
        try:
            self._send_marks()
            if parameters:
                return self._raw.execute(translated(sql), parameters)
            return self._raw.execute(sql)
        except psycopg.Error as error:
            raise told(error) from None

    def _mark(self, mark: str) -> Cursor:
        """Keep the begin or the end of a part until something is done: then they go on one way."""
        if mark == _END and self._marks[-1:] == [_BEGIN]:
            self._marks.pop()  # nothing was done in it
        else:
            self._marks.append(mark)
        return self._nothing

    def _send_marks(self) -> None:
        if self._marks:
            script = "; ".join(self._marks)
            self._marks.clear()
            self._raw.execute(script.encode())

    def begin(self, *, reads: bool = False) -> None:
        """Begin a transaction: alone among all that write, as with SQLite; or (`reads`) in one moment."""
        self._marks.clear()
        if reads:
            self.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        else:
            self.execute(f"BEGIN; SELECT pg_advisory_xact_lock({WRITING})")

    def use_memory(self, _: int) -> None:
        """Do nothing: the server minds its own memory."""

    def close(self) -> None:
        """Close it, and let others at once have what it had claimed."""
        with suppress(StoreFaultError):
            self.claims.leave_all()
        self._raw.close()


def connect(address: PostgresAddress, settings: str = "") -> PostgresConnection:
    """Open a connection. Raise StoreFaultError where the server cannot be reached or refuses."""
    try:
        raw: Raw = psycopg.Connection.connect(address.url, **OPTIONS)
        configure(raw)
        if settings:
            raw.execute(settings.encode())
    except psycopg.Error as error:
        raise StoreFaultError(f"{address} cannot be reached ({type(error).__name__})") from None
    return PostgresConnection(raw)


def configure(raw: Raw) -> None:
    """Make a new connection as the store wants it."""
    adapt(raw)
    raw.execute(_SETTINGS.format(milliseconds=int(LOCK_PATIENCE * 1000)).encode())


def told(error: psycopg.Error) -> StatementError | StoreFaultError:
    """Return an error of psycopg's as one of the store's, without the values that it may hold."""
    name, state = type(error).__name__, error.sqlstate or ""
    if state.startswith(_OWN_WORDS):
        return StatementError(error.diag.message_primary or name)
    wrong = (
        psycopg.ProgrammingError,
        psycopg.DataError,
        psycopg.IntegrityError,
        errors.ReadOnlySqlTransaction,
    )
    if isinstance(error, wrong):
        return StatementError(f"{name} ({error.diag.constraint_name or state})")
    return StoreFaultError(f"PostgreSQL: {name}")
