"""A little bot for the tests of the chat page, and what these do again and again."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Page

    from .client import Bot

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 780}
DESKTOP = {"width": 1280, "height": 800}
GREETING = (
    "Halo <b>Siti</b>, baca <a href='https://example.com/'>ini</a> atau ketik /daftar.\n<pre>1 &lt; 2</pre>"
)
BROWSER = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


class Answering:
    """Answer like a little bot that enrols people."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.bot.updates(offset=offset, timeout=10):
                offset = update["update_id"] + 1
                await self.answer(update)

    async def answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self.tapped(update["callback_query"])
        elif "message" in update:
            await self.heard(update["message"])

    async def tapped(self, query: dict[str, Any]) -> None:
        await self.may_answer.wait()
        alert = query["data"] == "alert"
        await self.bot(
            "answerCallbackQuery", callback_query_id=query["id"], text="Tersimpan", show_alert=alert
        )
        if not alert:
            where = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
            await self.bot("editMessageText", **where, text="Anda setuju.")

    async def heard(self, message: dict[str, Any]) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if text.startswith("/start"):
            rows = [
                [{"text": "Setuju", "callback_data": "yes"}, {"text": "Tanya", "callback_data": "alert"}],
                [{"text": "Undangan", "url": "https://t.me/payung_contoh_bot?start=teman"}],
            ]
            markup = {"inline_keyboard": rows}
            await self.bot.says(chat, GREETING, parse_mode="HTML", reply_markup=markup)
        elif text == "/daftar":
            keyboard = {
                "keyboard": [[{"text": "Bagikan nomor saya", "request_contact": True}], ["Batal"]],
                "resize_keyboard": True,
                "one_time_keyboard": True,
                "input_field_placeholder": "Pilih di bawah",
            }
            await self.bot.says(chat, "Nomor Anda?", reply_markup=keyboard)
        else:
            what = text or next(name for name in reversed(message) if name not in {"date", "chat", "caption"})
            await self.bot.says(chat, f"Diterima: {what}")


async def write(page: Page, text: str) -> None:
    await page.fill("#draft", text)
    await page.press("#draft", "Enter")


async def sideways(page: Page) -> int:
    width: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width
