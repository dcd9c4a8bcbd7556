"""HTTP for python-telegram-bot over aiohttp.

PTB's own HTTPXRequest spends most of a bot's CPU in its connection pool. Errors made here never hold the URL
(the token is in it) nor a body, and they say whether Telegram may have received the request: whoever sends
must not resend silently what may have been received.
"""

from __future__ import annotations

import json
import os
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

if TYPE_CHECKING:
    from telegram.request import RequestData

os.environ.setdefault("PTB_TIMEDELTA", "true")  # PTB's own switch: RetryAfter without a deprecation warning

_CONNECT_SECONDS = 10.0
_READ_SECONDS = 20.0
_CHUNK = 65536
_HEADERS = {"User-Agent": "payung", "Content-Type": "application/json"}


class NotSentError(NetworkError):
    """The request surely did not reach Telegram."""


class MaybeSentError(TimedOut):
    """The request may have been received and carried out; the answer was lost."""


class LateAnswerError(MaybeSentError):
    """No answer came in time; the request may have been carried out."""


class UnreadableError(TelegramError):
    """An answer came that is no answer of the Bot API. What was asked may have been done."""


class FileTooLargeError(TelegramError):
    """A file holds more than is taken."""


class AiohttpRequest(BaseRequest):
    """One pool of kept-alive connections, at most `connections` requests at a time."""

    __slots__ = ("_connections", "_session")

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return _READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300, keepalive_timeout=50)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make one request; return status and body. Raise NotSentError or MaybeSentError."""
        if self._session is None:
            raise NotSentError("the connection pool is closed")
        seconds = read_timeout if isinstance(read_timeout, (int, float)) else _READ_SECONDS
        timeout = aiohttp.ClientTimeout(sock_connect=_CONNECT_SECONDS, sock_read=seconds, total=None)
        body = _body(request_data)
        headers = _HEADERS if isinstance(body, bytes) else None
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotSentError("no connection") from None
        except aiohttp.InvalidURL:
            raise NotSentError("no valid address") from None
        except TimeoutError as error:
            raise LateAnswerError(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise MaybeSentError(type(error).__name__) from None

    async def fetch(self, url: str, most: int) -> bytes:
        """Return what is at an address. Raise FileTooLargeError above `most` bytes, else as `do_request`."""
        if self._session is None:
            raise NotSentError("the connection pool is closed")
        timeout = aiohttp.ClientTimeout(sock_connect=_CONNECT_SECONDS, sock_read=_READ_SECONDS, total=None)
        try:
            async with self._session.get(url, timeout=timeout) as answer:
                if answer.status != HTTPStatus.OK:
                    raise MaybeSentError(f"status {answer.status}")
                return await _at_most(answer.content, most)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise MaybeSentError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer's object. Raise UnreadableError, which does not tell what it held."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or (answer.get("ok") and "result" not in answer):
            raise UnreadableError("the answer cannot be read") from None
        return answer


async def _at_most(stream: aiohttp.StreamReader, most: int) -> bytes:
    body = bytearray()
    async for chunk in stream.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > most:
            raise FileTooLargeError("the file is too large")
    return bytes(body)


def _body(request_data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return json.dumps(request_data.parameters, separators=(",", ":")).encode()
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form
