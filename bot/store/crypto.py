"""Keys, sealed values and look-up hashes.

One secret of 32 bytes; the keys for encryption, look-up and audit are derived from it by HKDF-SHA256
(RFC 5869). Values are sealed by AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits; table,
column and row are the associated data, so a value that is moved elsewhere no longer opens.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.store.failures import SealBrokenError

SECRET_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = b"\x01"


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


def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), SECRET_BYTES, salt=None, info=f"payung/{purpose}/1".encode()).derive(secret)


class Keys:
    """The derived keys, and what is done with them."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret  # handed on to a process of this program, through a pipe
        self._cipher = AESGCM(_derive(secret, "encryption"))
        self._lookup = _derive(secret, "lookup")
        self._audit = _derive(secret, "audit")

    def seal(self, table: str, column: str, row: object, value: str) -> bytes:
        """Return `value` encrypted for exactly this place."""
        return self.seal_bytes(table, column, row, value.encode())

    def seal_bytes(self, table: str, column: str, row: object, value: bytes) -> bytes:
        """Return `value` encrypted for exactly this place."""
        nonce = os.urandom(_NONCE_BYTES)
        place = f"{table}|{column}|{row}".encode()
        return _FORMAT + nonce + self._cipher.encrypt(nonce, value, place)

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
            return self._cipher.decrypt(nonce, body, f"{table}|{column}|{row}".encode())
        except (InvalidTag, ValueError):
            raise SealBrokenError(table, column) from None

    def lookup(self, kind: str, value: str) -> bytes:
        """Return the keyed hash (HMAC-SHA256) by which a sealed value can be found again."""
        return hmac.digest(self._lookup, f"{kind}|{value}".encode(), hashlib.sha256)

    def chain(self, previous: str, entry: str) -> str:
        """Return the audit hash (hex) of `entry` over the one before."""
        return hmac.digest(self._audit, f"{previous}\n{entry}".encode(), hashlib.sha256).hex()

    def fingerprint(self) -> str:
        """Return a value that tells keys apart and says nothing about them."""
        return self.lookup("key", "check").hex()
