"""A list read in at the command line: tried, and put in force where that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.errors import RequestError
from bot.exchange.frames import NotRead, Planned
from bot.exchange.work import ListWork
from bot.register.sources import CLI, FileNamed, Sources, SourceState

if TYPE_CHECKING:
    from datetime import date

    from bot.register.content import Place
    from bot.register.sources import Source
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

_ACTOR = "cli"


@dataclass(frozen=True, slots=True)
class Named:
    """A file as it is read in: its name, whose it is, of which day, which sheet, where everybody lives."""

    name: str
    agency: str
    as_of: date
    sheet: int
    usual: Place


class AtOnce:
    """Reads one list into a store, beside a bot that may run on it."""

    def __init__(self, store: Store, resources: Resources) -> None:
        self._store, self._resources = store, resources
        self._work = ListWork(store, resources)
        self._language = resources.catalogues.languages[0]

    async def read_in(self, content: bytes, named: Named, *, apply: bool) -> Planned:
        """Say what each row would do, and do it where that is asked for. Raise RequestError."""
        source = await self._kept(content, named)
        planned = await self._work.plan(source, self._language, _silently)
        if isinstance(planned, Planned) and apply:
            await self._move(source, SourceState.APPLYING)
            source = await self._got(source.id)
            written = await self._work.write(source, self._language, _silently)
            if isinstance(written, Planned):
                await self._store.surely(lambda tx: _put_in_force(tx, source, written))
                await self._work.move_registrations(source.id)
                await self._work.drop_file(source.id)
                return Planned(written.counts, planned.faults, planned.file)
            planned = written
        await self._throw_away(source)
        if isinstance(planned, NotRead):
            raise RequestError(self._said(planned.text))
        return planned

    async def _kept(self, content: bytes, named: Named) -> Source:
        source_id = await self._store.surely(
            lambda tx: Sources(tx).add(CLI, FileNamed(named.name), SourceState.READ)
        )
        same = await self._work.keep(source_id, content)
        source = await self._got(source_id)
        if same and same.state in {SourceState.IN_FORCE, SourceState.REPLACED}:
            await self._throw_away(source)
            raise RequestError(
                f"this file was read in before, as {same.agency} of {same.as_of}: nothing changes"
            )
        if same and same.sent_by == CLI:  # an earlier run was killed
            await self._throw_away(same)
        read = await self._work.read(source, self._language, named.sheet)
        if isinstance(read, NotRead):
            await self._throw_away(source)
            raise RequestError(self._said(read.text))
        reading = replace(read.reading, usual=named.usual)

        def put(tx: Transaction) -> None:
            Sources(tx).put_reading(source_id, reading)
            Sources(tx).put_kind(source_id, read.kind)
            Sources(tx).put_agency(source_id, named.agency, named.as_of)

        await self._store.surely(put)
        return await self._got(source_id)

    async def _got(self, source_id: str) -> Source:
        source = await self._store.surely(lambda tx: Sources(tx).get(source_id))
        if source is None:
            raise RequestError("the list was thrown away meanwhile")
        return source

    async def _move(self, source: Source, state: SourceState) -> None:
        await self._store.surely(lambda tx: Sources(tx).move(source, state, _ACTOR))

    async def _throw_away(self, source: Source) -> None:
        await self._work.take_away(source.id)
        await self._work.drop_file(source.id)
        await self._move(await self._got(source.id), SourceState.DROPPED)

    def _said(self, text: str) -> str:
        return self._resources.catalogues[self._language].bare(text)


def _put_in_force(tx: Transaction, source: Source, planned: Planned) -> None:
    Sources(tx).put_counts(source.id, planned.counts)
    Sources(tx).put_in_force(source, _ACTOR)


async def _silently(_: int, __: int) -> None:
    """Tell nobody how far it is."""
