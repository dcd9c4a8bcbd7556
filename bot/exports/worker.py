"""Makes the files that officers wait for, and moves what was handed over, beside the turns."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.chats.store import Chats
from bot.dialogue.screen import Document, Screen
from bot.errors import StoppingError
from bot.exports.asked import Asked
from bot.exports.screens import caption, hand_over_row
from bot.exports.store import Exports
from bot.exports.work import ExportWork
from bot.logs import where
from bot.staff.store import Staff
from bot.store.failures import StoreFaultError
from bot.terms.roles import Right, may
from bot.texts import Html

if TYPE_CHECKING:
    from bot.exports.asked import FileAsked
    from bot.exports.export import Export
    from bot.front.port import Port
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.texts import Texts

log = logging.getLogger(__name__)

_STAYS: Final = 24 * 60 * 60  # seconds until a file leaves the chat


class Worker:
    """One file after the other, and one list after the other that was handed over."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    async def make_files(self, store: Store, port: Port) -> None:
        """Make every file that somebody waits for."""
        while asked := await store.run(lambda tx: Asked(tx).next_file()):
            try:
                await self._make_file(store, port, asked)
            except (StoppingError, StoreFaultError):
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, others wait for theirs
                log.error("the file of export %s broke off: %s", asked.number, where(error))  # noqa: TRY400
                await store.surely(partial(self._give_up, port=port, asked=asked))

    async def _make_file(self, store: Store, port: Port, asked: FileAsked) -> None:
        work = ExportWork(store, self._resources)
        export = await work.complete(asked.number)
        content = await work.workbook(export) if export.rows and export.is_kept else b""
        await store.surely(partial(self._send, port=port, asked=asked, export=export, content=content))

    def _send(self, tx: Transaction, *, port: Port, asked: FileAsked, export: Export, content: bytes) -> None:
        """Send a file, if whoever waits for it may still have it."""
        if not Asked(tx).drop_file(asked.id) or not _may(tx, asked.chat_id):
            return
        texts = self._texts(tx, asked.chat_id)
        if not content:
            missing = texts("export.not_kept", number=export.number) if export.rows else texts("export.empty")
            port.do(tx, asked.chat_id, [Screen(missing)])
            return
        document = Document(texts.bare("export.file_name", number=export.number), content)
        screen = Screen(
            Html("\n".join([caption(tx, texts, self._resources, export), texts("export.leaves")])),
            hand_over_row(texts, export, below=True),
            document=document,
            vanishes_after=_STAYS,
        )
        port.do(tx, asked.chat_id, [screen])

    def _give_up(self, tx: Transaction, *, port: Port, asked: FileAsked) -> None:
        if Asked(tx).drop_file(asked.id) and _may(tx, asked.chat_id):
            texts = self._texts(tx, asked.chat_id)
            port.do(tx, asked.chat_id, [Screen(texts("export.failed", number=asked.number))])

    async def hand_over(self, store: Store, port: Port) -> None:
        """Move the registrations of every list that went to BPJS Ketenagakerjaan."""
        while export := await store.run(lambda tx: Exports(tx).next_handing()):
            await ExportWork(store, self._resources).hand_over(export)
            await store.surely(partial(self._tell_handed, port=port, number=export.number))

    def _tell_handed(self, tx: Transaction, *, port: Port, number: int) -> None:
        export = Exports(tx).get(number)
        if export is None or export.handed_by is None or not Exports(tx).end_handing(number):
            return
        if _may(tx, export.handed_by):
            texts = self._texts(tx, export.handed_by)
            said = texts.counted("export.handed", count=export.handed, number=number)
            port.do(tx, export.handed_by, [Screen(said)])

    def _texts(self, tx: Transaction, chat_id: int) -> Texts:
        return self._resources.catalogues[Chats(tx).language_of(chat_id)]


def _may(tx: Transaction, chat_id: int) -> bool:
    return may(Staff(tx).role_of(chat_id), Right.EXPORT)
