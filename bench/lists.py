"""`python -m bench.lists`: a list of 50,000 rows goes through the chat, while workers are answered.

Printed are the seconds until its columns are read, its rows tried, and it is in force; the memory of the
process that reads it; and how long workers wait for an answer meanwhile, beside how long they wait without.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import TYPE_CHECKING

from bench.running import Child, payung, payung_environment
from bot.folders import ROOT
from bot.lists.writing import workbook_of
from bot.people.places import Regions
from bot.sandbox import Person, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox import PersonDriver

_RINA, _DEWI, _WORKERS = 5001, 5002, range(6001, 6021)
_PATIENCE = 300.0
_EVERY = 2.0  # seconds between two questions of a worker: a chat gets one message a second
_NAMES = ("Unyang", "Baring", "Lunsa", "Jampung", "Nyangau", "Sabang", "Lawai", "Tedong", "Sandai", "Akim")
_HEADING = [
    "No", "Nama Penyuluh", "KTP", "Nama Petani", "Tempat Lahir", "Tanggal Lahir", "Nama Ibu", "Alamat",
    "Kecamatan", "Nama Desa", "Subsektor", "Komoditas MT1", "Luas MT1", "Pupuk Urea MT1", "Pupuk NPK MT1",
    "Komoditas MT2", "Luas Lahan MT2", "Pupuk Urea MT2", "Pupuk NPK MT2", "Poktan",
]  # fmt: skip


def rows(count: int) -> Iterator[list[str]]:
    """Give the rows of an invented list of farmers, 20 columns wide."""
    regions = Regions.load(ROOT / "config" / "regions" / "kapuas_hulu.csv")
    villages = [
        (one.name, each.name, one.code) for one in regions.districts for each in regions.villages(one.code)
    ]
    yield _HEADING
    for number in range(count):
        district, village, code = villages[number % len(villages)]
        born = date(1950, 1, 1) + timedelta(days=number * 7 % 20_000)
        nik = f"{code.replace('.', '')}{born:%d%m%y}{9000 + number % 1000}"
        name = " ".join(_NAMES[number // step % 10] for step in (1, 10, 100, 1000))
        yield [
            str(number + 1), "Penyuluh", nik, name, "Putussibau", f"{born:%d-%m-%Y}", "Maria",
            f"Jl. {village}", district, village, "Pangan", "Padi", "0.5", "100", "50", "Jagung", "0.3",
            "20", "10", "Tani",
        ]  # fmt: skip


async def becomes_officer(one: PersonDriver, environment: dict[str, str]) -> None:
    """Follow a link out of `payung staff invite`."""
    link = payung(environment, "staff", "invite", "--role", "officer")
    found = re.search(r"start=(\S+)", link)
    await one.starts(found[1] if found else "")
    await one.hears_until("kantor", _PATIENCE)


class Waits:
    """How long workers wait, each asking again and again."""

    def __init__(self, workers: list[PersonDriver]) -> None:
        self._workers = workers
        self.seconds: list[float] = []

    async def ask(self) -> None:
        """Ask until the task is cancelled."""
        await asyncio.gather(*(self._ask(one, at) for at, one in enumerate(self._workers)))

    async def _ask(self, one: PersonDriver, at: int) -> None:
        await asyncio.sleep(_EVERY * at / len(self._workers))
        while True:
            begun = monotonic()
            await one.says("/bantuan")
            await one.hears_until("")
            self.seconds.append(monotonic() - begun)
            await asyncio.sleep(_EVERY)

    def told(self) -> str:
        """Return median, 95th percentile and the longest, in milliseconds."""
        cuts = quantiles(self.seconds, n=20)
        figures = (cuts[9], cuts[18], max(self.seconds))
        return " / ".join(f"{1000 * one:.0f}" for one in figures) + f" ms of {len(self.seconds)}"


async def memory_of_readers(peak: list[int]) -> None:
    """Keep the largest memory (MiB) that a process which reads lists was seen with."""
    while True:
        peak += await asyncio.to_thread(lambda: list(_readers()))
        await asyncio.sleep(0.2)


def _readers() -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            is_reader = b"bot.exchange.child" in (status.parent / "cmdline").read_bytes()
            told = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if is_reader else None
        except OSError:
            continue
        if told:
            yield int(told[1]) // 1024


async def measured(count: int) -> None:
    """Run it, and print what was seen."""
    people = [Person(_RINA, "Rina"), Person(_DEWI, "Dewi"), *(Person(one, "Siti") for one in _WORKERS)]
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox(people=people, latency=(0.05, 0.15), seed=1) as sandbox:
            environment = payung_environment(sandbox.url, Path(folder), 28.0) | {
                "PAYUNG_BOT_TOKEN": sandbox.token
            }
            with Child(["bot", "run"], 1, Path(folder) / "log", environment):
                await _through_the_chat(sandbox, environment, workbook_of(rows(count)))


async def _through_the_chat(sandbox: Sandbox, environment: dict[str, str], content: bytes) -> None:
    rina, dewi = sandbox.person(_RINA), sandbox.person(_DEWI)
    workers = [sandbox.person(one) for one in _WORKERS]
    for one in workers:
        await one.starts()
        await one.hears_until("perlindungan", _PATIENCE)
    for one in (rina, dewi):
        await becomes_officer(one, environment)
    before, meanwhile, peak = Waits(workers), Waits(workers), [0]
    await _for_seconds(before.ask(), 5)
    beside = [asyncio.create_task(meanwhile.ask()), asyncio.create_task(memory_of_readers(peak))]
    begun = monotonic()
    await rina.sends_document(content, "daftar.xlsx")
    await rina.hears_until("menunggu Anda", _PATIENCE)
    print(f"columns read after {monotonic() - begun:.1f} s")
    await rina.taps("Isi: dari siapa")
    await rina.hears_until("dari siapa")
    await rina.says("Dinas Contoh")
    await rina.hears_until("per tanggal")
    await rina.says("1 November 2026")
    await rina.hears_until("Judul di baris")
    begun = monotonic()
    await rina.taps("Benar, periksa")
    await rina.hears_until("sudah diperiksa", _PATIENCE)
    print(f"rows tried after {monotonic() - begun:.1f} s")
    await rina.taps("Terapkan")
    await dewi.hears_until("ingin memberlakukan", _PATIENCE)
    begun = monotonic()
    await dewi.taps("Setuju, berlakukan")
    await rina.hears_until("berlaku ✅", _PATIENCE)
    print(f"in force after {monotonic() - begun:.1f} s")
    for one in beside:
        one.cancel()
    print(f"memory of the process that reads: {max(peak)} MiB")
    print(f"a worker waits (median / 95th / longest) without a list: {before.told()}")
    print(f"a worker waits meanwhile: {meanwhile.told()}")


async def _for_seconds(doing: object, seconds: float) -> None:
    task = asyncio.ensure_future(doing)  # type: ignore[call-overload]
    await asyncio.sleep(seconds)
    task.cancel()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=50_000)
    asyncio.run(measured(parser.parse_args().rows))


if __name__ == "__main__":
    sys.exit(main())
