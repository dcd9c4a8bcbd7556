"""Conversations of planners of the regency, who work out what a budget reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terms.roles import Role

if TYPE_CHECKING:
    from bot.preview.walk import Walk


async def budget(walk: Walk) -> None:
    """Show four questions, three ways, how one is changed, whom they reach, the workbook."""
    dewi = await walk.staff("Dewi", Role.PLANNER)
    await dewi.says("/anggaran")
    await dewi.says("entah", en="no idea")
    await dewi.says("500 juta")
    await dewi.says("61")
    await dewi.taps("12")
    await dewi.says("60 50")
    await dewi.taps("apbd_regency=100")
    await dewi.taps("jkk_jkm", "bg_way", "bg_shares", "village=100")
    await dewi.taps("bg_way", "bg_first")
    await dewi.says("kapan saja", en="any time")
    await dewi.taps("_cancel", "budget.back", "budget.file_button")
