"""What the actions of the command program look up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.commands._common import existing_store, resources_of
from bot.errors import RequestError
from bot.ledger.programmes import FundingProgrammes
from bot.settings import Environment
from bot.store.connection import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.terms import FundingProgramme
    from bot.resources import Resources
    from bot.store.transaction import Transaction

T = TypeVar("T")


def looked(find: Callable[[Transaction, Resources], T]) -> T:
    """Return what is found in the store as it stands. Raise RequestError where there is none."""
    environment = Environment()
    resources = resources_of(environment)
    return asyncio.run(look(*existing_store(environment), lambda tx: find(tx, resources)))


def programme_with(tx: Transaction, number: int) -> FundingProgramme:
    """Return a programme. Raise RequestError where there is none with this number."""
    programme = FundingProgrammes(tx).get(number)
    if programme is None:
        raise RequestError(f"there is no programme {number}")
    return programme
