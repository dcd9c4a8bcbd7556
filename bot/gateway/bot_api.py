"""The Bot API as this project calls it: methods by name, answers as they come."""

from __future__ import annotations

import base64
import json
import mimetypes
from typing import TYPE_CHECKING, Any, cast

from telegram import Bot

from bot.gateway.request import AiohttpRequest, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram.request import RequestData

    from bot.settings import Settings

CONNECTIONS = 1000  # requests under way at once: some hundred that hang keep nobody else waiting


class JsonData:
    """Parameters that are JSON already, in place of PTB's RequestData, which looks at each of them."""

    contains_files = False

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters


class UploadData:
    """Parameters among which there are files."""

    contains_files = True

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.json_parameters = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in parameters.items()
            if not _is_upload(value)
        }
        self.multipart_data = {
            name: (value["file"], base64.b64decode(value["content"]), _kind_of(value["file"]))
            for name, value in parameters.items()
            if _is_upload(value)
        }


def _is_upload(value: object) -> bool:
    return isinstance(value, dict) and "content" in value and "file" in value


def _kind_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


class ApiBot(Bot):
    """PTB's bot; `call` leaves out the objects it would build out of every answer, which are not needed."""

    def __init__(self, settings: Settings) -> None:
        self._updates = AiohttpRequest(2)  # getUpdates has connections of its own
        self._pool = AiohttpRequest(CONNECTIONS)
        super().__init__(
            settings.token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=self._pool,
            get_updates_request=self._updates,
        )

    async def call(self, method: str, params: dict[str, Any], seconds: float | None = None) -> Any:
        """Call a method; return its result. Raise the errors of telegram.error.

        A parameter {"file": name, "content": base64} is uploaded. `seconds`: how long to wait for the answer.
        """
        try:
            return await self._call(method, params, seconds)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            # PTB takes an answer for granted that has the shape of one.
            raise UnreadableError("the answer cannot be read") from None

    async def _call(self, method: str, params: dict[str, Any], seconds: float | None) -> Any:
        pool = self._updates if method == "getUpdates" else self._pool
        wait = pool.read_timeout if seconds is None else seconds
        uploads = any(_is_upload(value) for value in params.values())
        data = cast("RequestData", UploadData(params) if uploads else JsonData(params))
        return await pool.post(f"{self.base_url}/{method}", data, read_timeout=wait)

    async def fetch(self, file_id: str, most: int) -> bytes:
        """Return what a file holds. Raise FileTooLargeError above `most` bytes, or one of telegram.error."""
        card = await self.call("getFile", {"file_id": file_id})
        path = card.get("file_path") if isinstance(card, dict) else None
        if not isinstance(path, str):
            raise UnreadableError("the answer cannot be read")
        return await self._pool.fetch(f"{self.base_file_url}/{path}", most)
