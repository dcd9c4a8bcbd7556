"""Conversations of officers who take lists of registrations out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.preview.enrolling import registers
from bot.terms.roles import Role

if TYPE_CHECKING:
    from bot.preview.walk import Guest, Walk

_NIK = "6106011708809031"


async def lists(walk: Walk) -> None:
    """Show how a list is made, chosen, had again, and said to have gone to BPJS Ketenagakerjaan."""
    siti = walk.person("Siti")
    with walk.unseen():
        await registers(siti, _NIK)
        rina = await walk.staff("Rina", Role.OFFICER)
    await rina.says("/ekspor")
    with walk.unseen():
        await rina.says("/antrean")
        await rina.taps("review.accept")
    await rina.says("/ekspor")
    await rina.taps("ex_last")
    await _gets(walk, rina, "export.yes", "export.heading")
    await rina.taps("export.hand_over")
    await rina.says("/ekspor")
    await rina.taps("export.choose", "stage", "accepted", "export.done", "export.sent", "export.today")
    await _gets(walk, rina, "export.yes", "export.heading")
    await rina.says("/ekspor")
    await rina.taps("ex_open", "export.hand_over")
    await _gets(walk, rina, "ex_hand_yes", "export.handed")
    await rina.says("/ekspor")
    await rina.taps("ex_open")


async def _gets(walk: Walk, guest: Guest, button: str, message_id: str) -> None:
    """Tap a button, and wait for what comes by itself, unless it has come at once."""
    before = len(guest.texts())
    await guest.taps(button)
    if len(guest.texts()) > before:
        await walk.watch()
    else:
        await walk.waits_for(guest, message_id)
