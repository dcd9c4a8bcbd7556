"""From a document to a typed value and back: files of config/, the environment, what lies in the store.

A type is a msgspec Struct, or anything that msgspec knows. A fault names the key and what must stand there.
"""

from __future__ import annotations

import json
import re
import tomllib
import types
from collections.abc import Collection, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

Text = Annotated[str, Meta(pattern=r"\S", description="a text that is not empty")]
Count = Annotated[int, Meta(gt=0, description="a whole number above 0")]
Share = Annotated[float, Meta(gt=0, le=1, description="a number above 0, at most 1.0")]

_NAMES = {
    str: ("a text", "texts"), bool: ("true or false", "true or false"), float: ("a number", "numbers"),
    int: ("a whole number", "whole numbers"),
}  # fmt: skip
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_MISSING = re.compile(r"^Object missing required field `(.+?)`")
_UNKNOWN = re.compile(r"^Object contains unknown field `(.+?)`")


class DocumentError(ValueError):
    """A document is not what it must be: `key`, with dots, and `reason`; `missing`: nothing stands there."""

    def __init__(self, key: str, reason: str, *, missing: bool = False) -> None:
        super().__init__(f"{key} {reason}")
        self.key, self.reason, self.missing = key, reason, missing


def converted(document: object, kind: type[T], *, strict: bool = True) -> T:
    """Return a document as a value of a type. Raise DocumentError.

    `strict` False: texts are read as the numbers and dates that they must be, as in CSV and the environment.
    """
    try:
        return msgspec.convert(document, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise _fault(str(error), kind, document) from None


def read_toml(path: Path, kind: type[T], *, over: Path | None = None) -> T:
    """Return what a TOML file holds. Raise ConfigurationError with file, key and reason.

    `over`: another file, that holds whatever this one does not say; it may say no more than that one.
    """
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
        document = laid_over(own, tomllib.loads(over.read_text(encoding="utf-8"))) if over else own
        return converted(document, kind)
    except OSError as error:
        raise ConfigurationError("file", type(error).__name__, str(path)) from None
    except DocumentError as error:
        raise ConfigurationError(error.key, error.reason, str(path)) from None
    except ValueError as error:  # what tomllib and the decoding of UTF-8 raise
        raise ConfigurationError("syntax", str(error), str(path)) from None


_EXTENDS = "extends"  # says that a document is to be laid over another


def laid_over(own: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document over another, table by table. Raise DocumentError for a key that no other one knows.

    Deeper than two tables keys are free: names of places, languages, words.
    """
    for name, value in own.items():
        if name not in usual and name != _EXTENDS:
            raise DocumentError(name, "is not known")
        if isinstance(value, dict) and isinstance(usual.get(name), dict):
            unknown = [one for one in value if one not in usual[name] and usual[name]]
            if unknown and not any(isinstance(value[one], dict) for one in unknown):
                raise DocumentError(f"{name}.{unknown[0]}", "is not known")
    return _laid_over(own, usual)


def _laid_over(own: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(usual)
    for name, value in own.items():
        below = usual.get(name)
        both = isinstance(value, dict) and isinstance(below, dict)
        merged[name] = _laid_over(value, below or {}) if both else value
    return merged


def _plain(value: object) -> str:
    """Return a text of a catalogue, which is a text of its own kind, as a document knows it."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"no document holds a {type(value).__name__}")


_encode = msgspec.json.Encoder(enc_hook=_plain).encode


def stored(value: object) -> str:
    """Return a value as it lies in the store."""
    return _encode(value).decode()


def restored(text: str, kind: type[T]) -> T:
    """Return a value out of the store; what a type does not know is passed over. Raise ValueError."""
    return msgspec.json.decode(text, type=kind)


def canonical(value: object) -> str:
    """Return a value as JSON that stays the same for the same value: seals and hashes are made of it."""
    return json.dumps(msgspec.to_builtins(value, enc_hook=_plain), sort_keys=True)


# -- what a fault says


def _fault(message: str, kind: object, document: object) -> DocumentError:
    """Return in words of ours what msgspec says of a document."""
    place = _PLACE.search(message)
    said = message[: place.start()] if place else message
    path = _path(place[1] if place else "", kind, document)
    if unknown := _UNKNOWN.match(said):
        return _nested([*path, unknown[1]], kind, "is not known")
    if missing := _MISSING.match(said):
        whole = [*path, missing[1]]
        return _nested(whole, kind, f"must be {_named(_type_at(kind, whole))}", missing=True)
    in_list = bool(path) and _is_place(path[-1])
    if not said.startswith(("Expected", "Object") if in_list else ("Expected", "Object", "Invalid")):
        return _nested(path, kind, said)  # what the type itself says
    wanted = _type_at(kind, path[:-1] if in_list else path)
    return _nested(path, kind, f"must be {_named(wanted)}{_found(document, path)}")


def _path(place: str, kind: object, document: object) -> list[str]:
    """Return the keys to a place; of a mapping, that of the first value that is wrong."""
    path: list[str] = []
    for part in filter(None, re.split(r"\[(\.\.\.|\d+)\]|\.", place)):
        name = part
        if part == "..." and isinstance(document, Mapping):
            inner = _type_at(kind, [part])
            name = next((key for key, value in document.items() if not _fits(value, inner)), part)
        kind, document = _type_at(kind, [name]), _within(document, name)
        path.append(name)
    return path


def _fits(value: object, kind: object) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _within(document: object, name: str) -> object:
    if isinstance(document, Mapping):
        return document.get(name)
    return document[int(name)] if isinstance(document, list | tuple) and name.isdigit() else None


def _found(document: object, path: list[str]) -> str:
    """Return what stands there instead, where that is short."""
    for name in path:
        document = document.get(name) if isinstance(document, Mapping) else None
    return f", not {document!r}" if isinstance(document, str | int | float) else ""


def _nested(path: list[str], kind: object, reason: str, *, missing: bool = False) -> DocumentError:
    """Return the fault; below a list, whose places have no names, the key is that of the list."""
    for depth in range(1, len(path)):
        at = _type_at(kind, path[:depth])
        if _is_list(at) and _is_struct(_inner(at)):
            rest = next((part for part in path[depth:] if not _is_place(part)), "")
            return DocumentError(".".join(path[:depth]), f"{rest} {reason}".strip(), missing=missing)
        if _is_list(at):
            says = f"must be {_named(at)}" if reason.startswith("must be") else reason
            return DocumentError(".".join(path[:depth]), says)
    return DocumentError(".".join(path), reason, missing=missing)


def _type_at(kind: object, path: list[str]) -> object:
    for name in path:
        kind = _bare(kind)
        if get_origin(kind) in {dict, Mapping}:
            kind = get_args(kind)[1]
        elif _is_place(name):
            kind = _inner(kind)
        elif _is_struct(kind):
            kind = get_type_hints(kind, include_extras=True).get(name, object)
        else:
            return object
    return kind


def _is_place(part: str) -> bool:
    """Tell whether a part of a path is a place in a list."""
    return part == "..." or part.isdigit()


def _bare(kind: object) -> object:
    """Return a type without None, and without what annotates it."""
    if get_origin(kind) in {Union, types.UnionType}:
        others = [one for one in get_args(kind) if one is not type(None)]
        return _bare(others[0])
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _inner(kind: object) -> object:
    arguments = get_args(_bare(kind))
    return arguments[0] if arguments else object


def _is_struct(kind: object) -> bool:
    bare = _bare(kind)
    return isinstance(bare, type) and issubclass(bare, msgspec.Struct)


def _is_list(kind: object) -> bool:
    origin = get_origin(_bare(kind))
    return isinstance(origin, type) and issubclass(origin, Collection) and not issubclass(origin, Mapping)


def _named(kind: object) -> str:
    """Return what must stand there, in words."""
    if get_origin(kind) is Annotated:
        described = [one.description for one in get_args(kind)[1:] if getattr(one, "description", None)]
        if described:
            return str(described[0])
    bare = _bare(kind)
    if _is_list(kind):
        inner = _bare(_inner(kind))
        return "tables" if _is_struct(inner) else f"a list of {_NAMES.get(inner, ('', 'values'))[1]}"  # type: ignore[call-overload]
    if isinstance(bare, type) and issubclass(bare, Enum):
        return "one of " + ", ".join(str(one.value) for one in bare)
    if _is_struct(bare) or get_origin(bare) in {dict, Mapping}:
        return "a table"
    return _NAMES[bare][0] if bare in _NAMES else getattr(bare, "__name__", "something else")
