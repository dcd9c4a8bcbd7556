"""Conversations of officers who work registrations off, and of workers who put something right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.preview.enrolling import registers
from bot.terms.roles import Role

if TYPE_CHECKING:
    from bot.preview.walk import Guest, Walk

_FIRST, _SECOND = "6106011708809021", "6106011708809022"


async def queue(walk: Walk) -> None:
    """Show how one registration after the other is looked at, and what may become of it."""
    siti, ani = walk.person("Siti"), walk.person("Ani")
    with walk.unseen():
        await registers(siti, _FIRST)
        await registers(ani, _FIRST)
        rina, dewi = await walk.staff("Rina", Role.ADMIN), await walk.staff("Dewi", Role.OFFICER)
        await dewi.says("/antrean")
    await rina.says("/antrean")
    await rina.taps("rv_compare", "review.back", "review.note")
    await rina.says(f"NIK {_SECOND}")
    await rina.says("besok ditelepon lagi", en="to be called again tomorrow")
    await rina.taps("review.history", "review.back", "rv_aside", "review.other_day")
    await rina.says("1 januari 2020", en="1 January 2020")
    await rina.taps("_cancel", "review.duplicate", "review.type_number")
    await rina.says("123-456-786")
    await rina.taps("review.reject", "wage_earner")
    await _reads_news(walk, ani, "menu.ask")
    await dewi.taps("review.release")
    await rina.says("/antrean")
    await rina.taps("review.accept")


async def correction(walk: Walk) -> None:
    """Show how one answer is asked again, and goes back to the office."""
    siti = walk.person("Siti")
    with walk.unseen():
        await registers(siti, _SECOND)
        rina = await walk.staff("Rina", Role.OFFICER)
    await rina.says("/antrean")
    await rina.taps("review.correct", "phone", "unreachable")
    await _reads_news(walk, siti, "ruling.put_right")
    await rina.taps("review.more_wrong", "name", "review.in_words")
    await rina.says("x" * 400)
    await rina.says("di KTP tertulis lengkap", en="the card has the whole name")
    await siti.says("/status")
    await siti.taps("ruling.put_right", "_cancel", "ruling.put_right")
    await siti.says("081200009044")
    await siti.says("Siti Aminah Lestari")
    await rina.says("/antrean")
    await rina.taps("review.accept")
    await siti.says("/status")


async def finding(walk: Walk) -> None:
    """Show how somebody is found."""
    siti = walk.person("Siti")
    with walk.unseen():
        await registers(siti, _SECOND)
        rina = await walk.staff("Rina", Role.OFFICER)
    await rina.says("/cari")
    await rina.says("61")
    await rina.taps("_cancel")
    await rina.says("/cari Bambang Wijaya")
    await rina.says("/cari siti")
    await rina.taps("st_open", "review.look")
    planner = await walk.staff("Agus", Role.PLANNER)
    await planner.says("/kantor")


async def _reads_news(walk: Walk, guest: Guest, button: str) -> None:
    """Wait for news with a button, unless they have come while an officer went on."""
    if guest.has(button):
        await walk.watch()
    else:
        await walk.waits_for(guest, "stage_news.heading")
