"""Files that hold a whole store, encrypted: backups.

Two lines say what it is and which key it needs; then the content follows in pieces, each sealed by
AES-256-GCM under a nonce of a random part, the number of the piece, and whether it is the last (the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), bound to the lines before it. So a piece that
is changed, moved or missing at the end is found.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import RequestError
from bot.store.crypto import derived, short_id
from bot.store.failures import WrongKeyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.store.keyring import KeyRing

MAGIC: Final = b"payung backup 1\n"
_PIECE, _TAG = 1 << 20, 16  # bytes
_RANDOM, _MOST_HEAD = 7, 4096


class Head(msgspec.Struct, frozen=True):
    """What a backup says of itself in clear: nothing of anybody."""

    made_at: str  # RFC 3339, UTC
    schema: int  # the number of the last migration
    fingerprint: str  # of the secret that it needs
    audit_head: str  # the newest hash of its audit trail
    nonce: str  # hexadecimal: the random part of the nonces


def new_nonce() -> str:
    """Return the random part of the nonces of a new file."""
    return os.urandom(_RANDOM).hex()


def is_sealed(file: Path) -> bool:
    """Tell whether a file begins as one of these."""
    with file.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC


def seal_file(source: Path, target: Path, head: Head, secret: bytes) -> None:
    """Write the content of `source` sealed to `target`, mode 0600, on the disk when this returns."""
    first = MAGIC + msgspec.json.encode(head) + b"\n"
    cipher = AESGCM(derived(secret, "backup"))
    descriptor = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with source.open("rb") as content, os.fdopen(descriptor, "wb") as file:
        file.write(first)
        for nonce, piece in _numbered(content, head, _PIECE):
            file.write(cipher.encrypt(nonce, piece, first))
        file.flush()
        os.fsync(file.fileno())


def open_file(source: Path, target: Path, ring: KeyRing) -> Head:
    """Write what `source` holds to `target`, mode 0600; return its head.

    Raise WrongKeyError where its key is not at hand, RequestError where the file is not whole.
    """
    with source.open("rb") as file:
        first, head = _read_head(source, file)
        cipher = AESGCM(derived(_secret_for(head, ring), "backup"))
        descriptor = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            try:
                for nonce, piece in _numbered(file, head, _PIECE + _TAG):
                    opened.write(cipher.decrypt(nonce, piece, first))
            except InvalidTag:
                raise RequestError(f"{source} is damaged, or not all of it is there") from None
    return head


def head_of(file: Path) -> Head:
    """Return what a sealed file says of itself. Raise RequestError where it is none."""
    with file.open("rb") as opened:
        return _read_head(file, opened)[1]


def _secret_for(head: Head, ring: KeyRing) -> bytes:
    try:
        return ring.secret_with(head.fingerprint)
    except WrongKeyError:
        have = ", ".join(map(short_id, ring.fingerprints))
        raise WrongKeyError(
            "PAYUNG_SECRET_KEY",
            f"the backup was made with another key, {short_id(head.fingerprint)}; at hand is {have}. "
            "Add the other one to the key file, on a line of its own",
        ) from None


def _read_head(source: Path, file: BinaryIO) -> tuple[bytes, Head]:
    magic, line = file.read(len(MAGIC)), file.readline(_MOST_HEAD)
    if magic != MAGIC:
        raise RequestError(f"{source} is no readable backup")
    try:
        return magic + line, msgspec.json.decode(line, type=Head)
    except ValueError:
        raise RequestError(f"{source} is damaged: its first lines cannot be read") from None


def _numbered(file: BinaryIO, head: Head, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Give the pieces of what is left of a file, each with its nonce; at least one."""
    number, piece = 0, file.read(size)
    while True:
        following = file.read(size) if len(piece) == size else b""
        last = not following
        yield bytes.fromhex(head.nonce) + number.to_bytes(4) + bytes([last]), piece
        if last:
            return
        number, piece = number + 1, following
