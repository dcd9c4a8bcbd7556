"""A store for programmes and their ledger."""

from tests.register.conftest import office

__all__ = ["office"]
