"""Only the province opens a letter, and only as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RequestError
from bot.figures import envelope

PRIVATE, PUBLIC = envelope.new_pair()
CONTENT = b'{"mark": "internal"}'


@given(st.binary(max_size=200))
def test_the_province_reads_what_a_branch_wrote(content: bytes) -> None:
    letter = envelope.seal(content, PUBLIC)
    assert envelope.unseal(letter, PRIVATE) == content
    assert letter.startswith(envelope.MARK)
    assert b"internal" in envelope.MARK


def test_a_letter_tells_nothing_and_is_never_the_same() -> None:
    one, other = (envelope.seal(CONTENT, PUBLIC) for _ in range(2))
    assert CONTENT not in one
    assert one != other


def test_another_province_and_the_branch_itself_cannot_open_it() -> None:
    with pytest.raises(RequestError, match="for another province"):
        envelope.unseal(envelope.seal(CONTENT, PUBLIC), envelope.new_pair()[0])
    with pytest.raises(RequestError, match="no private key"):
        envelope.unseal(envelope.seal(CONTENT, PUBLIC), PUBLIC)


def test_each_byte_that_was_changed_is_found() -> None:
    letter = envelope.seal(CONTENT, PUBLIC)
    for at in range(len(letter)):
        changed = letter[:at] + bytes([letter[at] ^ 1]) + letter[at + 1 :]
        with pytest.raises(RequestError):
            envelope.unseal(changed, PRIVATE)
    for length in range(len(letter)):
        with pytest.raises(RequestError):
            envelope.unseal(letter[:length], PRIVATE)


def test_what_is_no_public_key_is_refused() -> None:
    for key in ("", PRIVATE, "payung-province-public-1:", "payung-province-public-1:AAAA", "x"):
        with pytest.raises(RequestError, match="no public key"):
            envelope.seal(CONTENT, key)
