"""Keys, sealed values and look-up hashes.

One secret of 32 bytes; the keys for encryption, look-up and audit are derived from it by HKDF-SHA256
(RFC 5869). Values are sealed by AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits; table,
column and row are the associated data, so a value that is moved elsewhere no longer opens.

A secret may be followed by another (`bot/store/turning.py`). Each is a *generation* of keys; what is sealed
bears the number of its generation as its first byte. A look-up hash is the hash by the first generation,
hashed by each that followed: so the hashes of a store can be carried on without what they were made of.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from typing import TYPE_CHECKING, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.store.failures import SealBrokenError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECRET_BYTES = 32
MOST_GENERATIONS = 255  # one byte in front of what is sealed
_NONCE_BYTES = 12


def read_secret(encoded: str) -> bytes:
    """Return the secret out of its base64 form. Raise ValueError unless it is 32 bytes."""
    try:
        secret = base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{len(secret)} bytes instead of {SECRET_BYTES}")
    return secret


def new_secret() -> str:
    """Return a fresh random secret in base64."""
    return base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def derived(secret: bytes, purpose: str) -> bytes:
    """Return the key of 32 bytes that is derived from a secret for one purpose."""
    return HKDF(SHA256(), SECRET_BYTES, salt=None, info=f"payung/{purpose}/1".encode()).derive(secret)


def fingerprint_of(secret: bytes) -> str:
    """Return a value that tells secrets apart and says nothing about them."""
    return hmac.digest(derived(secret, "lookup"), b"key|check", hashlib.sha256).hex()


def short_id(fingerprint: str) -> str:
    """Return a fingerprint as people read it out to each other, such as K7Q2-MX5A."""
    signs = base64.b32encode(bytes.fromhex(fingerprint)[:5]).decode()
    return f"{signs[:4]}-{signs[4:]}"


class Keys:
    """The keys that are derived from secrets, and what is done with them.

    `secrets` are those that may be used, the newest first. `hashing` and `chaining` are the keys for look-up
    and audit of all generations that a store has had, the first first; of one that has had one only, they are
    those of its secret. What was sealed by an earlier generation opens while its secret is in `earlier`.
    """

    def __init__(
        self, secret: bytes, hashing: Sequence[bytes] = (), chaining: Sequence[bytes] = (),
        earlier: Mapping[int, bytes] | None = None,
    ) -> None:  # fmt: skip
        self.secret = secret  # handed on to a process of this program, through a pipe
        self.hashing = (*hashing, derived(secret, "lookup"))
        self.chaining = (*chaining, derived(secret, "audit"))
        self._mark = bytes([self.generation])
        self._cipher = AESGCM(derived(secret, "encryption"))
        self._ciphers = {self.generation: self._cipher}
        for generation, one in (earlier or {}).items():
            self._ciphers[generation] = AESGCM(derived(one, "encryption"))

    @property
    def generation(self) -> int:
        """How many secrets there have been."""
        return len(self.hashing)

    def followed_by(self, secret: bytes) -> Self:
        """Return the keys of the next generation, which open what these have sealed."""
        return type(self)(secret, self.hashing, self.chaining, {self.generation: self.secret})

    def seal(self, table: str, column: str, row: object, value: str) -> bytes:
        """Return `value` encrypted for exactly this place."""
        return self.seal_bytes(table, column, row, value.encode())

    def seal_bytes(self, table: str, column: str, row: object, value: bytes) -> bytes:
        """Return `value` encrypted for exactly this place."""
        nonce = os.urandom(_NONCE_BYTES)
        place = f"{table}|{column}|{row}".encode()
        return self._mark + nonce + self._cipher.encrypt(nonce, value, place)

    def unseal(self, table: str, column: str, row: object, sealed: bytes) -> str:
        """Return the value sealed for this place. Raise SealBrokenError when it is not such a one."""
        try:
            return self.unseal_bytes(table, column, row, sealed).decode()
        except UnicodeDecodeError:
            raise SealBrokenError(table, column) from None

    def unseal_bytes(self, table: str, column: str, row: object, sealed: bytes) -> bytes:
        """Return the value sealed for this place. Raise SealBrokenError when it is not such a one."""
        nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            cipher = self._ciphers[sealed[0]]
            return cipher.decrypt(nonce, body, f"{table}|{column}|{row}".encode())
        except (InvalidTag, ValueError, LookupError):
            raise SealBrokenError(table, column) from None

    def lookup(self, kind: str, value: str) -> bytes:
        """Return the keyed hash (HMAC-SHA256) by which a sealed value can be found again."""
        return self.carried_on(self.inner(kind, value), 1)

    def inner(self, kind: str, value: str) -> bytes:
        """Return a keyed hash that stays the same whatever secrets follow: only for what is sealed itself."""
        return hmac.digest(self.hashing[0], f"{kind}|{value}".encode(), hashlib.sha256)

    def carried_on(self, hashed: bytes, generation: int) -> bytes:
        """Return a look-up hash of a generation as it is in this one."""
        for key in self.hashing[generation:]:
            hashed = hmac.digest(key, hashed, hashlib.sha256)
        return hashed

    def chain(self, previous: str, entry: str, generation: int = 0) -> str:
        """Return the audit hash (hex) of `entry` over the one before; `generation` 0: this one."""
        key = self.chaining[generation - 1]
        return hmac.digest(key, f"{previous}\n{entry}".encode(), hashlib.sha256).hex()

    def fingerprint(self) -> str:
        """Return a value that tells keys apart and says nothing about them."""
        return fingerprint_of(self.secret)
