"""Errands: what takes too long for a turn, or is known only once a message has arrived."""

from __future__ import annotations

from msgspec import Struct, json


class Errand(Struct, frozen=True, tag_field="errand", omit_defaults=True):
    """Something to be done once a turn is stored; what comes of it is a turn of its own.

    A kind of errand is a class with a `tag`, its name; its fields are what is needed to do it and to go on
    afterwards. They lie in the store meanwhile, so a name stays, and a new field has a default.
    """

    def pack(self) -> str:
        """Return it as it lies in the store."""
        return json.encode(self).decode()
