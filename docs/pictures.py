"""Makes the pictures of the staff guide out of the running chat page: `make pictures`.

The demo is started with its practice lists; Rina and Dewi of the office do what the guide tells.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from playwright.async_api import Page

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "gambar"
LISTS = ROOT / "var" / "demo" / "latihan"
PORT = 8765
RINA, DEWI = 1003, 1004
WIDTH, HEIGHT = 360, 740
PATIENCE = 20_000  # milliseconds
_INSTALLED = Path("/usr/bin/chromium")
_CHROMIUM = _INSTALLED if _INSTALLED.exists() else None  # else the one of playwright


class Phone:
    """The chat page in somebody's hand."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def says(self, text: str, heard: str) -> None:
        """Type a text, and wait for an answer."""
        before = await self._said(heard)
        await self._page.fill("#draft", text)
        await self._page.keyboard.press("Enter")
        await self._hears(heard, before)

    async def taps(self, label: str, heard: str) -> None:
        """Tap the newest button with a label, and wait for an answer."""
        before = await self._said(heard)
        await self._page.locator("#log button", has_text=label).last.click()
        await self._hears(heard, before)

    async def sends(self, file: Path, heard: str) -> None:
        """Send a file, and wait for an answer."""
        before = await self._said(heard)
        await self._page.set_input_files("#pick-file", str(file))
        await self._page.click("#send")
        await self._hears(heard, before)

    async def hears(self, text: str) -> None:
        """Wait until a text stands in the chat."""
        await self._hears(text, 0)

    async def _said(self, text: str) -> int:
        return await self._page.locator("#log", has_text=text).count() and await self._count(text)

    async def _count(self, text: str) -> int:
        return (await self._page.inner_text("#log")).count(text)

    async def _hears(self, text: str, before: int) -> None:
        for _ in range(PATIENCE // 100):
            if await self._count(text) > before:
                await self._page.wait_for_timeout(1200)  # for what comes with it
                return
            await self._page.wait_for_timeout(100)
        raise SystemExit(f"the bot did not say {text!r}:\n{await self._page.inner_text('#log')}")

    async def shows(self, name: str) -> None:
        """Keep what is on the screen."""
        await self._page.evaluate("document.activeElement.blur()")
        await self._page.screenshot(path=PICTURES / f"{name}.png")


async def shoot(rina: Phone, dewi: Phone) -> None:
    """Do what the guide tells, and keep a picture of each screen."""
    await rina.says("/kantor", "Antrean")
    await rina.shows("kantor")
    await rina.taps("Antrean", "Terima")
    await rina.shows("antrean")
    await rina.says("/impor", "Daftar yang berlaku")
    await rina.shows("impor")
    await rina.sends(LISTS / "e-RDKK Desember.xlsx", "menunggu Anda")
    await rina.shows("kolom")
    await rina.taps("dari siapa", "Daftar ini dari siapa")
    await rina.taps("Dinas Pertanian", "per tanggal berapa")
    await rina.says("1 November 2026", "Judul di baris")
    await rina.taps("periksa barisnya", "sudah diperiksa")
    await rina.shows("hasil")
    await rina.taps("Terapkan", "meminta persetujuan")
    await dewi.hears("ingin memberlakukan")
    await dewi.shows("orang-kedua")
    await dewi.taps("Setuju, berlakukan", "sedang dimasukkan")
    await rina.hears("berlaku ✅")
    await rina.says("/lembar", "kecamatan mana")
    await rina.taps("Semitau", "Desa yang mana")
    await rina.taps("Nanga Lemedak", "belum mendaftar")
    await rina.taps("Buat undangan", "undangan untuk")
    await rina.shows("lembar")


async def main() -> None:
    """Start the demo, take the pictures, end it."""
    PICTURES.mkdir(exist_ok=True)
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(PORT), "--with-lists", cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        while demo.stdout and b"practise" not in await demo.stdout.readline():
            pass
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
            phones = []
            for person in (RINA, DEWI):
                context = await browser.new_context(
                    viewport={"width": WIDTH, "height": HEIGHT}, locale="id-ID", color_scheme="light"
                )
                page = await context.new_page()
                await page.goto(f"http://127.0.0.1:{PORT}/?as={person}")
                await page.wait_for_selector("#draft")
                phones.append(Phone(page))
            await shoot(*phones)
            await browser.close()
    finally:
        demo.send_signal(signal.SIGTERM)
        await demo.wait()


if __name__ == "__main__":
    asyncio.run(main())
