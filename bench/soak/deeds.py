"""What people and staff do, whatever happens to the bot meanwhile: they wait until they have heard it."""

from __future__ import annotations

import asyncio
import os
import re
from typing import TYPE_CHECKING, Final

from bench.enrolling import USUAL, Enrollee

if TYPE_CHECKING:
    from bench.soak.ledger import Ledger
    from bot.sandbox import Heard, PersonDriver

PATIENCE: Final = float(
    os.environ.get("SOAK_PATIENCE", "240")
)  # seconds: the bot may be killed again before it has said it
_NUMBER: Final = re.compile(r"\d{3}-\d{3}-\d{3}")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def invented(number: int) -> dict[str, str]:
    """Return the answers of an invented person: another NIK for each of 10 million."""
    day, rest = number % 28 + 1, number // 28
    month, rest = rest % 12 + 1, rest // 12
    year, serial = 50 + rest % 40, 9000 + rest // 40 % 1000
    return {
        **USUAL,
        "nik": f"610601{day:02}{month:02}{year:02}{serial}",
        "name": f"Siti A{letters(number)}",
        "phone": f"0812{(number * 7919 + 12_345_678) % 100_000_000:08}",
    }


def letters(number: int) -> str:
    """Return a word for each of half a million numbers."""
    return "".join(_LETTERS[number // 26**place % 26] for place in range(4))


class Doer:
    """Somebody in front of the bot."""

    def __init__(self, person: PersonDriver, ledger: Ledger) -> None:
        self.person, self.ledger = person, ledger

    async def does(self, *acts: tuple[str, str, str]) -> Heard:
        """Do one thing after the other ("says" or "taps", what), each until the bot says something."""
        heard = None
        for act, what, answer in acts:
            await (self.person.says(what) if act == "says" else self.taps_once_it_is_there(what))
            heard = await self.person.hears_until(answer, PATIENCE)
        if heard is None:
            raise ValueError("nothing was to be done")
        return heard

    async def taps_once_it_is_there(self, what: str) -> None:
        """Tap a button; it may take a moment to come."""
        for _ in range(int(PATIENCE * 10)):
            try:
                await self.person.taps(what)
            except AssertionError:
                await asyncio.sleep(0.1)
            else:
                return
        raise AssertionError(f"no button reads {what}:\n{self.person.transcript()}")

    async def enrols(self, number: int) -> str:
        """Go through the whole form; return the number that was given out."""
        answers = invented(number)
        await Enrollee(self.person, answers).enrols(PATIENCE)
        found = self._given()
        self.ledger.note("registered", self.person.id, number=found, nik=answers["nik"], name=answers["name"])
        return found

    def _given(self) -> str:
        said = "".join(one.text for one in self.person.chat if "Nomor pendaftaran:" in one.text)
        match = _NUMBER.search(said)
        return match[0] if match else ""

    async def asks_the_office(self, number: int) -> None:
        """Hand a question to the office."""
        question = f"kartu nomor {number} basah kena banjir, bisa diganti di Semitau?"
        await self.person.says(question)
        await self.does(
            ("taps", "Tanya petugas", "Jawabannya datang"), ("taps", "Ya, teruskan", "Sudah saya teruskan")
        )
        self.ledger.note("asked", self.person.id)

    async def mutes_all(self) -> None:
        """Want no news any more."""
        await self.does(("says", "/berhenti", "Kabar yang Anda terima"))
        await self.taps_once_it_is_there("Jangan kirim kabar apa pun")
        async with asyncio.timeout(PATIENCE):
            while not any("Terima kabar lagi" in str(one.buttons) for one in self.person.chat):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        self.ledger.note("muted", self.person.id)

    async def erases(self, number: str, born: str) -> None:
        """Erase everything."""
        await self.does(
            ("says", "/dataku", "nomor pendaftaran"), ("says", number, "tanggal lahir"),
            ("says", born, "Data Anda"),
            ("taps", "Hapus data saya", "Yakin"), ("taps", "Ya, hapus", "dihapus"),
        )  # fmt: skip
        self.ledger.note("erased", self.person.id, number=number)

    async def announces(self, words: str) -> int:
        """Send news to everybody, as staff; return to how many.

        Whoever is counted while people come and go is asked for the number again.
        """
        await self.does(
            ("says", "/siarkan", "Kirim pesannya sekarang"), ("says", words, "Draf kabar"),
            ("taps", "Kirim uji ke saya", "sudah dilihat"), ("taps", "📣 Kirim", "ketik jumlah"),
        )  # fmt: skip
        async with asyncio.timeout(PATIENCE):
            while True:
                number = self._newest("ketik jumlah").rpartition(" ")[2]
                await self.person.says(number)
                heard = await self.person.hears(PATIENCE)
                while "disetujui" not in heard.text and "ketik jumlah" not in heard.text:
                    heard = await self.person.hears(PATIENCE)
                if "disetujui" in heard.text:
                    return int(number)

    def _newest(self, words: str) -> str:
        return next(one.text for one in reversed(self.person.chat) if words in one.text)


def birth_date(number: int) -> str:
    """Return the birth date that an invented NIK tells, as people type it."""
    nik = invented(number)["nik"]
    return f"{nik[6:8]}-{nik[8:10]}-19{nik[10:12]}"
