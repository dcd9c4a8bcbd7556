"""Typed data of buttons that belong to no form: what a tap says, checked when the button is made.

On the wire: `m1|<action>|<field>|<field>`; fields at the end that have their default are left out. Buttons
stay in chats for years, so an action keeps its name and its fields their order; new fields go to the end.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from enum import Enum
from typing import Any, ClassVar, Self, dataclass_transform, get_type_hints

from bot.errors import PayungError

VERSION = "m1"
MOST_BYTES = 64  # Bot API, InlineKeyboardButton: callback_data
_SIGN = "|"
_DIGITS = 15  # of a number: what every store can hold


class OutdatedError(PayungError):
    """A button means nothing (any more): of a version before, of somebody else, or made by hand."""


@dataclass_transform(frozen_default=True)
class Data:
    """What one kind of button says. Fields are texts, whole numbers from 0, or enums of texts."""

    action: ClassVar[str]

    def __init_subclass__(cls, *, action: str) -> None:
        super().__init_subclass__()
        cls.action = action
        dataclass(frozen=True)(cls)

    def pack(self) -> str:
        """Return the callback data. Raise ValueError where Telegram would not take it."""
        values = [_written(getattr(self, name)) for name, _, _ in _fields(type(self))]
        defaults = [_written(default) for _, _, default in _fields(type(self))]
        while values and values[-1] == defaults[len(values) - 1]:
            values.pop()
        packed = _SIGN.join((VERSION, self.action, *values))
        if len(packed.encode()) > MOST_BYTES or any(_SIGN in value for value in values):
            raise ValueError(f"the data of a button {self.action} cannot be carried")
        return packed

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """Return what callback data of this kind say. Raise OutdatedError where they say nothing."""
        values: dict[str, Any] = {}
        given = packed.split(_SIGN)[2:]
        for (name, kind, default), text in zip(_fields(cls), given, strict=False):
            if text or default is MISSING:
                values[name] = _read(kind, text)
        try:
            return cls(**values)
        except TypeError:
            raise OutdatedError(cls.action) from None


def action_of(packed: str) -> str:
    """Return the action that callback data name; empty where they belong to a form, or to nothing."""
    version, _, rest = packed.partition(_SIGN)
    return rest.partition(_SIGN)[0] if version == VERSION else ""


_known: dict[str, tuple[tuple[str, type, Any], ...]] = {}


def _fields(kind: type[Data]) -> tuple[tuple[str, type, Any], ...]:
    """Return name, type and default of each field."""
    found = _known.get(kind.action)
    if found is None:
        hints = get_type_hints(kind)
        found = tuple((one.name, hints[one.name], one.default) for one in fields(kind))  # type: ignore[arg-type]
        _known[kind.action] = found
    return found


def _written(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is MISSING else str(value)


def _read(kind: type, text: str) -> object:
    if kind is int:
        if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
            raise OutdatedError(text[:_DIGITS])
        return int(text)
    if issubclass(kind, Enum):
        try:
            return kind(text)
        except ValueError:
            raise OutdatedError(kind.__name__) from None
    return text
