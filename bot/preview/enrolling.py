"""Conversations of the enrolment: every question, what is refused and why, the summary, what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import Person
from bot.sandbox.samples import tiny_png

if TYPE_CHECKING:
    from bot.preview.walk import Guest, Walk

HOME = ("Semitau", "Nanga Lemedak")
NIK = "6106011708809001"
OTHER_NIK = "6106015205859002"
YOUNG, OLD, WOMAN = "6106011708159003", "6106011708409004", "6106015708809005"
_WRONG_NIKS = (
    "61060117", "6106ABCD17089001", "9906011708809001", "6100011708809001", "6106013902809001",
    "1111111111111111", "6106011708800000",
)  # fmt: skip
_WRONG_NAMES = (
    "ok",
    "Siti 123",
    "Siti www.contoh.example",
    "Сити Аминах",
    "Siti Aminah, Budi Jaya",
    "Si" * 60,
)
_WRONG_PHONES = (
    "belum punya", "halo saya", "081200009001 / 081200009002", "0812", "081111111111", "0567 21001",
    "+1 202 555 0100", "0812OOOO9001", "5551234",
)  # fmt: skip
_WRONG_INCOMES = (
    ("1 sampai 2 juta", "1 to 2 juta"), ("50rb sehari", "50rb a day"), ("300rb seminggu", "300rb a week"),
    ("20 juta setahun", "20 juta a year"), ("500 ribu dan 700 ribu", "500rb and 700rb"),
    ("1.5", "1.5"), ("500 ringgit", "500 ringgit"), ("tidak ada", "none"),
    ("50 ribu sebulan", "50rb a month"), ("999 miliar", "999 billion"), ("banyak juga", "plenty"),
    ("sekitar 2 juta lebih", "more than 2 juta"),
)  # fmt: skip


async def consents(guest: Guest) -> None:
    """Open the chat and agree to enrol oneself."""
    await guest.says("/start")
    await guest.taps("menu.enrol_self", "agree")


async def gives_person(
    guest: Guest, nik: str = NIK, name: str = "Siti Aminah", home: tuple[str, str] = HOME
) -> None:
    """Answer what is asked about the person, up to the home."""
    await _gives_card(guest, nik, name)
    await guest.taps("_yes")
    await guest.says("081200009001")
    await guest.taps(*home)


async def _gives_card(guest: Guest, nik: str, name: str) -> None:
    """Answer what the cards say, up to the yes to the number of the family card."""
    await guest.says(nik)
    await guest.taps("_yes")
    await guest.says(name)
    await guest.taps("Putussibau")
    await guest.says("Maria Lestari")
    await guest.says("6106011203159001")


async def tells_work(guest: Guest) -> None:
    """Answer what is asked about work and protection, up to the summary."""
    await guest.taps("farmer", "field", "1500000", "self", "jkk_jkm", "3")


async def registers(guest: Guest, nik: str = NIK, home: tuple[str, str] = HOME) -> str:
    """Enrol oneself; return the number."""
    await consents(guest)
    await gives_person(guest, nik, home=home)
    await tells_work(guest)
    await guest.taps("send")
    return number_of(guest)


def number_of(guest: Guest) -> str:
    """Return the registration number that the chat shows."""
    found = [word for text in guest.texts() for word in text.split() if _is_number(word)]
    return found[-1]


def _is_number(word: str) -> bool:
    return len(word) == len("123-456-789") and word.replace("-", "").isdigit()


async def first_questions(walk: Walk) -> None:
    """Show who is enrolled, and consent."""
    siti = walk.person("Siti")
    await siti.says("/daftar")
    await siti.says("entah siapa", en="no idea")
    await siti.taps("self")
    await siti.says("untuk apa datanya", en="maybe later")
    await siti.taps("_back", "self", "_cancel")
    await siti.taps("menu.enrol", "self", "agree")


async def card(walk: Walk) -> None:
    """Show the questions about the card."""
    siti = walk.person("Siti")
    with walk.unseen():
        await consents(siti)
    for nik in _WRONG_NIKS:
        await siti.says(nik)
    await siti.says("/batal")
    await siti.taps("_resume")
    await siti.sends("sticker")
    await siti.says(YOUNG)
    await siti.taps("_no")
    await siti.says(OLD)
    await siti.taps("_no")
    await siti.says(WOMAN)
    await siti.taps("differs")
    for typed in ("17 Agustus", "31-02-1980", "dulu"):
        await siti.says(typed)
    await siti.says("17-08-2012")
    await siti.taps("_no")
    await siti.says("17-08-1980")
    await siti.taps("_yes", "F")
    for name in _WRONG_NAMES:
        await siti.says(name)
    await siti.says("Siti Aminah")
    await siti.says("ok")
    await siti.says_at_once("Putussibau", "nanti dulu")
    await siti.taps("_use") if siti.has("_use") else None
    await siti.says("Maria Lestari")
    for number in ("123", NIK):
        await siti.says(number)
    await siti.says("6106011203159001")
    await siti.taps("_yes")


async def phone_and_home(walk: Walk) -> None:
    """Show the questions for telephone and home."""
    siti = walk.person("Siti")
    with walk.unseen():
        await consents(siti)
        await _gives_card(siti, NIK, "Siti Aminah")
    await siti.taps("_yes")
    for number in _WRONG_PHONES:
        await siti.says(number)
    await siti.shares(Person(9999, "Budi", phone="+6281200009099"))
    await siti.shares()
    for place in ("Jakarta", "putussibau"):
        await siti.says(place)
    await siti.taps("Semitau")
    for place in ("zzz", "Nanga", "Sibau Hulu"):
        await siti.says(place)
    await siti.taps("Nanga Lemedak")


async def work(walk: Walk) -> None:
    """Show the questions for work, income and protection."""
    siti = walk.person("Siti")
    with walk.unseen():
        await consents(siti)
        await gives_person(siti)
    await siti.says("raja", en="king")
    await siti.says("tani atau nelayan", en="driver or fisherman")
    await siti.taps("other")
    await siti.says("ok")
    await siti.says("x" * 160)
    await siti.says(f"nomor {NIK}", en=f"number {NIK}")
    await siti.says("pengumpul madu", en="honey gatherer")
    await siti.says("di")
    await siti.taps("forest")
    for indonesian, english in _WRONG_INCOMES:
        await siti.says(indonesian, en=english)
    await siti.taps("uncertain", "_no", "1500000", "apbd", "_back", "village", "_back", "self")
    await siti.taps("jkk_jkm_jht")
    await siti.says("7 bulan", en="7 months")
    await siti.taps("3")


async def summary(walk: Walk) -> None:
    """Show the summary: change, add, put off, cancel."""
    siti = walk.person("Siti")
    with walk.unseen():
        await consents(siti)
        await gives_person(siti)
        await siti.taps("farmer", "field", "1500000", "self", "jkk_jkm")
    six_months = siti.newest("6")
    await siti.taps("3")
    await siti.taps_old(six_months)
    await siti.taps_nothing()
    await siti.says("sudah ya", en="there you are")
    await siti.says("klo telat 2 bln mati ga?", en="what if I am late by 2 months?")
    await siti.edits("lain")
    await siti.taps(
        "change", "name", "_same", "change", "for_whom", "other", "_no", "_same", "change", "_resume"
    )
    await siti.taps("add", "email")
    for typed in ("siti", "siti.aminah@gmial.com"):
        await siti.says(typed)
    await siti.says("siti.aminah@example.com")
    for extra, typed in (("second_job", "jual kue"), ("hamlet", "Dusun Hilir, RT 02 RW 01")):
        await siti.taps("add", extra)
        await siti.says(typed)
    await siti.taps("add", "card_address", "_skip", "add", "card_picture")
    await siti.says("ini dia", en="here it is")
    await siti.sends("document", b"%PDF-1.4")
    await siti.sends("photo", tiny_png())
    await siti.taps("change", "email", "_skip")
    await siti.taps("_later", "enrolment.go_on", "_cancel", "_resume")
    await siti.taps("send")


async def for_another(walk: Walk) -> None:
    """Show what is worded otherwise for whoever enrols somebody else; drafts side by side."""
    budi = walk.person("Budi")
    await budi.says("/start")
    await budi.taps("menu.enrol_other", "agree", "neighbour")
    await budi.says(OTHER_NIK)
    await budi.taps("_yes")
    await budi.says("Lidia Lestari")
    await budi.taps("Semitau")
    await budi.says("Maria Lestari")
    await budi.says("6106011203159001")
    await budi.taps("_yes", "_skip", "Semitau", "Nanga Lemedak")
    await budi.taps("other")
    await budi.says("menganyam", en="weaving")
    await budi.taps("home", "1000000", "self", "jkk_jkm", "1")
    await budi.taps("_later", "enrolment.another", "self", "agree", "_later")
    await budi.says("/daftar")
    await budi.taps("drop", "_cancel_yes")
    await budi.says("/batal")
    await budi.taps("_cancel_yes")


async def group(walk: Walk) -> None:
    """Show how many people are enrolled together."""
    budi = walk.person("Budi")
    await budi.says("/kelompok")
    await budi.taps("agree", "Putussibau", *HOME)
    await budi.taps("farmer", "field", "1000000", "apbd", "jkk_jkm")
    await budi.says("Lidia Lestari")
    await budi.says("610601120315 Lidia Lestari")
    await budi.says(
        f"{OTHER_NIK} Lidia Lestari; Semitau\n610601120315 Rosa\n6106010708859002\nMarkus Lunsa\nJau\n"
        "6106013213859003 Ding"
    )
    await budi.taps("_yes")
    await budi.says("keluarkan 9", en="remove 9")
    await budi.says("keluarkan 2", en="remove 2")
    await budi.taps("_yes", "done", "change", "_resume", "send")
    many = "\n".join(f"61060107088{serial:05} Jau" for serial in range(9001, 9041))
    await budi.taps("joint.again")
    with walk.unseen():
        await budi.taps("agree", "Putussibau", *HOME, "farmer", "field", "1000000", "apbd", "jkk_jkm")
    await budi.says(many)
    await budi.says(many[: many.index("9025") - 12])
    await budi.taps("_yes")
    await budi.says("\n".join(many.splitlines()[20:]))
    with walk.unseen():
        await budi.taps("_later")
        await budi.taps("enrolment.another", "self", "agree", "_later")
    await budi.says("/daftar")


async def next_person(walk: Walk) -> None:
    """Show how the next person begins with what the last one shared."""
    ani = walk.person("Ani")
    with walk.unseen():
        await registers(ani, "6106014404829006")
    await ani.taps("enrolment.next")


async def several(walk: Walk) -> None:
    """Show /status with one, and with many registrations."""
    ani = walk.person("Ani")
    await ani.says("/status")
    with walk.unseen():
        await registers(ani, "6106014404829006")
    await ani.says("/status")
    await ani.taps("status.picture")
    with walk.unseen():
        for serial in (9007, 9008, 9009):
            await ani.says("/daftar")
            await ani.taps("other", "agree", "sibling")
            await gives_person(ani, f"610601440483{serial}", "Budi Jaya")
            await tells_work(ani)
            await ani.taps("send")
        await ani.says("/daftar")
        await ani.taps("self", "agree")
    await ani.says("/status")
