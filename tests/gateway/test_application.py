"""Handlers inside a unit of work: they await nothing, and what they raise is not swallowed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.gateway.application import AwaitedError, UnitApplication, build
from bot.gateway.bot_api import ApiBot
from tests.gateway.test_bot_api import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


async def applied(
    callback: Callable[[Any, Any], Coroutine[Any, Any, None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnitApplication, "_check_initialized", lambda _: None)
    application = build(ApiBot(settings("http://127.0.0.1:9")), [TypeHandler(Update, callback)])
    application.apply(Update(1), "the unit")  # type: ignore[arg-type]


async def test_a_handler_gets_the_unit_of_its_update(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    async def look(_: Update, context: Any) -> None:
        seen.append(context.unit)

    await applied(look, monkeypatch)
    assert seen == ["the unit"]


async def test_what_a_handler_raises_reaches_whoever_applies_the_update(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(_: Update, __: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await applied(fail, monkeypatch)


async def test_a_handler_that_awaits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait(_: Update, __: Any) -> None:
        await asyncio.sleep(0)

    with pytest.raises(AwaitedError):
        await applied(wait, monkeypatch)
