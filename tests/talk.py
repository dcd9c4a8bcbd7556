"""A registration as a conversation, for tests that need one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.privacy.forgetting import ageing

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.sandbox import PersonDriver
    from bot.store.transaction import Transaction

NIK = "6106011708809001"
BORN = "17-08-1980"


def grows_old(tx: Transaction, resources: Resources) -> None:
    """Forget what has grown too old, as the bot does each hour."""
    for unit in ageing(resources):
        unit(tx)


async def sees_gone(person: PersonDriver, *texts: str) -> None:
    """Wait until no message holds any of the texts."""
    for _ in range(100):
        left = [text for message in person.chat for text in texts if text in message.text]
        if not left:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"still there: {left}")


async def reaches_consent(person: PersonDriver, timeout: float = 5.0) -> None:  # noqa: ASYNC109
    """Open the chat and ask to enrol."""
    await person.starts()
    await person.hears_until("perlindungan kerja", timeout)
    await person.taps("Daftar untuk saya")
    await person.hears_until("Setuju? Tekan", timeout)


async def chooses_self(person: PersonDriver) -> None:
    """Answer the question who is to be enrolled."""
    await person.hears_until("Siapa yang mau didaftarkan")
    await person.taps("Saya sendiri")
    await person.hears_until("Setuju? Tekan")


async def consents(person: PersonDriver) -> None:
    """Open the chat and agree."""
    await reaches_consent(person)
    await person.taps("Setuju")
    await person.hears_until("Berapa NIK")


async def begins_another(person: PersonDriver) -> None:
    """Begin one more registration under the last one, up to the question for the NIK."""
    await person.taps("Daftarkan orang lain")
    await chooses_self(person)
    await person.taps("Setuju")
    await person.hears_until("Berapa NIK")


async def reaches_summary(person: PersonDriver, *, nik: str = NIK, name: str = "Siti Aminah") -> None:
    """Answer everything up to the summary."""
    await consents(person)
    await fills_in(person, nik=nik, name=name)


async def reaches_name(person: PersonDriver) -> None:
    """Open the chat, agree, and confirm a NIK."""
    await consents(person)
    await gives_nik(person, NIK)


async def gives_nik(person: PersonDriver, nik: str) -> None:
    """Type a NIK and confirm what was read."""
    await person.says(nik)
    await person.hears_until("Sudah benar?")
    await person.taps("Ya, benar")
    await person.hears_until("Siapa nama")


async def chooses_place(person: PersonDriver) -> None:
    """Choose district and village."""
    await person.taps("Semitau")
    await person.hears_until("Desa atau kelurahan")
    await person.taps("Nanga Lemedak")
    await person.hears_until("pekerjaan")


async def tells_work(person: PersonDriver, income: str = "Rp1.500.000") -> None:
    """Tell work and income, which ends on the question who pays."""
    await person.taps("Petani")
    await person.hears_until("bekerja di mana")
    await person.taps("Sawah")
    await person.hears_until("penghasilan")
    await person.taps(income)
    await person.hears_until("Siapa yang akan membayar")


async def chooses_protection(person: PersonDriver) -> None:
    """Choose payer, programmes and months, which ends on the summary."""
    await person.taps("Bayar sendiri")
    await person.hears_until("Pilih perlindungan")
    await person.taps("2 program")
    await person.hears_until("berapa bulan dulu")
    await person.taps("3 bulan")
    await person.hears_until("Periksa dulu")


async def reaches_end(person: PersonDriver) -> None:
    """Answer everything from the district on, up to the summary."""
    await chooses_place(person)
    await tells_work(person)
    await chooses_protection(person)


async def gives_name_and_phone(person: PersonDriver, name: str) -> None:
    """Answer the questions between NIK and place."""
    await person.says(name)
    await person.hears_until("Tempat lahir")
    await person.taps("Putussibau")
    await person.hears_until("nomor HP")
    await person.says("081200009001")
    await person.hears_until("kecamatan mana")


async def fills_in(person: PersonDriver, *, nik: str, name: str) -> None:
    """Answer everything after consent, up to the summary."""
    await gives_nik(person, nik)
    await gives_name_and_phone(person, name)
    await reaches_end(person)


async def reaches_picture(person: PersonDriver) -> None:
    """Answer everything, and ask to add a picture of the card."""
    await reaches_summary(person)
    await person.taps("Tambah")
    await person.hears_until("Mau menambah apa")
    await person.taps("Foto KTP")
    await person.hears_until("Kirim foto KTP")


async def sends(person: PersonDriver) -> str:
    """Send what is on the summary, and return the number as it was shown."""
    await person.taps("✅ Kirim")
    sent = await person.hears_until("Nomor pendaftaran:")
    await person.hears_until("baru mulai")
    return sent.text.split("Nomor pendaftaran: ")[1].split()[0]


async def answers_all(person: PersonDriver, *, nik: str, name: str) -> str:
    """Answer everything after consent and send it; return the number."""
    await fills_in(person, nik=nik, name=name)
    return await sends(person)


async def registers(person: PersonDriver, *, nik: str = NIK, name: str = "Siti Aminah") -> str:
    """Register, and return the number as it was shown."""
    await reaches_summary(person, nik=nik, name=name)
    return await sends(person)


async def opens_data(person: PersonDriver, number: str, born: str = BORN) -> None:
    """Pass the second proof."""
    await person.says("/dataku")
    await person.hears_until("nomor pendaftaran")
    await person.says(number)
    await person.hears_until("tanggal lahirnya")
    await person.says(born)
    await person.hears_until("Data Anda")
