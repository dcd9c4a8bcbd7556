"""Letters that only the province can open: X25519 (RFC 7748), HKDF-SHA256 (RFC 5869), AES-256-GCM.

Each letter has a key pair of its own, so its key is used once. Both public keys and the mark in clear are
bound to the content: a letter whose head was changed no longer opens. Who wrote it is told by its way.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

MARK: Final = b"payung figures 1: internal, not to be published\n"
_PUBLIC: Final = "payung-province-public-1:"
_PRIVATE: Final = "payung-province-private-1:"
_KEY_BYTES: Final = 32
_NONCE: Final = bytes(12)  # the key of a letter is used once


def new_pair() -> tuple[str, str]:
    """Return a new private and public key, as their files hold them."""
    key = X25519PrivateKey.generate()
    private, public = key.private_bytes_raw(), key.public_key().public_bytes_raw()
    return _written(_PRIVATE, private), _written(_PUBLIC, public)


def _written(kind: str, key: bytes) -> str:
    return f"{kind}{base64.b64encode(key).decode()}\n"


def seal(content: bytes, public: str) -> bytes:
    """Return a letter to whoever has the private key. Raise RequestError where that is no public key."""
    recipient = _read(_PUBLIC, public, "public")
    own = X25519PrivateKey.generate()
    head = MARK + own.public_key().public_bytes_raw()
    cipher = _cipher(own, recipient, head + recipient)
    return head + cipher.encrypt(_NONCE, content, head + recipient)


def unseal(letter: bytes, private: str) -> bytes:
    """Return what a letter holds. Raise RequestError where it is none, changed, or to somebody else."""
    own = X25519PrivateKey.from_private_bytes(_read(_PRIVATE, private, "private"))
    if not letter.startswith(MARK):
        raise RequestError("is no file of figures for the province")
    head, sealed = letter[: len(MARK) + _KEY_BYTES], letter[len(MARK) + _KEY_BYTES :]
    bound = head + own.public_key().public_bytes_raw()
    try:
        return _cipher(own, head[len(MARK) :], bound).decrypt(_NONCE, sealed, bound)
    except (InvalidTag, ValueError):
        raise RequestError("cannot be opened: it is damaged, or for another province") from None


def _cipher(own: X25519PrivateKey, other: bytes, bound: bytes) -> AESGCM:
    shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    return AESGCM(HKDF(SHA256(), _KEY_BYTES, salt=None, info=bound).derive(shared))


def _read(kind: str, text: str, name: str) -> bytes:
    try:
        key = base64.b64decode(text.strip().removeprefix(kind), validate=True)
    except binascii.Error:
        key = b""
    if not text.startswith(kind) or len(key) != _KEY_BYTES:
        raise RequestError(f"is no {name} key of a province")
    return key


def read_text(path: Path) -> str:
    """Return what the file of a key holds. Raise RequestError."""
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise RequestError(f"{path} cannot be read") from None
