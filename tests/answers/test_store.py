"""What a chat talked about last, and what could not be answered."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.answers.details import Details
from bot.answers.store import Gaps
from bot.answers.talks import Talk, Talks
from bot.clock import Clock
from bot.dialogue.words import masked
from bot.store.keyring import KeyRing
from bot.store.opening import transaction
from bot.store.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.store.address import Whereabouts

KEYS, CHAT = KeyRing(b"k" * 32), 1
NOON = datetime(2026, 12, 15, 5, tzinfo=UTC)
LASTING = timedelta(minutes=30)
TALK = Talk("iuran_hitung", Details(income=2_500_000), "gaji 2,5 juta", "income", "file", "voice", 77, 1)


@pytest.fixture
def tx(database: Whereabouts) -> Iterator[Transaction]:
    """A unit of work on an empty store, at noon."""
    with transaction(database, KEYS, Clock(NOON)) as unit:
        yield unit


def after(tx: Transaction, minutes: int) -> Transaction:
    """Return the same store some minutes later."""
    return Transaction(tx.connection, tx.keys, Clock(NOON + timedelta(minutes=minutes)))


def written(tx: Transaction, content: str, row: int = CHAT) -> None:
    sealed = tx.keys.seal("talks", "content", row, content)
    put(tx, sealed)


def put(tx: Transaction, content: bytes) -> None:
    tx.connection.execute(
        "INSERT INTO talks (chat_id, content, at) VALUES (?, ?, ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET content = excluded.content",
        (CHAT, content, tx.clock.stamp()),
    )


def test_a_talk_is_remembered_whole_and_by_chat(tx: Transaction) -> None:
    Talks(tx).keep(CHAT, TALK)
    assert Talks(tx).get(CHAT, LASTING) == TALK
    assert Talks(tx).get(CHAT + 1, LASTING) == Talk()


def test_a_talk_is_replaced_by_the_next(tx: Transaction) -> None:
    Talks(tx).keep(CHAT, TALK)
    Talks(tx).keep(CHAT, Talk("cek_saldo"))
    assert Talks(tx).get(CHAT, LASTING) == Talk("cek_saldo")
    Talks(tx).keep(CHAT, Talk())
    assert Talks(tx).get(CHAT, LASTING) == Talk()


@pytest.mark.parametrize(("minutes", "kept"), [(29, True), (31, False), (60 * 24, False)])
def test_a_talk_is_forgotten_after_its_time(tx: Transaction, minutes: int, *, kept: bool) -> None:
    Talks(tx).keep(CHAT, TALK)
    assert (Talks(after(tx, minutes)).get(CHAT, LASTING) == TALK) is kept
    assert (Talks(after(tx, minutes)).get(CHAT, LASTING) == Talk()) is not kept


def test_a_talk_that_goes_on_is_remembered_longer(tx: Transaction) -> None:
    Talks(tx).keep(CHAT, TALK)
    Talks(after(tx, 20)).keep(CHAT, TALK)
    assert Talks(after(tx, 45)).get(CHAT, LASTING) == TALK


def test_a_talk_lies_sealed_in_the_store(tx: Transaction) -> None:
    Talks(tx).keep(CHAT, TALK)
    row = tx.connection.execute("SELECT content FROM talks").fetchone()
    assert row
    assert b"juta" not in row["content"]


def test_a_talk_that_cannot_be_read_is_empty(tx: Transaction) -> None:
    written(tx, "no JSON")
    assert Talks(tx).get(CHAT, LASTING) == Talk()
    written(tx, json.dumps({"label": "cek_saldo"}), CHAT + 1)  # sealed for another chat
    assert Talks(tx).get(CHAT, LASTING) == Talk()
    put(tx, b"rubbish")
    assert Talks(tx).get(CHAT, LASTING) == Talk()


def test_what_a_newer_version_added_to_a_talk_is_passed_over(tx: Transaction) -> None:
    written(tx, json.dumps({"label": "cek_saldo", "colour": "red"}))
    assert Talks(tx).get(CHAT, LASTING) == Talk("cek_saldo")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NIK 6106011708809001 hilang", "NIK ••• hilang"),
        ("telepon 0812-3456-7890", "telepon •••"),
        ("telepon 0812 3456 7890 ya", "telepon ••• ya"),
        ("lahir 17/08/1980", "lahir •••"),
        ("kode 12345", "kode •••"),
        ("kode 1234", "kode 1234"),
        ("3 bulan 12 hari", "3 bulan 12 hari"),
        ("surat ke siti.aminah@contoh.co.id dong", "surat ke ••• dong"),
        ("lihat https://contoh.id/a?b=1 ini", "lihat ••• ini"),
        ("dua: a@b.id, 081234567890", "dua: ••• •••"),
        ("cara sewa perahu", "cara sewa perahu"),
        ("", ""),
    ],
)
def test_numbers_and_addresses_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_long_text_is_cut_only_after_it_was_masked() -> None:
    assert masked("a" * 400) == "a" * 300
    assert masked("a " * 149 + "6106011708809001") == "a " * 149 + "••"


def test_what_could_not_be_answered_is_kept_masked_and_sealed_the_oldest_first(tx: Transaction) -> None:
    Gaps(after(tx, 2)).keep(CHAT, "harga beras")
    Gaps(after(tx, 1)).keep(CHAT, "hubungi 081234567890")
    Gaps(after(tx, 3)).keep(CHAT + 1, "harga beras")
    assert Gaps(tx).all() == ["hubungi •••", "harga beras", "harga beras"]
    rows = tx.connection.execute("SELECT text FROM gaps").fetchall()
    assert not any(b"beras" in row["text"] or b"0812" in row["text"] for row in rows)
