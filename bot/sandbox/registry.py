"""The table of Bot API methods and how their parameters are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.files import Upload
from bot.sandbox.keyboards import read_markup
from bot.sandbox.people import Json
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import World

Uploads = Mapping[str, Upload]
Handler = Callable[[World, Json], Any]
ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Param:
    """How one parameter is read, and Telegram's words where it is missing but required."""

    read: Callable[[Any, Uploads], Any]
    missing: str = ""

    def required(self, words: str) -> Param:
        """Return the same parameter, refused with these words when it is absent."""
        return Param(self.read, words)


def _integer(value: Any, _: Uploads) -> int:
    return int(value)


def _text(value: Any, _: Uploads) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _flag(value: Any, _: Uploads) -> bool:
    return value is True or str(value).lower() in {"true", "yes", "1"}


def _number(value: Any, _: Uploads) -> float:
    return float(value)


def _chat(value: Any, _: Uploads) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request("chat not found") from None


def _json(value: Any, uploads: Uploads) -> Any:
    decoded = json.loads(value) if isinstance(value, str) else value
    return _with_files(decoded, uploads) if uploads else decoded


def _with_files(value: Any, uploads: Uploads) -> Any:
    if isinstance(value, dict):
        return {name: _with_files(item, uploads) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_files(item, uploads) for item in value]
    return _file(value, uploads)


def _file(value: Any, uploads: Uploads) -> Any:
    if isinstance(value, str) and value.startswith(ATTACHED):
        return uploads.get(value.removeprefix(ATTACHED), value)
    return value


def _markup(value: Any, _: Uploads) -> Json:
    return read_markup(value)


INTEGER = Param(_integer)
NUMBER = Param(_number)
TEXT = Param(_text)
FLAG = Param(_flag)
JSON = Param(_json)
FILE = Param(_file)
MARKUP = Param(_markup)
CHAT = Param(_chat, "chat_id is empty")
MESSAGE_ID = Param(_integer, "message identifier is not specified")


class Method:
    """One method of the Bot API: its parameters and what it does."""

    def __init__(self, name: str, handler: Handler, params: Mapping[str, Param]) -> None:
        self.name = name
        self.handler = handler
        self.params = params
        self.required = [(key, param.missing) for key, param in params.items() if param.missing]
        # Telegram's flood limits count messages that come into being or change, not look-ups.
        self.is_limited = name.startswith(("send", "edit", "copy", "forward")) and name != "sendChatAction"

    def read(self, raw: Mapping[str, Any], uploads: Uploads, *, strict: bool) -> Json:
        """Return the arguments of a call, each of its type."""
        args: Json = {}
        for name, value in raw.items():
            param = self.params.get(name)
            if param is None:
                self._refuse_unknown(name, raw, strict=strict)
            elif value is not None and value != "":
                args[name] = self._read_one(name, param, value, uploads)
        for name, words in self.required:
            if name not in args:
                raise bad_request(words)
        return args

    @staticmethod
    def _read_one(name: str, param: Param, value: Any, uploads: Uploads) -> Any:
        try:
            return param.read(value, uploads)
        except (TypeError, ValueError):
            reason = f"can't parse {name} JSON object" if param.read is _json else f"invalid {name} specified"
            raise bad_request(reason) from None

    @staticmethod
    def _refuse_unknown(name: str, raw: Mapping[str, Any], *, strict: bool) -> None:
        """Telegram ignores what it does not know; a stand-in shows the mistake."""
        reference = f"{ATTACHED}{name}"
        if strict and not any(isinstance(value, str) and reference in value for value in raw.values()):
            raise bad_request(f'unknown parameter "{name}"')


METHODS: dict[str, Method] = {}


def method(name: str, /, **params: Param) -> Callable[[Handler], Handler]:
    """Register the function that does what this method of the Bot API does."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, handler, params)
        return handler

    return register
