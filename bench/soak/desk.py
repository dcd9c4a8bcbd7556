"""What staff do at the desk, whatever happens to the bot meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import TYPE_CHECKING, Final

from bench.soak.deeds import PATIENCE, Doer, invented, letters
from bot.lists.writing import workbook_of

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver

_ROWS: Final = 10  # of a list
_OF_LISTS: Final = 5_000_000  # where the numbers of invented people on lists begin
_NIK: Final = re.compile(r"\b\d{16}\b")
_SOON: Final = 60.0  # seconds, after which an officer looks at the queue anew: what was shown may be erased


class Officer(Doer):
    """Somebody of the staff."""

    async def joins(self, link: str) -> None:
        """Become staff by an invitation."""
        await self.person.starts(link.strip().partition("start=")[2])
        await self.person.hears_until("Peran Anda", PATIENCE)

    async def reviews(self, count: int) -> None:
        """Accept registrations, one after the other, as they come."""
        done: set[str] = set()
        async with asyncio.timeout(PATIENCE):
            while len(done) < count:
                with contextlib.suppress(AssertionError):
                    done |= await self._reviews_one()
                await asyncio.sleep(1)

    async def _reviews_one(self) -> set[str]:
        """Accept the registration that the queue shows; return its number, if there was one.

        Raise AssertionError where nothing is said of it: it may have been erased meanwhile.
        """
        await self.person.says("/antrean")
        shown = _NIK.search((await self.person.hears_until("enunggu", _SOON)).text)
        number = shown and next(
            (one.told["number"] for one in self.ledger.of("registered") if one.told["nik"] == shown[0]), ""
        )
        if not number:
            return set()
        await self.person.taps("✅ Terima")
        await self.person.hears_until(f"Diterima: •••-•••-{number[-3:]}", _SOON)
        self.ledger.note("staged", self.person.id, number=number, stage="accepted")
        return {number}

    async def takes_in_a_list(self, other: PersonDriver) -> str:
        """Send a list, have its rows tried, and let somebody else agree to it; return whose it is."""
        agency = f"Dinas {letters(self.person.id)}"
        await self.person.sends_document(_a_list(self.person.id), "daftar.xlsx")
        await self.person.hears_until("menunggu Anda", PATIENCE)
        await self.does(
            ("taps", "tanggal", "dari siapa"), ("says", agency, "per tanggal"),
            ("says", "1 November 2026", "Judul di baris"), ("taps", "Benar, periksa", "sudah diperiksa"),
            ("taps", "Terapkan", "meminta persetujuan"),
        )  # fmt: skip
        await Doer(other, self.ledger).taps_once_it_is_there("Setuju, berlakukan")
        await self.person.hears_until("berlaku ✅", PATIENCE)
        self.ledger.note("listed", self.person.id, rows=_ROWS)
        return agency

    async def funds(self, agency: str) -> None:
        """Enter a programme that pays for the people of a list."""
        name = f"Program {letters(self.person.id)}"
        await self.does(
            ("says", "/program", "Siapa membayar"), ("taps", "📝 Program baru", "Uangnya dari mana"),
            ("taps", "🏛 Kabupaten (APBD)", "Apa nama program"), ("says", name, "Mulai membayar"),
            ("says", "Januari 2027", "berapa bulan"), ("says", "7", "Berapa uang"),
            ("taps", "Lewati", "Iuran apa"), ("says", "celaka + kematian", "Periksa dulu"),
            ("taps", "Kirim", "rancangan"),
        )  # fmt: skip
        await self.taps_once_it_is_there("✅ Program ini berjalan")
        await self.person.sees("Peserta: 0", PATIENCE)
        await self.taps_once_it_is_there("📥 Masukkan peserta dari daftar")
        await self.taps_once_it_is_there(f"{agency}, 1 Nov 2026")
        await self.taps_once_it_is_there("✅ Masukkan yang baru")
        await self.person.hears_until("selesai ditulis", PATIENCE)
        self.ledger.note("funded", self.person.id, people=_ROWS)

    async def plans_an_event(self) -> None:
        """Enter an event with its link."""
        await self.does(
            ("says", "/acara", "cara"), ("taps", "Acara baru", "Acara apa?"),
            ("says", f"Pendaftaran {letters(self.person.id)}", "kecamatan mana"),
            ("says", "Semitau", "desa mana"),
            ("says", "Semitau Hulu", "tempat mana"), ("says", "balai desa", "Hari apa?"),
            ("says", "besok", "boleh disebut"), ("taps", "Lewati", "sudah benar"),
            ("taps", "Kirim", "dicatat"),
        )  # fmt: skip
        self.ledger.note("event", self.person.id)


def _a_list(chat: int) -> bytes:
    """Return a list of people of whom no other list tells."""
    people = [invented(_OF_LISTS + chat * _ROWS + place) for place in range(_ROWS)]
    rows = [[one["nik"], one["name"], "Semitau"] for one in people]
    return workbook_of([["NIK", "Nama", "Kecamatan"], *rows])
