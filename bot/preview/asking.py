"""Conversations beside the enrolment: the first screen, benefits, prices, questions, one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.preview.enrolling import NIK, registers
from bot.terms.roles import Role

if TYPE_CHECKING:
    from bot.preview.walk import Guest, Walk

_BORN = "17-08-1980"


async def beginning(walk: Walk) -> None:
    """Show the first screen, the menu, help, and what belongs nowhere."""
    siti = walk.person("Siti")
    await siti.says("/start")
    await siti.says("/bantuan")
    await siti.says("/privasi")
    await siti.says("/bahasa")
    await siti.taps(walk.texts.bare("language.name"))
    await siti.says("/terbang")
    await siti.says("/batal")
    await siti.sends("sticker")
    await siti.shares()
    await siti.edits("halo lagi")
    await siti.says("/tanya")
    siti_group = walk.stage.sandbox.group("Kelompok tani", siti.id)
    await siti_group.says(siti.id, "/start")
    await walk.watch(siti.name, "/start")


async def benefits(walk: Walk) -> None:
    """Show what protection gives: a card for each programme, an example for each kind of work."""
    siti = walk.person("Siti")
    await siti.says("/manfaat")
    await siti.taps("farmer", "1500000")
    for label in ("benefit.go_jkm", "benefit.go_jht", "benefit.go_not", "benefit.go_time"):
        await siti.taps(label)
    for sector in ("fisher", "trader", "transport", "river", "other"):
        await siti.says("/manfaat")
        await siti.taps(sector, "benefit.no_income")


async def prices(walk: Walk) -> None:
    """Show the calculator."""
    siti = walk.person("Siti")
    await siti.says("/iuran")
    await siti.taps("farmer", "jkk_jkm_jht", "12", "1500000", "calculator.again", "_cancel")
    await siti.says("/iuran")
    await siti.taps("boatman", "jkk_jkm", "1", "1000000", "calculator.again")
    await siti.taps("driver", "jkk_jkm", "6", "uncertain", "_yes", "calculator.take_along")


async def questions(walk: Walk) -> None:
    """Show answers to questions in free text, what is not understood, and the way to a person."""
    siti = walk.person("Siti")
    for indonesian, english in (
        ("halo", "hello"),
        ("ini robot ya?", "are you a robot?"),
        ("brp iurannya min?", "how much is it a month?"),
        ("terima kasih", "thank you"),
        ("penghasilan 2 juta bayar berapa?", "what do I pay with 2 juta?"),
        ("kalau 3 juta?", "and with 3 juta?"),
        ("sy ojek dpt diskon ga", "I drive an ojek, is there a discount for me?"),
        ("klo telat 2 bln mati ga?", "what if I am late by 2 months?"),
        ("resep rendang", "a recipe for rendang"),
        ("bot bodoh", "stupid bot"),
        ("klaim", "claim"),
        (f"nik saya {NIK} sudah terdaftar?", f"my nik is {NIK}, am I enrolled?"),
        (NIK, NIK),
    ):
        await siti.says(indonesian, en=english)
    await siti.taps("answer.person", "office.send", "office.send")
    for _ in range(2):
        await siti.says("apakah kucing boleh ikut naik perahu", en="may a cat come on the boat")
    await siti.taps("office.do_not_send")
    await siti.says("/tanya")
    await siti.taps("answer.person") if siti.has("answer.person") else None
    await siti.sends("voice")
    await siti.sends("photo", caption="kartu saya")
    await siti.says("/privasi")
    await siti.taps("office.forget")


async def danger(walk: Walk) -> None:
    """Show what people in danger read, at a step, too, and how somebody of the office is called."""
    siti = walk.person("Siti")
    await siti.says("/start")
    await siti.taps("menu.danger")
    for kind in ("accident", "missing", "death", "violence", "fraud", "self_harm"):
        await siti.taps(f"danger.kind_{kind}")
    await siti.taps("danger.call_me")
    with walk.unseen():
        rina = await walk.staff("Rina", Role.OFFICER)
        await rina.says("/kantor")
    await rina.taps("staff.duty_begin")
    with walk.unseen():
        await siti.says("/daftar")
        await siti.taps("self", "agree")
    await siti.says("suami saya baru saja jatuh dari pohon", en="my husband just fell from a tree")
    await siti.taps("danger.call_me")
    await siti.says("kapal karam tolong", en="help the boat is sinking")
    await rina.says("/kantor")
    await rina.taps("inbox.open", "ticket")
    await rina.says("/kantor")
    await rina.taps("staff.duty_end")


async def own_data(walk: Walk) -> None:
    """Show one's own data: proof, correction, file, erasure; and the lock."""
    siti = walk.person("Siti")
    await siti.says("/dataku")
    with walk.unseen():
        number = await registers(siti)
    await siti.says("/dataku")
    for typed in ("12", "123-456-789"):
        await siti.says(typed)
    await siti.says(number)
    await siti.says("01-01-1970")
    await siti.taps("mydata.try_again")
    await _proves(siti, number)
    await siti.taps("mydata.file", "mydata.correct", "change", "income", "2000000", "send", "menu.my_data")
    await siti.taps("mydata.correct", "_cancel", "menu.my_data", "mydata.close")
    await siti.says("/kunci")
    await siti.taps("lock.no")
    with walk.unseen():
        await siti.says("/daftar")
        await siti.taps("other", "agree")
    await siti.says("/kunci")
    await siti.taps("lock.yes", "mydata.by_number")
    await _proves(siti, number)
    await siti.taps("mydata.unlock")
    await siti.says("/dataku")
    await siti.taps("mydata.erase", "mydata.erase_no", "mydata.erase", "mydata.erase_yes")


async def _proves(guest: Guest, number: str) -> None:
    await guest.says(number)
    await guest.says(_BORN)


async def wrong_proof(walk: Walk) -> None:
    """Show what happens after too many wrong tries."""
    siti = walk.person("Siti")
    with walk.unseen():
        await registers(siti, "6106011708809010")
        await siti.says("/dataku")
        for _ in range(4):
            await siti.says("123-456-786")
            await siti.says(_BORN)
            await siti.taps("mydata.try_again")
        await siti.says("123-456-786")
    await siti.says(_BORN)


async def news(walk: Walk) -> None:
    """Show which news somebody gets."""
    siti = walk.person("Siti")
    with walk.unseen():
        await registers(siti, "6106011708809011")
    await siti.says("/berhenti")
    await siti.taps("wish.make", "mute", "unmute", "mute_all", "unmute_all")
