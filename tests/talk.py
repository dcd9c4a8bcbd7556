"""A registration as a conversation over HTTP, for tests that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.waiting import until

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver

NIK = "6106011708809001"


async def sees_gone(person: PersonDriver, *texts: str) -> None:
    """Wait until no message holds any of the texts."""
    await until(lambda: not any(text in message.text for message in person.chat for text in texts))


async def reaches_consent(person: PersonDriver, timeout: float = 60.0) -> None:  # noqa: ASYNC109
    """Open the chat and ask to enrol."""
    await person.starts()
    await person.hears_until("perlindungan kerja", timeout)
    await person.taps("Daftar untuk saya")
    await person.hears_until("Setuju? Tekan", timeout)


async def consents(person: PersonDriver) -> None:
    """Open the chat and agree."""
    await reaches_consent(person)
    await person.taps("Setuju")
    await person.hears_until("Berapa NIK")


async def reaches_summary(person: PersonDriver, *, nik: str = NIK) -> None:
    """Answer everything up to the summary."""
    await consents(person)
    await person.says(nik)
    await person.hears_until("Sudah benar?")
    await person.taps("Ya, benar")
    await person.hears_until("Siapa nama")
    await person.says("Siti Aminah")
    await person.hears_until("Tempat lahir")
    await person.taps("Putussibau")
    await person.hears_until("Berapa nomor HP")
    await person.says("081200009001")
    for question, label in (
        ("kecamatan mana", "Semitau"),
        ("Desa atau kelurahan", "Nanga Lemedak"),
        ("pekerjaan", "Petani"),
        ("bekerja di mana", "Sawah"),
        ("penghasilan", "Rp1.500.000"),
        ("Siapa yang akan membayar", "Bayar sendiri"),
        ("Pilih perlindungan", "Celaka + kematian"),
        ("berapa bulan dulu", "3 bulan"),
    ):
        await person.hears_until(question)
        await person.taps(label)
    await person.hears_until("Periksa dulu")


async def reaches_picture(person: PersonDriver) -> None:
    """Answer everything, and ask to add a picture of the card."""
    await reaches_summary(person)
    await person.taps("Tambah")
    await person.hears_until("Mau menambah apa")
    await person.taps("Foto KTP")
    await person.hears_until("Kirim foto KTP")


async def registers(person: PersonDriver, *, nik: str = NIK) -> str:
    """Register, and return the number as it was shown."""
    await reaches_summary(person, nik=nik)
    await person.taps("✅ Kirim")
    sent = await person.hears_until("Nomor pendaftaran:")
    await person.hears_until("baru mulai")
    return sent.text.split("Nomor pendaftaran: ")[1].split()[0]
