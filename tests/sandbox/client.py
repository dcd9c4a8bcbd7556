"""A very small Bot API client, so that tests see exactly what goes over the wire."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp

if TYPE_CHECKING:
    from bot.sandbox import Sandbox


class Answer(NamedTuple):
    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def words(self) -> str:
        assert not self.body["ok"], self.body
        assert self.body["error_code"] == self.status
        return str(self.body["description"])


class Bot:
    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session
        self.root = f"{sandbox.url}/bot{sandbox.token}"

    async def __call__(self, method: str, /, **params: Any) -> Answer:
        return await self.post(method, json=params)

    async def post(self, method: str, **how: Any) -> Answer:
        async with self.session.post(f"{self.root}/{method}", **how) as response:
            return Answer(response.status, await response.json())

    async def get(self, method: str, **params: Any) -> Answer:
        async with self.session.get(f"{self.root}/{method}", params=params) as response:
            return Answer(response.status, await response.json())

    async def upload(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> Answer:
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (filename, content) in files.items():
            form.add_field(name, content, filename=filename)
        return await self.post(method, data=form)

    async def says(self, chat_id: int, text: str, **params: Any) -> dict[str, Any]:
        message: dict[str, Any] = (await self("sendMessage", chat_id=chat_id, text=text, **params)).result
        return message

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        updates: list[dict[str, Any]] = (await self("getUpdates", **params)).result
        return updates

    async def control(self, verb: str, path: str, content: Any = None) -> Any:
        address = f"{self.sandbox.url}/control/{path}"
        async with self.session.request(verb, address, json=content) as response:
            return await response.json()
