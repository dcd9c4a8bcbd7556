"""The Bot API as this project calls it: methods by name, answers as they come."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, cast

from telegram import Bot, InputFile

from bot.gateway.calls import FETCH
from bot.gateway.request import AiohttpRequest, UnreadableError

if TYPE_CHECKING:
    from telegram.request import RequestData

    from bot.settings import Settings

CONNECTIONS = 1000  # requests under way at once: some hundred that hang keep nobody else waiting


class JsonData:
    """Parameters that are JSON already, in place of PTB's RequestData, which looks at each of them."""

    contains_files = False

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.parameters = parameters


class ApiBot(Bot):
    """PTB's bot without the objects it would build out of every answer, which are not needed here."""

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
        if any(_is_upload(value) for value in params.values()):
            return await self._post(method, {name: _upload(value) for name, value in params.items()})
        pool = self._request[method != "getUpdates"]
        wait = pool.read_timeout if seconds is None else seconds
        return await pool.post(
            f"{self._base_url}/{method}", cast("RequestData", JsonData(params)), read_timeout=wait
        )

    async def fetch(self, file_id: str, most: int) -> bytes:
        """Return what a file holds. Raise FileTooLargeError above `most` bytes, or one of telegram.error."""
        card = await self.call(FETCH, {"file_id": file_id})
        path = card.get("file_path") if isinstance(card, dict) else None
        if not isinstance(path, str):
            raise UnreadableError("the answer cannot be read")
        pool = self._request[1]
        return await cast("AiohttpRequest", pool).fetch(f"{self._base_file_url}/{path}", most)


def make_bot(settings: Settings) -> ApiBot:
    """Return the bot for these settings; getUpdates has a connection of its own."""
    return ApiBot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=AiohttpRequest(CONNECTIONS),
        get_updates_request=AiohttpRequest(2),
    )


async def open_pools(bot: ApiBot) -> None:
    """Open the connection pools, without the getMe that PTB's initialize makes."""
    for pool in bot._request:  # noqa: SLF001
        await pool.initialize()


async def close_pools(bot: ApiBot) -> None:
    """Close the connection pools."""
    for pool in bot._request:  # noqa: SLF001
        await pool.shutdown()


def _is_upload(value: object) -> bool:
    return isinstance(value, dict) and "content" in value and "file" in value


def _upload(value: Any) -> Any:
    if _is_upload(value):
        return InputFile(base64.b64decode(value["content"]), filename=value["file"])
    return value
