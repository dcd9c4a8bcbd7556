"""Sealed values open only where they were sealed."""

from __future__ import annotations

import pytest

from bot.store.crypto import Keys, new_secret, read_secret
from bot.store.failures import SealBrokenError

KEYS = Keys(b"k" * 32)


def test_a_sealed_value_opens_in_its_place_and_says_nothing_outside() -> None:
    sealed = KEYS.seal("answers", "value", "1|name", "Siti Aminah")
    assert KEYS.unseal("answers", "value", "1|name", sealed) == "Siti Aminah"
    assert b"Siti" not in sealed
    assert KEYS.seal("answers", "value", "1|name", "Siti Aminah") != sealed


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [("turns", "value", "1|name"), ("answers", "x", "1|name"), ("answers", "value", "2|name")],
)
def test_a_sealed_value_that_was_moved_does_not_open(table: str, column: str, row: str) -> None:
    sealed = KEYS.seal("answers", "value", "1|name", "x")
    with pytest.raises(SealBrokenError):
        KEYS.unseal(table, column, row, sealed)


@pytest.mark.parametrize("position", [1, 13, -1])
def test_a_sealed_value_that_was_changed_does_not_open(position: int) -> None:
    sealed = bytearray(KEYS.seal("answers", "value", "1", "some text"))
    sealed[position] ^= 1
    with pytest.raises(SealBrokenError):
        KEYS.unseal("answers", "value", "1", bytes(sealed))


def test_another_key_opens_nothing_and_finds_nothing() -> None:
    other = Keys(b"o" * 32)
    with pytest.raises(SealBrokenError):
        other.unseal("t", "c", 1, KEYS.seal("t", "c", 1, "x"))
    assert other.lookup("nik", "1") != KEYS.lookup("nik", "1")


def test_a_look_up_depends_on_what_kind_of_value_it_is() -> None:
    assert KEYS.lookup("nik", "1") == KEYS.lookup("nik", "1")
    assert KEYS.lookup("nik", "1") != KEYS.lookup("number", "1")


def test_a_secret_is_base64_of_32_bytes() -> None:
    assert len(read_secret(new_secret())) == 32
    for wrong in ("", "abc", "####", "YWJj"):
        with pytest.raises(ValueError, match=r"bytes|base64"):
            read_secret(wrong)
