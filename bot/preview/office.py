"""Conversations of staff: figures, members, the inbox, announcements; and the news of stages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.preview.enrolling import consents, number_of, registers
from bot.registration.store import Registrations
from bot.reminders.own_messages import note_discount_warnings, note_reminders, note_stage
from bot.terms.roles import Role
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from bot.preview.walk import Guest, Walk
    from bot.store.transaction import Transaction

_BADAU, _EMPANANG = ("Badau", "Badau"), ("Empanang", "Nanga Kantuk")
_MESSAGE, _OTHER_MESSAGE = (
    "Besok ada pendaftaran di pasar.",
    "Halo {nama}, iuran bulan ini sudah bisa dibayar.",
)


async def members(walk: Walk) -> None:
    """Show who is staff, and how that changes."""
    rina = await walk.staff("Rina", Role.ADMIN)
    await rina.says("/start staf_lama")
    await rina.says("/kantor")
    await rina.says("/staf")
    await rina.taps("st_invite", "officer")
    with walk.unseen():
        dewi = await walk.staff("Dewi", Role.OFFICER)
        await rina.says("/staf")
    await rina.taps(str(dewi.id), "viewer", str(dewi.id), "staff.remove", "staff.remove_yes")
    await rina.taps(str(rina.id), "staff.remove")
    await dewi.says("/kantor")


async def officer(walk: Walk) -> None:
    """Show a registration found by its number, and moved on."""
    siti = walk.person("Siti")
    with walk.unseen():
        number = await registers(siti)
    rina = await walk.staff("Rina", Role.OFFICER)
    await rina.says(number)
    await rina.taps("in_review", "st.yes")
    await rina.taps("registered")
    await rina.says("gratis", en="free")
    await rina.says("41.600")
    await rina.says("entah", en="no idea")
    await rina.says("1 januari 2020", en="1 January 2020")
    await rina.says("15 desember", en="15 December")
    await rina.taps("send", "active")
    await rina.says("123")
    await rina.says("26012345678")
    await rina.taps(
        "_skip", "_skip", "_skip", "send", "ended", "st.no", "st.record_more", "_cancel", "st.open"
    )


async def inbox(walk: Walk) -> None:
    """Show how questions are answered by a person."""
    with walk.unseen():
        rina, agus = await walk.staff("Rina", Role.ADMIN), await walk.staff("Agus", Role.OFFICER)
        siti = walk.person("Siti")
    await agus.says("/kantor")
    await agus.taps("inbox.open")
    for question in ("Kartu saya hilang, harus bagaimana?", "Alamat kantor di mana sekarang?"):
        await siti.says(question)
        await siti.taps("office" if not siti.has("answer.person") else "answer.person", "office.send")
    await agus.says("/kantor")
    await agus.taps("inbox.open", "ticket", "take", "release", "take")
    await rina.says("/kantor")
    await rina.taps("inbox.open", "ticket")
    await agus.taps("answer")
    await agus.says("x" * 2100)
    await agus.says("Selamat pagi, kartu bisa diganti di kantor dengan KTP.")
    await agus.taps("reusable", "send")
    await siti.says("Kartunya masih di rumah teman.")
    await siti.taps("not_for_office", "not_for_office")
    await siti.says("Kartunya masih di rumah teman.")
    await agus.replies("Baik, kami tunggu.")
    await siti.says("makasih pak")
    await agus.says("/kantor")
    await agus.taps("inbox.open", "ticket", "answer", "_cancel", "ticket.back", "answer")
    for kind in ("sticker", "voice"):
        await agus.sends(kind)
    await agus.taps("send")
    await siti.sends("voice")
    await agus.taps("ticket", "close_ticket", "other")
    await agus.says("Alamatnya tertulis di /bantuan.")
    await agus.replies("Halo?")
    dewi = walk.person("Dewi")
    for reason in ("phoned", "not_ours", "settled"):
        with walk.unseen():
            await dewi.says("Kartu saya hilang lagi, harus bagaimana?")
            await dewi.taps("answer.person", "office.send")
            await agus.says("/kantor")
        await agus.taps("inbox.open", "ticket", "close_ticket", reason)
    await dewi.says("Kartu saya hilang lagi, harus bagaimana?")
    await dewi.taps("answer.person", "office.send")
    with walk.unseen():
        await consents(dewi)
    for _ in range(3):
        await dewi.says("1")
    await dewi.taps("_help")
    await agus.says("/kantor")
    await agus.taps("inbox.open", "ticket", "answer", "again", "send")
    await agus.taps("inbox.open", "ticket")


async def announcing(walk: Walk) -> None:
    """Show how an announcement is written, tried, confirmed and sent."""
    with walk.unseen():
        rina, siti = await walk.staff("Rina", Role.ADMIN), walk.person("Siti")
        await registers(siti, "6106011708809012", _BADAU)
    await rina.says("/siarkan")
    for refused in ("Halo {naam}", "{nama}" + "x" * 4060):
        await rina.says(refused)
    await rina.sends("sticker")
    await rina.says("Halo {nama} dari {kecamatan}")
    await rina.says("x" * 70)
    await rina.says("Bapak/Ibu")
    await rina.says("daerah Anda")
    await rina.taps("an_kind", "an_desk", "announce.change_message")
    await rina.says(_MESSAGE)
    await rina.taps("an_buttons", "announce.add_link")
    for typed in ("peta", "Lihat peta https://contoh.example/peta"):
        await rina.says(typed)
    await rina.taps("an_buttons", "enrol", "announce.back", "an_when", "announce.other_time")
    for typed in ("entah", "1 Januari 2020 08.00", "besok 09.00"):
        await rina.says(typed)
    await rina.taps("an_when", "announce.now")
    await _chooses(rina)
    await rina.taps("an_test", "announce.send")
    await rina.says("0")
    await _confirms(walk, rina)
    await rina.taps("progress.open", "history.report")
    await siti.taps("mute")


async def _confirms(walk: Walk, rina: Guest) -> None:
    """Type the number of recipients, and wait until it has ended."""
    await rina.says(_number_in(rina))
    await walk.waits_for(rina, "progress.ended", "progress.ended_correct", "progress.ended_recall")


async def _chooses(rina: Guest) -> None:
    """Choose the audience: one district; keep the choice under a name."""
    await rina.taps("an_audience", "an_kept", "an_audience", "link", "an_audience", "district", *_BADAU[:1])
    await rina.taps("an_audience", "an_keep")
    for typed in ("x" * 50, "Warga Badau"):
        await rina.says(typed)
    await rina.taps(
        "an_audience", "an_kept", "Warga Badau", "an_everyone", "district", *_BADAU[:1], "an_desk"
    )


async def afterwards(walk: Walk) -> None:
    """Show what can be done about an announcement that went out: send again, correct, take back, steer."""
    with walk.unseen():
        rina = await walk.staff("Rina", Role.ADMIN)
        await registers(walk.person("Siti"), "6106011708809014", _EMPANANG)
        await _writes(rina, _MESSAGE, "an_when", "announce.now", district=_EMPANANG[0])
        await _confirms(walk, rina)
    await rina.taps("progress.open", "history.correct", "an_write")
    await rina.sends("photo", caption=_MESSAGE)
    await rina.says("Besok pendaftaran pindah ke balai desa.")
    await rina.taps("an_test", "announce.send")
    await _confirms(walk, rina)
    await rina.says("/siarkan")
    with walk.unseen():
        await rina.taps("_cancel")
    await rina.taps("an_history", "an_open")
    await rina.taps("history.recall_it", "announce.recall")
    await _confirms(walk, rina)
    with walk.unseen():
        await _writes(rina, _OTHER_MESSAGE, "an_when", "morning", district=_EMPANANG[0])
    await rina.says(_number_in(rina))
    await walk.waits_for(rina, "progress.scheduled")
    await rina.taps("progress.pause")
    await walk.waits_for(rina, "run.paused")
    await rina.taps("progress.go_on")
    await walk.waits_for(rina, "progress.scheduled")
    await rina.taps("progress.stop", "history.stop_no")
    await rina.taps("progress.stop", "history.stop_yes", "history.reuse", "an_drop")


async def _writes(rina: Guest, message: str, *taps: str, district: str) -> None:
    """Write an announcement for one district, up to the number that confirms it."""
    await rina.says("/siarkan")
    await rina.says(message)
    if "{" in message:
        await rina.says("Bapak/Ibu")
    await rina.taps("an_audience", "district", district, "an_desk", *taps)
    await rina.taps("an_test", "announce.send")


async def second(walk: Walk) -> None:
    """Show the second confirmation, which a large number of recipients needs."""
    with walk.unseen():
        rina = await walk.staff("Rina", Role.ANNOUNCER)
        agus = await walk.staff("Agus", Role.ADMIN)
        await rina.says("/siarkan")
        await rina.says(_OTHER_MESSAGE)
        await rina.says("Bapak/Ibu")
        await rina.taps("an_test")
    for answer in ("an_refuse", "an_second"):
        await rina.taps("announce.send")
        await rina.says(_number_in(rina))
        await agus.taps(answer)


def _number_in(guest: Guest) -> str:
    """Return the number that the newest message asks to be typed."""
    words = guest.text().replace(",", " ").split()
    return [word for word in words if word.isdigit()][-1]


async def stages(walk: Walk) -> None:
    """Show the news of each stage, and what whoever scans the code of the picture sees."""
    siti = walk.person("Siti")
    with walk.unseen():
        await registers(siti, "6106011708809013")
    number = number_of(siti).replace("-", "")
    for stage in (one for one in Stage if one not in {Stage.DRAFT, Stage.SUBMITTED}):
        registration_id = await walk.stage.store.run(partial(_moves, number=number, stage=stage))
        await walk.waits_for(siti, "stage_news.heading")
        await siti.says("/status")
        await siti.taps("status.picture")
    await siti.says(f"/start bukti_{registration_id}")
    await siti.says("/start bukti_salah")


def _moves(tx: Transaction, number: str, stage: Stage) -> str:
    registration = Registrations(tx).by_number(number)
    if registration is None:
        raise LookupError(number)
    Registrations(tx).set_stage(registration.id, stage, "preview")
    note_stage(tx, registration)
    return registration.id


async def reminders(walk: Walk) -> None:
    """Show the reminder of a draft, and the warning before a discount ends."""
    ani, siti, resources = walk.person("Ani"), walk.person("Siti"), walk.stage.resources
    with walk.unseen():
        await consents(ani)
        await ani.taps("_later")
        await walk.stage.store.run(lambda tx: note_reminders(tx, 0, None))
    await walk.waits_for(ani, "own.reminder")
    await ani.taps("own.reminder_send") if ani.has("own.reminder_send") else None
    with walk.unseen():
        await registers(siti)
        await siti.says("/berhenti")
        await siti.taps("wish.make")
        await walk.stage.store.run(lambda tx: note_discount_warnings(tx, resources, 0))
    await walk.waits_for(siti, "own.discount")
    await siti.taps("mute.button")


async def lacks(walk: Walk) -> None:
    """Show what stands in the way of an announcement, and what only another language asks."""
    with walk.unseen():
        rina = await walk.staff("Rina", Role.ADMIN)
    await rina.says("/siarkan")
    await rina.taps("an_history", "an_open", "an_test", "announce.back")
    await rina.taps("announce.change_message")
    await rina.edits("/siarkan")
    await rina.says(_MESSAGE)
    await rina.taps("en")
    await rina.says("Hello {name}")
    await rina.says("friend")
    await rina.taps("an_test", "an_audience", "district", "Semitau", "an_desk")
    test = rina.newest("an_test")
    await rina.taps("an_drop")
    await rina.taps_old(test) if rina.has("an_test") else None


async def left_out(walk: Walk) -> None:
    """Show who is left out of an announcement, to whom it could not go, and the report of that."""
    with walk.unseen():
        rina = await walk.staff("Rina", Role.ADMIN)
        siti, ani = walk.person("Siti"), walk.person("Ani")
        await registers(siti, "6106011708809015", _BADAU)
        await registers(ani, "6106011708809016", _BADAU)
        await ani.says("/berhenti")
        await ani.taps("mute_all")
        await rina.says("/siarkan")
        await rina.says(_MESSAGE)
    await rina.taps("an_audience", "district", _BADAU[0], "an_desk", "an_test", "announce.send")
    with walk.unseen():
        siti_chat = walk.stage.sandbox.world.chats[siti.id]
        siti_chat.deactivated = True
    await _confirms(walk, rina)
    await rina.taps("progress.open", "history.report")
