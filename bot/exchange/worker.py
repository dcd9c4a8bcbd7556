"""Works on one list after the other beside the turns, and shows its officer how far it is."""

from __future__ import annotations

import logging
import re
from functools import partial
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bot.chats.store import Chats
from bot.dialogue.screen import Delete, Document, Edit, Screen
from bot.errors import StoppingError
from bot.exchange.frames import NotRead, Planned, Read
from bot.exchange.screens import list_screen, state_of, title
from bot.exchange.work import ListWork
from bot.logs import where
from bot.register.layouts import Layouts
from bot.register.sources import CLI, Sources, SourceState
from bot.store.failures import StoreFaultError
from bot.texts import key

if TYPE_CHECKING:
    from bot.dialogue.screen import Act
    from bot.front.port import Port
    from bot.lists.words import Field
    from bot.register.sources import ListReading, Source
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.texts import Texts

log = logging.getLogger(__name__)

_CARD_EVERY: Final = 3.0  # seconds between two edits of the card
_FILE_STAYS: Final = 24 * 60 * 60  # seconds until the file with the result leaves the chat
_BOT: Final = "bot"


class Worker:
    """Takes the list that has waited longest, and does what is next."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    async def look(self, store: Store, port: Port) -> None:
        """Do all that is to be done."""
        while source := await store.run(lambda tx: Sources(tx).next_at_work()):
            await _Errand(self._resources, store, port, source).do()


async def gather(store: Store, _: Port, resources: Resources) -> None:
    """Take what registrations say among the statements."""
    await ListWork(store, resources).gather()


class _Errand:
    """What is next for one list."""

    def __init__(self, resources: Resources, store: Store, port: Port, source: Source) -> None:
        self._resources, self._store, self._port = resources, store, port
        self._source, self._work = source, ListWork(store, resources)
        self._shown_at, self._card = 0.0, source.card_id

    async def do(self) -> None:
        """Do it; what breaks off is said, and the list waits where it was before."""
        steps = {
            SourceState.RECEIVED: self._open, SourceState.PLANNING: self._plan,
            SourceState.APPLYING: self._apply, SourceState.DROPPING: self._drop,
            SourceState.IN_FORCE: self._tell_registrations,
        }  # fmt: skip
        try:
            await steps[self._source.state]()
        except (StoppingError, StoreFaultError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, other lists must not wait for this one
            log.error("list %s broke off: %s", self._source.id, where(error))  # noqa: TRY400
            await self._break_off()

    async def _language(self) -> str:
        return await self._store.run(lambda tx: Chats(tx).language_of(self._source.sent_by))

    async def _texts(self) -> Texts:
        return self._resources.catalogues[await self._language()]

    # -- opened

    async def _open(self) -> None:
        source, named = self._source, self._source.file
        if not source.reading.sheets:
            content = await self._port.fetch(named.file_id, self._resources.lists.file_bytes)
            if content is None:
                await self._end(SourceState.REFUSED, key("list_file.not_fetched"))
                return
            await self._work.drop_file(source.id)
            same = await self._work.keep(source.id, content)
            if same and same.state in {SourceState.IN_FORCE, SourceState.REPLACED}:
                await self._end(SourceState.DROPPING, key("list.same_file"), other=same)
                return
        read = await self._work.read(source, await self._language(), source.reading.sheet)
        if isinstance(read, NotRead):
            await self._end(SourceState.REFUSED, read.text)
        else:
            await self._store.surely(partial(self._keep_reading, read=read))

    def _keep_reading(self, tx: Transaction, *, read: Read) -> None:
        sources, source = Sources(tx), self._source
        reading, layout = read.reading, Layouts(tx).get(read.reading.signature)
        if layout:
            reading = _as_before(reading, dict(layout.told))
            if not source.agency:
                sources.put_agency(source.id, layout.agency, source.as_of)
        sources.put_reading(source.id, reading)
        sources.put_kind(source.id, read.kind)
        if sources.move(source, SourceState.READ, _BOT):
            self._say(tx, [*self._file_leaves(), self._screen(tx)])

    def _file_leaves(self) -> list[Act]:
        """Take the message with the file out of the chat: it is full of people's numbers."""
        message_id = self._source.file.message_id
        return [Delete(message_id)] if message_id else []

    # -- tried

    async def _plan(self) -> None:
        texts = await self._texts()
        planned = await self._work.plan(self._source, await self._language(), self._tell)
        if isinstance(planned, NotRead):
            await self._end(SourceState.REFUSED, planned.text)
        else:
            await self._store.surely(partial(self._keep_plan, planned=planned, texts=texts))

    def _keep_plan(self, tx: Transaction, *, planned: Planned, texts: Texts) -> None:
        sources, source = Sources(tx), self._source
        sources.put_counts(source.id, planned.counts | planned.faults)
        if sources.move(source, SourceState.PLANNED, _BOT):
            document = Document(texts.bare("list.result_name", name=_plain_name(source)), planned.file)
            told = Screen(texts("list.result"), document=document, vanishes_after=_FILE_STAYS)
            self._say(tx, [*self._card_leaves(tx), told, self._screen(tx)])

    # -- written

    async def _apply(self) -> None:
        planned = await self._work.write(self._source, await self._language(), self._tell)
        if isinstance(planned, NotRead):
            await self._end(SourceState.DROPPING, planned.text)
            return
        await self._store.surely(partial(self._put_in_force, counts=planned.counts))
        await self._work.drop_file(self._source.id)

    def _put_in_force(self, tx: Transaction, *, counts: dict[str, int]) -> None:
        sources, source = Sources(tx), self._source
        if sources.put_in_force(source, _BOT):
            sources.put_counts(source.id, counts)
            self._say(tx, [*self._card_leaves(tx), self._screen(tx)])

    async def _tell_registrations(self) -> None:
        """Move the registrations that a list of participants in force speaks of."""
        await self._work.move_registrations(self._source.id)

    # -- ended

    async def _drop(self) -> None:
        await self._work.take_away(self._source.id)
        await self._work.drop_file(self._source.id)
        await self._store.surely(lambda tx: Sources(tx).move(self._source, SourceState.DROPPED, _BOT))

    async def _end(self, state: SourceState, text: str, *, other: Source | None = None) -> None:
        """Say why a list goes no further."""

        def end(tx: Transaction) -> None:
            if Sources(tx).move(self._source, state, _BOT):
                texts = self._texts_in(tx)
                said = texts(text, name=title(texts, other)) if other else texts(text)
                self._say(tx, [*self._file_leaves(), Screen(said)])

        await self._store.surely(end)
        await self._work.drop_file(self._source.id)

    async def _break_off(self) -> None:
        """Say that the program could not do it, and let the officer ask again."""
        back = {SourceState.PLANNING: SourceState.READ, SourceState.APPLYING: SourceState.PLANNED}
        state = back.get(self._source.state, SourceState.REFUSED)

        def end(tx: Transaction) -> None:
            if Sources(tx).move(self._source, state, _BOT):
                texts = self._texts_in(tx)
                self._say(tx, [Screen(texts("list.broke_off")), self._screen(tx)])

        await self._store.surely(end)

    # -- what is shown

    async def _tell(self, done: int, of: int) -> None:
        """Show how far it is, from time to time."""
        if monotonic() - self._shown_at < _CARD_EVERY or self._source.sent_by == CLI:
            return
        self._shown_at = monotonic()
        texts = await self._texts()
        text = texts(
            "list.progress", name=title(texts, self._source), state=state_of(texts, self._source),
            done=texts.number(done), of=texts.number(of),
        )  # fmt: skip
        screen = Screen(text)
        act = Edit(self._card, screen) if self._card else screen
        self._card = await self._port.show(self._source.sent_by, act) or self._card
        await self._store.surely(lambda tx: Sources(tx).put_card(self._source.id, self._card))

    def _card_leaves(self, tx: Transaction) -> list[Act]:
        """Take the card that shows how far it is out of the chat: it is done."""
        card, self._card = self._card, 0
        Sources(tx).put_card(self._source.id, 0)
        return [Delete(card)] if card else []

    def _say(self, tx: Transaction, acts: list[Act]) -> None:
        if self._source.sent_by != CLI:
            self._port.do(tx, self._source.sent_by, acts)

    def _texts_in(self, tx: Transaction) -> Texts:
        return self._resources.catalogues[Chats(tx).language_of(self._source.sent_by)]

    def _screen(self, tx: Transaction) -> Screen:
        source = Sources(tx).get(self._source.id) or self._source
        return list_screen(self._texts_in(tx), source)


def _plain_name(source: Source) -> str:
    """Return what the file of a list is called, in letters that no client of Telegram writes as %20."""
    return re.sub(r"[^A-Za-z0-9]+", "-", PurePath(source.file.name).stem).strip("-") or "daftar"


def _as_before(reading: ListReading, told: dict[int, Field | None]) -> ListReading:
    """Return a reading as an officer has put another with the same heading right."""
    return replace(reading, told=told, known=True)
