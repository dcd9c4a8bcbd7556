"""Whole conversations: staff announce, people get it, and what can be done about it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot
    from tests.scenarios.conftest import Invite


async def arrives(person: PersonDriver) -> None:
    await person.starts()
    await person.hears_until("perlindungan kerja")


async def writes(staff: PersonDriver, text: str) -> None:
    """Write a message, up to the desk."""
    await staff.says("/siarkan")
    await staff.hears_until("Kirim pesannya sekarang")
    await staff.says(text)


async def tries_it(staff: PersonDriver) -> None:
    """Have it sent to oneself."""
    await staff.taps("Kirim uji ke saya")
    await staff.hears_until("Begini pesannya sampai")
    await staff.hears_until("sudah dilihat")


async def confirms(staff: PersonDriver, people: int) -> None:
    """Type the number of recipients."""
    await staff.taps("📣 Kirim")
    await staff.hears_until("ketik jumlah penerimanya")
    await staff.says(str(people))
    await staff.hears_until("disetujui")


async def test_everybody_gets_an_announcement_once_and_the_writer_sees_it_end(
    siti: PersonDriver, bot: RunningBot, sandbox: Sandbox, invited: Invite
) -> None:
    await arrives(siti)
    rina = await invited(1003, "announcer")
    await writes(rina, "Besok ada pendaftaran di pasar Semitau.")
    desk = await rina.hears_until("Draf kabar")
    assert "2 chat menerima" in desk.text
    await tries_it(rina)
    await confirms(rina, 2)
    await siti.hears_until("Besok ada pendaftaran")
    ended = await rina.hears_until("selesai")
    assert "Terkirim: 2" in ended.text
    await siti.hears_nothing()
