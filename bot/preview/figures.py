"""Conversations about figures, and about events with their links and posters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.events.store import Events
from bot.preview.enrolling import registers
from bot.terms.roles import Role

if TYPE_CHECKING:
    from bot.preview.walk import Walk


async def figures(walk: Walk) -> None:
    """Show figures as text, as pictures, as files; and what is hidden from a planner."""
    with walk.unseen():
        siti = walk.person("Siti")
        await registers(siti)
        rina, dewi = await walk.staff("Rina", Role.OFFICER), await walk.staff("Dewi", Role.PLANNER)
    await rina.says("/angka")
    for section in ("coverage", "funnel", "stops", "desk", "questions", "news", "people"):
        await rina.taps(f"angka.{section}_button")
        await rina.taps("angka.as_text", "angka.back")
    await rina.taps("angka.earlier", "angka.later", "angka.take_workbook")
    await rina.taps("angka.take_report")
    await dewi.says("/angka")


async def events(walk: Walk) -> None:
    """Show how an event is entered, told and counted; and the welcome of whoever follows its link."""
    with walk.unseen():
        rina = await walk.staff("Rina", Role.ADMIN)
    await rina.says("/acara")
    await rina.taps("acara.new")
    await rina.says("x" * 61)
    await rina.says("Penyerahan santunan", en="Handing over of a claim")
    await rina.taps("Semitau", "Semitau Hulu")
    await rina.says("balai desa", en="village hall")
    await rina.says("entah", en="no idea")
    await rina.says("besok", en="tomorrow")
    await rina.says("Ibu Lusia", en="Mrs Lusia")
    await rina.taps("yes", "send", "acara.add_agent")
    await rina.says("Pak Markus", en="Markus")
    await rina.taps("acara.by_village", "acara.back", "acara.by_agent", "acara.back", "poster.as_picture")
    await rina.taps("poster.as_pdf", "acara.tell")
    payload = await walk.stage.store.run(lambda tx: Events(tx).newest(1)[0].payload)
    await walk.person("Siti").says(f"/start {payload}")
    await rina.says("/acara")
    await rina.taps("ac_open", "acara.unname", "acara.close")
