"""The tree of errors. Attributes say what happened; the words for people are made at the edge."""

from __future__ import annotations


class PayungError(Exception):
    """The root of all errors that this project raises on purpose."""


class ConfigurationError(PayungError):
    """Environment or config/ is unusable: exit 2 before anything else is done.

    `key` names the variable or the key, `place` the file (empty for the environment).
    """

    def __init__(self, key: str, reason: str, place: str = "") -> None:
        self.key, self.reason, self.place = key, reason, place
        super().__init__(": ".join(part for part in (place, key, reason) if part))


class RequestError(PayungError):
    """What was asked on the command line could not be done: exit 1, one line."""


class StoppingError(PayungError):
    """The program is ending: no further call is begun."""
