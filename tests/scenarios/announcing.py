"""Announcing as a conversation, for the tests that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox import Heard, PersonDriver


async def arrives(person: PersonDriver) -> None:
    """Open the chat."""
    await person.starts()
    await person.hears_until("perlindungan kerja")


async def writes(staff: PersonDriver, text: str) -> Heard:
    """Write a message; return the desk."""
    await staff.says("/siarkan")
    await staff.hears_until("Kirim pesannya sekarang")
    await staff.says(text)
    return await staff.hears_until("Draf kabar")


async def tries_it(staff: PersonDriver) -> None:
    """Have it sent to oneself."""
    await staff.taps("Kirim uji ke saya")
    await staff.hears_until("Begini pesannya sampai")
    await staff.hears_until("sudah dilihat")


async def confirms(staff: PersonDriver, people: int, button: str = "📣 Kirim") -> None:
    """Type the number of recipients."""
    await staff.taps(button)
    await staff.hears_until("ketik jumlah")
    await staff.says(str(people))
    await staff.hears_until("disetujui")


async def announces(staff: PersonDriver, text: str, people: int) -> None:
    """Announce to everybody."""
    await writes(staff, text)
    await tries_it(staff)
    await confirms(staff, people)
