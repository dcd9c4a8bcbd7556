"""The secrets that this installation may use, and which of them a store is sealed with.

While a store goes over from one secret to the next (`bot/store/turning.py`) the file of the key holds both,
the newer first. Which one is in force is said by the store itself, so that every process does the same.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

from bot.store.crypto import SECRET_BYTES, Keys, fingerprint_of
from bot.store.failures import SealBrokenError, WrongKeyError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.store.port import Connection

_VARIABLE = "PAYUNG_SECRET_KEY"
_IN_FORCE = "SELECT value FROM meta WHERE key = 'key'"
_GENERATIONS = "SELECT generation, fingerprint, since, kept FROM key_generations ORDER BY generation"


class Generation(NamedTuple):
    """One of the secrets that a store has had; `kept`: its keys for look-up and audit, as the last sealed."""

    number: int
    fingerprint: str
    since: str
    kept: bytes | None


class KeyRing:
    """The secrets at hand, the newest first. `reread` returns those that the file holds by now."""

    def __init__(self, *secrets: bytes, reread: Callable[[], Sequence[bytes]] | None = None) -> None:
        self._reread = reread
        self._known: dict[str, Keys] = {}
        self._take(secrets)

    def _take(self, secrets: Sequence[bytes]) -> None:
        self.secrets = tuple(secrets)
        self._by_fingerprint = {fingerprint_of(one): one for one in secrets}

    @property
    def newest(self) -> Keys:
        """The keys that a new store begins with."""
        return Keys(self.secrets[0])

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """What tells the secrets apart, the newest first."""
        return tuple(self._by_fingerprint)

    def keys_of(self, connection: Connection) -> Keys:
        """Return the keys that a store is in force with. Raise WrongKeyError where its secret is not here."""
        row = connection.execute(_IN_FORCE).fetchone()
        in_force = str(row[0]) if row else self.fingerprints[0]
        if in_force not in self._known:
            self._known[in_force] = self._made(connection, in_force)
        return self._known[in_force]

    def secret_with(self, fingerprint: str) -> bytes:
        """Return a secret. Raise WrongKeyError where it is not here."""
        if fingerprint not in self._by_fingerprint and self._reread:
            self._take(self._reread())
        if fingerprint not in self._by_fingerprint:
            raise WrongKeyError(_VARIABLE, "this store was made with another key")
        return self._by_fingerprint[fingerprint]

    def _made(self, connection: Connection, in_force: str) -> Keys:
        secret = self.secret_with(in_force)
        generations = generations_of(connection)
        if not generations:
            return Keys(secret)
        unknown = [b""] * (len(generations) - 1)
        sealing = Keys(secret, unknown, unknown)
        kept = [opened(sealing, one) for one in generations[:-1]]
        earlier = {
            one.number: self._by_fingerprint[one.fingerprint]
            for one in generations[:-1]
            if one.fingerprint in self._by_fingerprint
        }
        return Keys(
            secret, [one[:SECRET_BYTES] for one in kept], [one[SECRET_BYTES:] for one in kept], earlier
        )


def generations_of(connection: Connection) -> list[Generation]:
    """Return the generations of keys that a store has had, the first first; none where it has had one."""
    if connection.schema < _SINCE:
        return []
    return [Generation(*row) for row in connection.execute(_GENERATIONS)]


_SINCE = 21  # the migration that made the table


def kept_of(sealing: Keys, keys: Keys, generation: int) -> bytes:
    """Return the keys for look-up and audit of a generation, sealed by the newest."""
    both = keys.hashing[generation - 1] + keys.chaining[generation - 1]
    return sealing.seal_bytes("key_generations", "kept", generation, both)


def opened(sealing: Keys, one: Generation) -> bytes:
    """Return what `kept_of` sealed. Raise SealBrokenError where it is not that."""
    if one.kept is None:
        raise SealBrokenError("key_generations", "kept")
    return sealing.unseal_bytes("key_generations", "kept", one.number, one.kept)


def encoded(secret: bytes) -> str:
    """Return a secret as its file holds it."""
    return base64.b64encode(secret).decode()
