"""Files that hold a whole store: each change to one is found, nothing can be read without the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import RequestError
from bot.store.failures import WrongKeyError
from bot.store.keyring import KeyRing
from bot.store.sealed_file import Head, head_of, new_nonce, open_file, seal_file

if TYPE_CHECKING:
    from pathlib import Path

PIECE = 1 << 20
RING = KeyRing(b"k" * 32)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A file of two and a half pieces."""
    (tmp_path / "content").write_bytes(b"Siti" * (PIECE * 5 // 8))
    head = Head("2026-12-01T00:00:00+00:00", 21, RING.fingerprints[0], "0" * 64, new_nonce())
    seal_file(tmp_path / "content", tmp_path / "sealed", head, RING.secrets[0])
    return tmp_path / "sealed"


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_comes_back_whatever_its_length(tmp_path: Path, size: int) -> None:
    (tmp_path / "content").write_bytes(b"x" * size)
    head = Head("2026-12-01T00:00:00+00:00", 21, RING.fingerprints[0], "", new_nonce())
    seal_file(tmp_path / "content", tmp_path / "sealed", head, RING.secrets[0])
    assert open_file(tmp_path / "sealed", tmp_path / "opened", RING) == head
    assert (tmp_path / "opened").read_bytes() == b"x" * size
    assert (tmp_path / "opened").stat().st_mode & 0o777 == 0o600


def test_nothing_of_the_content_can_be_read(sealed: Path) -> None:
    assert b"Siti" not in sealed.read_bytes()


def pieces(content: bytes) -> tuple[bytes, list[bytes]]:
    start = content.index(b"}\n") + 2
    body = content[start:]
    return content[:start], [body[at : at + PIECE + 16] for at in range(0, len(body), PIECE + 16)]


@pytest.mark.parametrize(
    "order", [[0, 1], [0], [], [1, 0, 2], [0, 2], [0, 1, 2, 2], [0, 0, 2]],
    ids=["without its end", "one piece", "none", "swapped", "one left out", "one twice", "one repeated"],
)  # fmt: skip
def test_pieces_that_are_missing_moved_or_repeated_are_found(sealed: Path, order: list[int]) -> None:
    first, found = pieces(sealed.read_bytes())
    sealed.write_bytes(first + b"".join(found[number] for number in order))
    with pytest.raises(RequestError, match="damaged"):
        open_file(sealed, sealed.with_name("opened"), RING)


@pytest.mark.parametrize("place", [20, -1, PIECE, 100 + PIECE])
def test_one_bit_that_has_changed_is_found(sealed: Path, place: int) -> None:
    content = bytearray(sealed.read_bytes())
    content[place] ^= 1
    sealed.write_bytes(content)
    with pytest.raises((RequestError, WrongKeyError)):
        open_file(sealed, sealed.with_name("opened"), RING)


def test_the_head_tells_which_key_is_needed_and_the_error_says_so(sealed: Path) -> None:
    assert head_of(sealed).fingerprint == RING.fingerprints[0]
    with pytest.raises(WrongKeyError, match=r"made with another key, .*at hand is .*the key file"):
        open_file(sealed, sealed.with_name("opened"), KeyRing(b"o" * 32))
    open_file(sealed, sealed.with_name("opened"), KeyRing(b"o" * 32, b"k" * 32))


def test_the_head_cannot_be_changed_without_being_found(sealed: Path) -> None:
    sealed.write_bytes(sealed.read_bytes().replace(b"2026-12-01", b"2026-12-02", 1))
    with pytest.raises(RequestError, match="damaged"):
        open_file(sealed, sealed.with_name("opened"), RING)
