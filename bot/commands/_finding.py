"""A registration found by the number that is typed behind a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import RequestError
from bot.people.registration_number import NumberError, read_number
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from bot.registration.registration import Registration
    from bot.store.transaction import Transaction


def registration_with(tx: Transaction, number: str) -> Registration:
    """Return the registration that bears a number. Raise RequestError where none does."""
    try:
        registration = Registrations(tx).by_number(read_number(number).value)
    except NumberError:
        raise RequestError(
            "that is not a registration number (nine digits, the last a check digit)"
        ) from None
    if registration is None:
        raise RequestError("no registration bears that number")
    return registration
