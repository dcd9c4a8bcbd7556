"""Pictures are drawn in a process of their own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import pytest

from bot.drawing import LENGTH
from bot.drawing.svg import Style, box, document, text
from bot.gateway.drawer import Drawer, DrawingError
from bot.registration.pictures import kind_of

SVG = document(200, 100, [box((0, 0, 200, 100), "#ffffff"), text(10, 50, "Payung", Style(30))])


async def test_several_pictures_are_drawn_one_after_the_other() -> None:
    drawer = Drawer()
    pictures = await asyncio.gather(*(drawer.draw(SVG) for _ in range(5)))
    await drawer.close()
    assert {kind_of(picture) for picture in pictures} == {"png"}
    assert len(set(pictures)) == 1


async def test_after_a_document_that_cannot_be_drawn_the_next_one_is() -> None:
    drawer = Drawer()
    with pytest.raises(DrawingError):
        await drawer.draw("this is no picture")
    assert kind_of(await drawer.draw(SVG)) == "png"
    await drawer.close()


async def test_a_cancelled_drawing_leaves_nothing_for_the_next() -> None:
    drawer = Drawer()
    await drawer.draw(SVG)
    other = document(20, 20, [box((0, 0, 20, 20), "#000000")])
    drawing = asyncio.create_task(drawer.draw(other))
    await asyncio.sleep(0)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert await drawer.draw(SVG) == await drawer.draw(SVG)
    await drawer.close()


def test_when_the_bot_was_killed_meanwhile_the_process_ends_without_a_word() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    drawing = subprocess.run(
        [sys.executable, "-m", "bot.drawing"],
        input=len(SVG.encode()).to_bytes(LENGTH) + SVG.encode(), stdout=writing, stderr=subprocess.PIPE,
        check=False, timeout=60,
    )  # fmt: skip
    os.close(writing)
    assert (drawing.returncode, drawing.stderr) == (0, b"")
