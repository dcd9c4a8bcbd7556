from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Literal

import aiohttp
import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox import PersonDriver, Sandbox

from .answering import CHROMIUM, FLAGS, Answering
from .client import Bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

PATIENCE = 60_000  # milliseconds: the first drawing of an emoji takes a busy machine many seconds
expect.set_options(timeout=PATIENCE)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox, session: aiohttp.ClientSession) -> Bot:
    return Bot(sandbox, session)


@pytest.fixture
async def siti(sandbox: Sandbox) -> PersonDriver:
    """Return somebody who has started the bot already; the update is confirmed."""
    person = sandbox.person(1001)
    await person.starts()
    sandbox.world.updates.drop()
    return person


@pytest.fixture
async def visit(bot: Bot) -> AsyncIterator[Callable[..., Awaitable[Page]]]:
    """Open pages of the sandbox; whatever goes wrong in them fails the test."""
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        async def visit(
            viewport: Any, query: str = "", *, dark: bool = False, locale: str = "id-ID", zone: str = "UTC"
        ) -> Page:
            scheme: Literal["dark", "light"] = "dark" if dark else "light"
            context = await browser.new_context(
                viewport=viewport,
                color_scheme=scheme,
                reduced_motion="reduce",
                locale=locale,
                timezone_id=zone,
            )
            page = await context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: errors.append(str(error)))
            await page.goto(f"{bot.sandbox.url}/{query}")
            await expect(page.locator("#bot-status")).to_have_text("bot")
            return page

        yield visit
        await browser.close()
    assert errors == []


@pytest.fixture
async def answering(bot: Bot) -> AsyncIterator[Answering]:
    await bot("setMyDescription", description="Bot ini hanya contoh.")
    commands = [
        {"command": "daftar", "description": "Daftar"},
        {"command": "iuran", "description": "Hitung iuran"},
    ]
    await bot("setMyCommands", commands=commands)
    answering = Answering(bot)
    task = asyncio.create_task(answering.run())
    yield answering
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
