"""HTTP/1.1 as bots speak it to the load server: kept-alive requests, one at a time, bodies of known length.

A web framework would spend more on a request than the bots under test do; this spends some ten microseconds.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_KIND = re.compile(rb"\r\ncontent-type: *([^\r]+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_BOUNDARY = re.compile(rb'boundary="?([^";]+)', re.IGNORECASE)
_FIELD = re.compile(rb'\bname="([^"]*)"')
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_ERROR_HEAD = b"HTTP/1.1 %d Error\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_LENGTH_REQUIRED = b"HTTP/1.1 411 Length Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the Bot API; `keyboard` is where the data of its buttons can be searched."""

    method: str
    params: dict[str, Any]
    keyboard: bytes


class Connection(asyncio.Protocol):
    """One connection of a bot. Hands each request to `handle`, which answers now or later."""

    def __init__(self, handle: Callable[[Connection, Request], None]) -> None:
        self._handle = handle
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the signature is asyncio's
        self._transport = None

    @property
    def open(self) -> bool:
        """Whether an answer would still arrive."""
        return self._transport is not None

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while request := self._next():
            self._handle(self, request)

    def answer(self, result: bytes) -> None:
        """Answer the oldest request with a result, which is JSON."""
        if self._transport:
            body = b'{"ok":true,"result":' + result + b"}"
            self._transport.write(_HEAD % len(body) + body)

    def refuse(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        """Answer the oldest request with an error."""
        if self._transport:
            answer: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
            answer["parameters"] = parameters or {}
            body = json.dumps(answer).encode()
            self._transport.write(_ERROR_HEAD % (code, len(body)) + body)

    def _next(self) -> Request | None:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self._buffer[:end])
        if _CHUNKED.search(head):
            self._end()
            return None
        length = _LENGTH.search(head)
        stop = end + 4 + (int(length[1]) if length else 0)
        if len(self._buffer) < stop:
            return None
        body = bytes(self._buffer[end + 4 : stop])
        del self._buffer[:stop]
        path = head.split(b" ", 2)[1].partition(b"?")[0]
        return _request(path.rpartition(b"/")[2].decode(), head, body)

    def _end(self) -> None:
        self._buffer.clear()
        if self._transport:
            self._transport.write(_LENGTH_REQUIRED)
            self._transport.close()


def _request(method: str, head: bytes, body: bytes) -> Request:
    kind = _KIND.search(head)
    if not body or not kind:
        return Request(method, {}, b"")
    if b"json" in kind[1]:
        return Request(method, json.loads(body), body)
    boundary = _BOUNDARY.search(kind[1])
    params = _multipart(body, boundary[1]) if boundary else dict(parse_qsl(body.decode()))
    return Request(method, params, params.get("reply_markup", "").encode())


def _multipart(body: bytes, boundary: bytes) -> dict[str, str]:
    params = {}
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = _FIELD.search(head)
        if name:
            params[name[1].decode()] = value[:-2].decode(errors="replace")  # a picture is none
    return params
