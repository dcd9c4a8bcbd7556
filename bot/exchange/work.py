"""What is done with a list beside the turns: opened, tried, written, taken away; also at the command line."""

from __future__ import annotations

from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.exchange import participants
from bot.exchange.frames import NotRead, Planned, Progress, Read, Request, Rows, Task
from bot.exchange.process import ListProcessError, ask
from bot.exchange.sealing import carried_on
from bot.exchange.units import Units
from bot.register.content import Place
from bot.register.pairs import Pairs
from bot.register.sources import SourceKind, Sources, parts_of
from bot.register.statements import Statements
from bot.store.address import url_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

    from bot.exchange.frames import Frame, NewPair
    from bot.register.sources import Source
    from bot.register.statements import NewRow
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

    Tell = Callable[[int, int], Awaitable[None]]

_MOVES_AT_ONCE: Final = 10  # rows of which registrations are moved in one unit of work
REGISTRATIONS: Final = ""  # in the place of a list, for what registrations say


class ListWork:
    """Works on lists in one store."""

    def __init__(self, store: Store, resources: Resources) -> None:
        self._store, self._resources = store, resources
        self._units = Units(store)

    async def keep(self, source_id: str, content: bytes) -> Source | None:
        """Keep the file of a list; return another list that was made of the very same file."""
        for number, part in enumerate(parts_of(content)):
            await self._store.surely(partial(_add_part, source_id=source_id, number=number, part=part))
        return await self._store.surely(lambda tx: Sources(tx).same_file(source_id, content))

    async def drop_file(self, source_id: str) -> None:
        """Delete the file of a list."""
        while await self._store.surely(lambda tx: Sources(tx).drop_part(source_id)):
            pass

    async def read(self, source: Source, language: str, sheet: int = 0) -> Read | NotRead:
        """Say what is in the columns of a list. Raise ListProcessError."""
        async with await self._asked(Task.READ, source, language, sheet) as frames:
            async for frame in frames:
                if isinstance(frame, Read | NotRead):
                    return frame
        raise ListProcessError("nothing was read")

    async def plan(self, source: Source, language: str, tell: Tell) -> Planned | NotRead:
        """Say what each row would do. Raise ListProcessError."""
        async with await self._asked(Task.PLAN, source, language) as frames:
            return await self._hear(frames, source.id, tell)

    async def write(self, source: Source, language: str, tell: Tell) -> Planned | NotRead:
        """Write the rows of a list; nobody sees them before it is in force. Raise ListProcessError.

        What a run before this one has written is taken away first.
        """
        await self.take_away(source.id)
        async with await self._asked(Task.APPLY, source, language) as frames:
            return await self._hear(frames, source.id, tell)

    async def _hear(self, frames: AsyncIterator[Frame], source_id: str, tell: Tell) -> Planned | NotRead:
        """Write the rows that are handed out, and tell how far it is, until all is said."""
        async for frame in frames:
            if isinstance(frame, Progress):
                await tell(frame.done, frame.of)
            elif isinstance(frame, Rows):
                await self._put(source_id, frame)
            elif isinstance(frame, Planned | NotRead):
                return frame
        raise ListProcessError("not all was said")

    async def take_away(self, source_id: str) -> None:
        """Take the rows of a list away, with what only it says."""
        await self._units.until_done(lambda tx, most: Statements(tx).take_away(source_id, most))

    async def move_registrations(self, source_id: str) -> None:
        """Move the registrations that a list of participants speaks of, from where a crash came between."""
        while await self._store.surely(partial(_move_some, source_id=source_id)):
            pass

    async def gather(self) -> int:
        """Write what registrations say that is not known yet; return how many. Raise ListProcessError."""
        if not await self._store.look(lambda tx: Statements(tx).ungathered(1)):
            return 0
        count = 0
        async with aclosing(ask(self._request(Task.GATHER))) as frames:
            async for frame in frames:
                if isinstance(frame, Rows):
                    count += len(frame.rows)
                    await self._put(REGISTRATIONS, frame)
        return count

    async def _put(self, source_id: str, frame: Rows) -> None:
        def put_row(tx: Transaction, row: NewRow) -> None:
            Statements(tx).put(source_id, carried_on(tx.keys, row, frame.generation))

        def put_pair(tx: Transaction, pair: NewPair) -> None:
            Pairs(tx).add(pair.one, pair.other, pair.bits, pair.reasons)

        await self._units.write(frame.rows, put_row)
        await self._units.write(frame.pairs, put_pair)

    async def _asked(
        self, task: Task, source: Source, language: str, sheet: int = 0
    ) -> aclosing[AsyncGenerator[Frame, None]]:
        """Ask the process for something about a list; whoever leaves off listening ends it."""
        content = await self._store.look(lambda tx: Sources(tx).content(source.id))
        return aclosing(ask(self._request(task, source, language, sheet), content))

    def _request(
        self, task: Task, source: Source | None = None, language: str = "", sheet: int = 0
    ) -> Request:
        where, ring, clock = self._store.whereabouts
        resources = self._resources
        reading = source.reading if source else None
        return Request(
            task, ring.secrets, url_of(where), str(resources.config), str(resources.catalogues.folder),
            str(resources.regions_file), language or resources.catalogues.languages[0], clock.now(),
            name=source.file.name if source else "",
            sheet=sheet or (reading.sheet if reading else 0),
            agency=source.agency if source else "",
            told=dict(reading.told) if reading else {},
            usual=reading.usual if reading else Place(),
        )  # fmt: skip


def _add_part(tx: Transaction, *, source_id: str, number: int, part: bytes) -> None:
    Sources(tx).add_part(source_id, number, part)


def _move_some(tx: Transaction, *, source_id: str) -> bool:
    source = Sources(tx).get(source_id)
    if source is None or source.kind is not SourceKind.PARTICIPANTS or source.moved_row < 0:
        return False
    rows = Statements(tx).rows_after(source_id, source.moved_row, _MOVES_AT_ONCE)
    for _, statement in rows:
        participants.apply(tx, statement.content, office_day(tx.clock.now()), "bot")
    Sources(tx).put_moved_row(source_id, rows[-1][0] if rows else -1)
    return bool(rows)
