"""The process that reads lists: what it hands back, what it never gets, and how it ends."""

from __future__ import annotations

import os
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.exchange import process
from bot.exchange.frames import Frame, NotRead, Planned, Progress, Read, Request, Rows, Task
from bot.exchange.process import ListProcessError, ask
from bot.folders import ROOT
from bot.lists.refusals import TEXTS, Refusal
from bot.register.sources import SourceKind
from bot.store.address import url_of
from bot.store.keyring import KeyRing
from bot.store.opening import prepare
from tests.lists.making import nik_of, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.address import Whereabouts

SECRET = bytes(range(32))
ROWS = [["NIK", "Nama", "Kecamatan"], [nik_of(9001), "SITI AMINAH", "Semitau"], ["", "Jumlah", "1"]]


@pytest.fixture
def store(database: Whereabouts) -> Whereabouts:
    prepare(database, KeyRing(SECRET))
    return database


def request(task: Task, store: Whereabouts) -> Request:
    config = ROOT / "config"
    return Request(
        task, (SECRET,), url_of(store), str(config), str(ROOT / "locales"),
        str(config / "regions" / "kapuas_hulu.csv"), "id", datetime(2026, 12, 1, tzinfo=UTC), agency="Dinas",
    )  # fmt: skip


async def said(task: Task, store: Whereabouts, content: bytes) -> list[Frame]:
    async with aclosing(ask(request(task, store), content)) as frames:
        return [frame async for frame in frames]


async def test_it_says_what_is_in_the_columns(store: Whereabouts) -> None:
    (read,) = await said(Task.READ, store, workbook(ROWS))
    assert isinstance(read, Read)
    assert [column.field for column in read.reading.columns] == ["nik", "name", "district"]
    assert read.kind is SourceKind.AGENCY


async def test_what_it_hands_out_to_be_written_is_sealed(store: Whereabouts) -> None:
    *_, rows, planned = [
        one for one in await said(Task.APPLY, store, workbook(ROWS)) if not isinstance(one, Progress)
    ]
    assert isinstance(rows, Rows)
    assert isinstance(planned, Planned)
    (row,) = rows.rows
    assert b"AMINAH" not in row.content
    assert nik_of(9001).encode() not in row.content
    assert planned.counts == {"new": 1, "gone": 0}


async def test_a_file_that_is_no_list_ends_in_a_word(store: Whereabouts) -> None:
    assert await said(Task.READ, store, b"%PDF-1.7") == [NotRead(TEXTS[Refusal.PDF])]


async def test_a_list_that_needs_too_much_memory_is_too_large(
    store: Whereabouts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.exchange.child.ListFile", _greedy)
    frames: list[Frame] = []
    from bot.exchange import child  # noqa: PLC0415 - with the patch

    child.do(request(Task.READ, store), workbook(ROWS), frames.append)
    assert frames == [NotRead(TEXTS[Refusal.LARGE])]


def _greedy(*_: object) -> None:
    raise MemoryError


async def test_a_process_that_breaks_off_is_an_error(tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    with pytest.raises(ListProcessError):
        await said(Task.APPLY, missing, workbook(ROWS))


async def test_it_gets_neither_the_token_nor_the_key_by_its_surroundings(
    store: Whereabouts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_SECRET_KEY", "geheim")
    assert not any("PAYUNG" in name for name in process._environment())
    assert os.environ["PAYUNG_SECRET_KEY"]
    assert await said(Task.READ, store, workbook(ROWS))


def test_what_it_is_asked_shows_no_key() -> None:
    assert "31" not in repr(Request(Task.READ, (SECRET,), "", "", "", "", "id", datetime.now(UTC)))
