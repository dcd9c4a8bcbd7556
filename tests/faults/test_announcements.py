"""Announcements under faults: nobody gets one twice, and nobody is forgotten without a word."""

from __future__ import annotations

import asyncio
import os
import random
import re
import shutil
from collections import Counter
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.chats.store import Chats
from bot.folders import ROOT
from bot.resources import Resources
from bot.sandbox import Limits, Sandbox
from bot.sandbox.api import BotApi
from bot.sandbox.refusals import RefusedError
from bot.settings import Environment
from bot.store.address import file_of
from bot.store.handover import connect
from bot.store.opening import transaction
from tests.faults.announcing import (
    BUDI,
    DEWI,
    FIRST,
    RINA,
    WORDS,
    Records,
    announces,
    cards,
    crowd,
    gather,
    people,
    reaches_number,
    sends,
    told,
    tries,
    writes,
)
from tests.faults.process import BotProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aiohttp import web

    from bot.sandbox import PersonDriver
    from tests.conftest import RunningBot

_PEOPLE = int(os.environ.get("ANNOUNCE_PEOPLE", "300"))
_KILLS = int(os.environ.get("ANNOUNCE_KILLS", "4"))
_FEW = 24  # people where nothing depends on their number
_BESIDE = 16  # recipients that are claimed and not yet called, or answered and not yet settled


@pytest.fixture
def size() -> int:
    """How many people there are besides the staff."""
    return _FEW


@pytest.fixture
async def sandbox(size: int) -> AsyncIterator[Sandbox]:
    async with Sandbox(people=people(size), seed=1) as running:
        yield running


@pytest.fixture
def environment(
    environment: dict[str, str], sandbox: Sandbox, size: int, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    gather(sandbox, environment, size, monkeypatch)
    return environment


@pytest.fixture
def records(sandbox: Sandbox, environment: dict[str, str]) -> Records:
    return Records(sandbox, environment)


class Answering:
    """How many calls of one method the stand-in is answering at this moment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, method: str = "sendMessage") -> None:
        self.now = 0
        honest = BotApi.handle

        async def counted(api: BotApi, request: web.Request) -> web.StreamResponse:
            if request.match_info["method"] != method:
                return await honest(api, request)
            self.now += 1
            try:
                return await honest(api, request)
            finally:
                self.now -= 1

        monkeypatch.setattr(BotApi, "handle", counted)


@pytest.mark.long
class TestKilled:
    @pytest.fixture
    def size(self) -> int:
        return _PEOPLE

    @pytest.fixture
    def answering(self, monkeypatch: pytest.MonkeyPatch) -> Answering:
        return Answering(monkeypatch)

    @pytest.fixture
    async def sandbox(self, answering: Answering, size: int) -> AsyncIterator[Sandbox]:
        async with Sandbox(people=people(size), latency=(0.02, 0.15), seed=1) as running:
            yield running

    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {**environment, "PAYUNG_MESSAGES_PER_SECOND": str(max(5.0, _PEOPLE / (2 * _KILLS)))}

    async def test_killed_again_and_again_an_announcement_reaches_nobody_twice(
        self,
        sandbox: Sandbox,
        environment: dict[str, str],
        records: Records,
        answering: Answering,
        tmp_path: Path,
    ) -> None:
        process, chance = BotProcess(environment, tmp_path / "log"), random.Random(3)
        await process.start()
        rina = await records.joins(RINA)
        assert await announces(rina) == _PEOPLE + 1
        await records.until(lambda: bool(cards(rina)))
        left: set[int] = set()  # in the middle of a call at a kill
        for _ in range(_KILLS):
            await records.until(lambda: records.counts()["sent"] > 0)
            await asyncio.sleep(chance.uniform(0.3, 1.2))
            answered = answering.now
            await process.kill()
            states = records.states()
            sending = {chat_id for chat_id, state in states.items() if state == "sending"}
            assert records.state() == "running", "it had ended before the last kill"
            assert len(sending) <= answered + _BESIDE
            left |= sending
            await process.start()
            seen = {"Terkirim": Counter(states.values())["sent"], "Tidak pasti": len(left)}
            await records.until(lambda seen=seen: _shows(rina, seen))  # type: ignore[misc]
            assert told(cards(rina)[0])["Terkirim"] <= records.counts()["sent"]
            assert len(cards(rina)) == 1
        await records.until_state("done", seconds=120)
        states, copies = records.states(), records.copies(crowd(_PEOPLE))
        assert set(copies.values()) <= {0, 1}
        unknown = {chat_id for chat_id, state in states.items() if state == "unknown"}
        assert unknown >= left  # and who had no answer in time, on a machine that is busy
        assert {chat_id for chat_id, count in copies.items() if not count} <= unknown
        assert set(states.values()) <= {"sent", "unknown"}
        counts = records.counts()
        await records.until(lambda: "selesai" in cards(rina)[0].text)
        (card,) = cards(rina)
        assert told(card) == {"Terkirim": counts["sent"]} | ({"Tidak pasti": len(unknown)} if unknown else {})
        await process.kill()


def _shows(writer: PersonDriver, least: dict[str, int]) -> bool:
    """Tell whether the card of the announcement shows at least these numbers."""
    shown = told(cards(writer)[0])
    return all(shown.get(name, 0) >= number for name, number in least.items())


@pytest.mark.long
class TestTerminated:
    @pytest.fixture
    def size(self) -> int:
        return 200

    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {**environment, "PAYUNG_MESSAGES_PER_SECOND": "50"}

    async def test_sigterm_in_the_middle_leaves_nothing_open_and_the_next_start_goes_on(
        self, sandbox: Sandbox, environment: dict[str, str], records: Records, tmp_path: Path, size: int
    ) -> None:
        process = BotProcess(environment, tmp_path / "log")
        await process.start()
        rina = await records.joins(RINA)
        await announces(rina)
        for least in (20, 80):
            await records.until(lambda least=least: records.counts()["sent"] >= least)  # type: ignore[misc]
            assert await process.terminate() == 0
            counts, copies = records.counts(), records.copies(crowd(size))
            assert records.state() == "running"
            assert set(counts) == {"sent", "pending"}
            assert sum(copies.values()) == counts["sent"]
            await process.start()
        await records.until_state("done")
        assert set(records.copies(crowd(size)).values()) == {1}
        assert records.counts() == {"sent": size + 1}
        assert len(cards(rina)) == 1

    async def test_a_call_that_is_not_answered_in_time_is_unknown_after_the_next_start(
        self, sandbox: Sandbox, environment: dict[str, str], records: Records, tmp_path: Path, size: int
    ) -> None:
        hanging = sandbox.faults.add("delay", method="sendMessage", chat_id=FIRST + 3, seconds=60, count=1)
        process = BotProcess(environment, tmp_path / "log")
        await process.start()
        await announces(await records.joins(RINA))
        await records.until(lambda: records.counts()["sent"] >= 20)
        assert await process.terminate() == 0
        assert records.state() == "running"
        assert hanging.count == 0
        await process.start()
        await records.until_state("done")
        assert records.counts() == {"sent": size, "unknown": 1}
        assert records.states()[FIRST + 3] == "unknown"
        assert all(count == 1 for one, count in records.copies(crowd(size)).items() if one != FIRST + 3)


@pytest.fixture
async def rina(bot: RunningBot, records: Records) -> Any:
    """Who writes."""
    return await records.joins(RINA)


async def everybody_got_it_once(records: Records, staff: int = 1) -> None:
    """Wait for the end, and look at both sides."""
    await records.until_state("done")
    assert records.copies(crowd(_FEW)) == dict.fromkeys(crowd(_FEW), 1)
    assert records.counts() == {"sent": _FEW + staff}


@pytest.mark.parametrize("chat_id", [FIRST + 5, None])
@pytest.mark.long
async def test_a_429_delays_and_everybody_gets_it_once(
    rina: Any, sandbox: Sandbox, records: Records, chat_id: int | None
) -> None:
    await writes(rina)
    number = await reaches_number(rina)
    sandbox.faults.add("429", method="sendMessage", chat_id=chat_id, count=3 if chat_id else 12)
    await rina.says(number)
    await records.until(lambda: bool(records.states()))
    await everybody_got_it_once(records)
    assert sandbox.faults.listed() == []


@pytest.mark.long
async def test_limits_that_the_bot_is_not_told_of_delay_and_everybody_gets_it_once(
    rina: Any, sandbox: Sandbox, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.CARDS_EVERY", 3.0)  # an edited card counts, too
    await writes(rina)
    sandbox.throttle.set(Limits(per_second=15))
    await sends(rina)
    await everybody_got_it_once(records)
    assert any(call.outcome.startswith("429") for call in sandbox.calls)


async def test_a_chat_that_blocks_is_left_out_from_then_on_until_it_returns(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    refusing = sandbox.faults.add("403", method="sendMessage", chat_id=FIRST)
    blocking = sandbox.faults.add("403", method="sendMessage", chat_id=FIRST + 9)
    gone = FIRST + 23
    await sandbox.person(gone).deactivates()
    blocked = {FIRST, FIRST + 9, gone}
    await announces(rina)
    await records.until_state("done")
    assert {chat_id for chat_id, state in records.states().items() if state == "blocked"} == blocked
    assert records.counts() == {"sent": _FEW + 1 - 3, "blocked": 3}
    assert records.copies(crowd(_FEW)) == {one: int(one not in blocked) for one in crowd(_FEW)}
    assert {one for (one,) in records.rows("SELECT chat_id FROM chats WHERE NOT reachable")} == blocked
    sandbox.faults.remove(refusing.id)
    sandbox.faults.remove(blocking.id)
    desk = await writes(rina, "Kabar kedua")
    assert f"{_FEW + 1 - 3} percakapan menerima" in desk.text
    await sandbox.person(FIRST).starts()
    await sandbox.person(FIRST).hears_until("perlindungan kerja")
    await sandbox.person(FIRST + 9).blocks()
    await sandbox.person(FIRST + 9).unblocks()
    await records.until(lambda: records.rows("SELECT chat_id FROM chats WHERE NOT reachable") == [(gone,)])
    assert await sends(rina) == _FEW
    await records.until_state("done", 2)
    assert records.copies(crowd(_FEW), "Kabar kedua") == {one: int(one != gone) for one in crowd(_FEW)}
    assert records.counts(2) == {"sent": _FEW, "skipped": 1}


LOST = (FIRST, FIRST + 7, FIRST + 8, FIRST + 20)


@pytest.mark.parametrize(
    ("kind", "copies"),
    [("500", 0), ("drop_before", 0), ("drop_after", 1), ("truncated_json", 1)],
)
async def test_what_may_have_arrived_is_unknown_and_sent_again_only_by_hand(
    rina: Any, bot: RunningBot, sandbox: Sandbox, records: Records, kind: str, copies: int
) -> None:
    for chat_id in LOST:
        sandbox.faults.add(kind, method="sendMessage", chat_id=chat_id, count=1)
    await announces(rina)
    await records.until_state("done")
    before = {one: copies if one in LOST else 1 for one in crowd(_FEW)}
    assert records.copies(crowd(_FEW)) == before
    assert {one for one, state in records.states().items() if state == "unknown"} == set(LOST)
    await bot.stop()
    await bot.start()
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    assert records.copies(crowd(_FEW)) == before
    assert records.counts() == {"sent": _FEW + 1 - 4, "unknown": 4}
    await rina.taps_data("m1|an_again|1|unknown")
    await rina.hears_until("dua kali")
    await rina.taps("Ya, kirim lagi")
    await rina.taps("Ya, kirim lagi")
    await rina.hears_until("Sudah tidak bisa")
    await records.until(lambda: records.counts() == {"sent": _FEW + 1})
    await records.until_state("done")
    assert records.copies(crowd(_FEW)) == {one: before[one] + int(one in LOST) for one in crowd(_FEW)}


async def test_a_message_that_is_refused_for_everybody_halts_after_a_few(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    await writes(rina)
    for chat_id in crowd(_FEW):
        description = "Bad Request: can't parse entities: unsupported start tag"
        sandbox.faults.add("400", method="sendMessage", chat_id=chat_id, description=description)
    await sends(rina)
    await rina.hears_until("Telegram menolak pesan ini")
    await records.until_state("halted")
    await rina.sees("tertahan")
    tried = [call for call in sandbox.calls if call.args.get("text") == WORDS and call.chat_id != RINA]
    counts = records.counts()
    assert 3 <= len(tried) <= 8
    assert counts == {"failed": len(tried), "pending": _FEW + 1 - len(tried)}
    assert records.copies(crowd(_FEW)) == dict.fromkeys(crowd(_FEW), 0)


async def test_a_telegram_that_answers_but_takes_no_message_costs_a_handful_not_everybody(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    await writes(rina)
    for chat_id in crowd(_FEW):
        sandbox.faults.add("500", method="sendMessage", chat_id=chat_id)
    await sends(rina)
    await records.until(lambda: records.counts()["unknown"] >= 4)
    await asyncio.sleep(0.4)
    assert records.counts()["unknown"] <= _FEW // 2
    sandbox.faults.clear()
    await records.until_state("done", seconds=120)
    counts = records.counts()
    assert counts["sent"] + counts["unknown"] == _FEW + 1
    assert set(records.copies(crowd(_FEW)).values()) == {0, 1}


async def test_a_few_refusals_do_not_halt_what_others_have_got_also_after_a_restart(
    rina: Any, sandbox: Sandbox, records: Records, bot: RunningBot
) -> None:
    await writes(rina)
    for chat_id in crowd(_FEW)[8:12]:
        sandbox.faults.add("400", method="sendMessage", chat_id=chat_id, description="Bad Request: no")
    held = [
        sandbox.faults.add("429", chat_id=one, method="sendMessage", retry_after=2) for one in crowd(_FEW)[8:]
    ]
    await sends(rina)
    await records.until(lambda: records.counts()["sent"] >= 8)
    await bot.stop()
    for fault in held:
        sandbox.faults.remove(fault.id)
    await bot.start()
    await records.until_state("done")
    assert records.counts() == {"sent": _FEW + 1 - 4, "failed": 4}


async def test_again_to_nobody_and_again_after_a_stop_do_nothing(rina: Any, records: Records) -> None:
    await announces(rina)
    await records.until_state("done")
    await rina.hears_until("Kabar #1 selesai")
    await rina.taps_data("m1|an_again_yes|1|failed")
    await rina.hears_until("Sudah tidak bisa")
    await asyncio.sleep(0.3)
    assert len([one for one in rina.chat if one.text.startswith("✅ Kabar #1 selesai")]) == 1
    await writes(rina, "Lain.")
    await rina.taps("🕒 Waktu")
    await rina.sees("Kapan dikirim")
    await rina.taps("🌅")
    await rina.sees("08.00")
    await sends(rina)
    await records.until_state("running", 2)
    await rina.taps_data("m1|an_stop|2|yes")
    await records.until_state("stopped", 2)
    await rina.taps_data("m1|an_again_yes|2|unknown")
    await rina.hears_until("Sudah tidak bisa")
    assert records.state(2) == "stopped"
    assert records.copies(crowd(_FEW), "Lain.") == dict.fromkeys(crowd(_FEW), 0)


async def test_a_card_shows_the_end_also_when_the_bot_was_away_for_long(
    rina: Any, records: Records, bot: RunningBot, sandbox: Sandbox
) -> None:
    sandbox.faults.add("500", method="editMessageText")
    await announces(rina)
    await records.until_state("done")
    await bot.stop()
    sandbox.faults.clear()
    later(bot, "2027-06-01T10:00:00+07:00")
    await bot.start()
    await rina.sees("📣 Kabar #1 · selesai")


async def test_a_correction_can_go_back_to_the_first_picture_and_keeps_whom_it_is_for(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    async def pictures() -> str:
        message = await rina.sends_photo(caption="Halo {nama}")
        return str(message["photo"][-1]["file_id"])

    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    first = await pictures()
    await rina.hears_until("Diganti kata apa")
    await rina.says("Bapak/Ibu")
    await rina.hears_until("Draf kabar")
    await tries(rina)
    await sends(rina)
    await records.until_state("done")
    for number, file in ((2, ""), (3, first)):
        await rina.taps_data("m1|an_correct|1")
        await rina.hears_until("Draf ralat")
        await rina.taps("✏️ Pesan")
        await rina.hears_until("Kirim pesannya sekarang")
        if file:
            photo = {"file_id": file, "file_unique_id": "1", "width": 90, "height": 90}
            sandbox.acts.send(RINA, {"photo": [photo], "caption": "Halo {nama}"})
        else:
            await pictures()
        await rina.hears_until("Diganti kata apa")
        await rina.says("Bapak/Ibu")
        await rina.hears_until("Draf ralat")
        await tries(rina)
        await sends(rina)
        await records.until_state("done", number)
    name = records.names()[FIRST]
    got = [one for one in sandbox.person(FIRST).chat if one.get("caption") == f"Halo {name}"]
    assert [one["photo"][-1]["file_id"] for one in got] == [first]


class TestSteered:
    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {**environment, "PAYUNG_MESSAGES_PER_SECOND": "8"}

    @pytest.mark.long
    async def test_pause_on_the_live_card_holds_it_up_go_on_lets_it_end_and_stop_leaves_the_rest(
        self, rina: Any, sandbox: Sandbox, records: Records
    ) -> None:
        await announces(rina)
        await records.until(lambda: records.counts()["sent"] >= 4 and bool(cards(rina)))
        await rina.taps("⏸ Jeda")
        await records.until_state("paused")
        await asyncio.sleep(0.3)
        held = records.counts()
        await asyncio.sleep(0.6)
        assert records.counts() == held
        assert held["pending"]
        assert not held["sending"]
        await rina.sees("dijeda")
        await rina.taps("▶️ Lanjutkan")
        await records.until(lambda: records.counts()["sent"] > held["sent"])
        await rina.sees("berjalan")
        await rina.taps("⏹ Hentikan")
        await rina.hears_until("untuk selamanya")
        await rina.taps("⏹ Ya, hentikan")
        await records.until_state("stopped")
        await asyncio.sleep(0.3)
        left = records.counts()["pending"]
        assert left
        assert sum(records.copies(crowd(_FEW)).values()) == records.counts()["sent"]
        await rina.sees(f"Tidak dikirim: {left}")


async def test_what_was_halted_goes_on_by_hand_and_the_refused_can_be_sent_again(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    await writes(rina)
    for chat_id in crowd(_FEW):
        sandbox.faults.add("400", method="sendMessage", chat_id=chat_id, description="Bad Request: no")
    await sends(rina)
    await rina.hears_until("Telegram menolak pesan ini")
    failed = records.counts()["failed"]
    sandbox.faults.clear()
    await rina.taps_data("m1|an_go_on|1")
    await records.until_state("done")
    assert records.counts() == {"sent": _FEW + 1 - failed, "failed": failed}
    await rina.taps_data("m1|an_again_yes|1|failed")
    await records.until(lambda: records.counts() == {"sent": _FEW + 1})
    await everybody_got_it_once(records)


@pytest.fixture
def night(environment: dict[str, str]) -> None:
    """The clock begins in quiet hours."""
    environment |= {"PAYUNG_NOW": "2026-12-01T21:00:00+07:00", "PAYUNG_QUIET_HOURS": "20:00-07:00"}


async def schedules(rina: PersonDriver) -> None:
    """Write an announcement that goes out on 2 December 2026 at 8."""
    await writes(rina)
    await rina.taps("🕒 Waktu")
    await rina.sees("Kapan dikirim?")
    await rina.taps("🌅")
    await rina.sees("Waktu: 2 Desember 2026, 08.00")
    await sends(rina)
    await rina.sees("🕒 Dimulai")


def later(bot: RunningBot, moment: str) -> None:
    """Set the bot's clock."""
    clock = bot.settings.clock
    clock._shift += datetime.fromisoformat(moment) - clock.now()


async def test_quiet_hours_hold_an_announcement_back(
    night: None, bot: RunningBot, records: Records, sandbox: Sandbox
) -> None:
    rina = await records.joins(RINA)
    await announces(rina)
    await rina.sees("Jam tenang")
    await records.until(lambda: records.counts() == {"pending": _FEW + 1})
    later(bot, "2026-12-02T06:59:00+07:00")
    await asyncio.sleep(0.3)
    assert records.counts() == {"pending": _FEW + 1}
    assert sum(records.copies(crowd(_FEW)).values()) == 0
    later(bot, "2026-12-02T07:00:00+07:00")
    await everybody_got_it_once(records)


async def test_who_mutes_or_leaves_while_it_waits_does_not_get_it(
    night: None, bot: RunningBot, records: Records, sandbox: Sandbox
) -> None:
    rina = await records.joins(RINA)
    await announces(rina)
    await records.until(lambda: records.counts() == {"pending": _FEW + 1})
    muting, leaving = sandbox.person(FIRST), sandbox.person(FIRST + 1)
    await muting.says("/berhenti")
    await muting.hears_until("Kabar yang Anda terima")
    await muting.taps("Kegiatan dan jadwal kantor")
    await leaving.blocks()
    await records.until(lambda: records.rows("SELECT 1 FROM mutes") == [(1,)])
    await records.until(lambda: bool(records.rows("SELECT 1 FROM chats WHERE NOT reachable")))
    later(bot, "2026-12-02T07:00:00+07:00")
    await records.until_state("done")
    assert records.counts() == {"sent": _FEW - 1, "skipped": 2}
    reasons = records.rows("SELECT chat_id, reason FROM recipients WHERE state = 'skipped'")
    assert reasons == [(FIRST, "muted"), (FIRST + 1, "unreachable")]
    left_out = {FIRST, FIRST + 1}
    assert records.copies(crowd(_FEW)) == {one: int(one not in left_out) for one in crowd(_FEW)}


async def test_without_a_network_nothing_is_lost_and_everybody_gets_it_once_afterwards(
    night: None, bot: RunningBot, records: Records, sandbox: Sandbox
) -> None:
    rina = await records.joins(RINA)
    await announces(rina)
    await rina.sees("Jam tenang")
    await sandbox.stop()
    later(bot, "2026-12-02T07:00:00+07:00")
    await records.until(
        lambda: bool(records.rows("SELECT 1 FROM announcements WHERE started_at IS NOT NULL"))
    )
    await asyncio.sleep(0.4)
    assert records.counts() == {"pending": _FEW + 1}
    await sandbox.start()
    await everybody_got_it_once(records)


@pytest.mark.long
async def test_a_network_that_goes_in_the_middle_costs_a_handful_of_answers(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    await writes(rina)
    slow = sandbox.faults.add("delay", method="sendMessage", seconds=0.5)
    await sends(rina)
    await records.until(lambda: records.counts()["sent"] > 0)
    await sandbox.stop()
    sandbox.faults.remove(slow.id)
    await asyncio.sleep(0.4)
    assert records.state() == "running"
    await sandbox.start()
    await records.until_state("done")
    states, copies = records.states(), records.copies(crowd(_FEW))
    unknown = {one for one, state in states.items() if state == "unknown"}
    assert set(states.values()) <= {"sent", "unknown"}
    assert all(copies[one] == 1 for one in crowd(_FEW) if one not in unknown)
    assert all(copies[one] <= 1 for one in unknown & set(crowd(_FEW)))
    assert len(unknown) <= 12


async def test_a_time_missed_while_the_bot_was_off_is_asked_about_once_and_sent_to_nobody(
    night: None, bot: RunningBot, records: Records
) -> None:
    rina = await records.joins(RINA)
    await schedules(rina)
    await bot.stop()
    later(bot, "2026-12-02T09:30:00+07:00")
    for _ in range(2):
        await bot.start()
        await records.until_state("halted")
        await rina.sees("tertahan")
        await bot.stop()
    await bot.start()
    assert len([one for one in rina.chat if one.text.startswith("⛔ Kabar #1 tertahan")]) == 1
    assert set(records.copies(crowd(_FEW)).values()) == {0}
    await rina.taps("Kirim sekarang")
    await everybody_got_it_once(records)


@pytest.mark.long
async def test_a_scheduled_announcement_goes_out_once_when_its_time_has_come(
    night: None, environment: dict[str, str], bot: RunningBot, records: Records, sandbox: Sandbox
) -> None:
    rina = await records.joins(RINA)
    await schedules(rina)
    later(bot, "2026-12-02T07:59:00+07:00")
    await asyncio.sleep(0.3)
    assert records.counts() == {"pending": _FEW + 1}
    await bot.stop()
    later(bot, "2026-12-02T07:59:59+07:00")
    await bot.start()
    await everybody_got_it_once(records)
    await bot.stop()
    later(bot, "2026-12-03T08:00:00+07:00")
    await bot.start()
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    await everybody_got_it_once(records)


async def test_a_chat_that_has_moved_is_followed_once(
    rina: Any, sandbox: Sandbox, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = {FIRST: BUDI, FIRST + 1: FIRST + 2, FIRST + 3: DEWI, DEWI: DEWI + 1}
    honest = sandbox.world.reachable

    def reachable(chat_id: int | str) -> Any:
        if isinstance(chat_id, int) and chat_id in moves:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise RefusedError(400, words, {"migrate_to_chat_id": moves[chat_id]})
        return honest(chat_id)

    monkeypatch.setattr(sandbox.world, "reachable", reachable)
    sandbox.world.chats[BUDI].started = True
    await announces(rina)
    await records.until_state("done")
    copies, states = records.copies([*crowd(_FEW), BUDI, DEWI]), records.states()
    assert (states[FIRST], copies[FIRST], copies[BUDI]) == ("sent", 0, 1)
    assert (states[FIRST + 1], copies[FIRST + 1], copies[FIRST + 2]) == ("skipped", 0, 1)
    assert (states[FIRST + 3], copies[FIRST + 3], copies[DEWI]) == ("failed", 0, 0)
    assert all(copies[one] == 1 for one in crowd(_FEW) if one not in moves)


@pytest.mark.long
class TestFollowedUp:
    @pytest.fixture
    def size(self) -> int:
        return 120

    @pytest.fixture
    def environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {**environment, "PAYUNG_MESSAGES_PER_SECOND": "150"}

    @pytest.fixture
    async def process(self, environment: dict[str, str], tmp_path: Path) -> BotProcess:
        process = BotProcess(environment, tmp_path / "log")
        await process.start()
        return process

    @pytest.fixture
    async def rina(self, process: BotProcess, records: Records) -> Any:
        rina = await records.joins(RINA)
        await announces(rina)
        await records.until_state("done")
        await rina.hears_until("Kabar #1 selesai")
        return rina

    @staticmethod
    async def is_killed_twice(process: BotProcess, records: Records) -> None:
        """Kill it in the middle of what follows up the announcement, and wait for its end."""
        for least in (20, 60):
            await records.until(lambda least=least: records.counts(2)["sent"] >= least)  # type: ignore[misc]
            await process.kill()
            assert records.state(2) == "running", "it had ended before the kill"
            await process.start()
        await records.until_state("done", 2)

    async def test_a_recall_that_was_killed_takes_it_back_from_everybody(
        self, rina: Any, process: BotProcess, sandbox: Sandbox, records: Records, size: int
    ) -> None:
        blocked = FIRST + 1
        sandbox.faults.add("403", method="deleteMessage", chat_id=blocked)
        sandbox.faults.add("drop_after", method="deleteMessage", chat_id=FIRST + 2, count=1)
        sandbox.faults.add("truncated_json", method="deleteMessage", chat_id=FIRST + 3, count=1)
        sandbox.faults.add("delay", method="deleteMessage", seconds=0.05)
        await rina.taps_data("m1|an_recall|1")
        await rina.hears_until("Tarik kembali kabar #1")
        assert await sends(rina, "Tarik kembali…") == size + 1
        await self.is_killed_twice(process, records)
        assert records.copies(crowd(size)) == {one: int(one == blocked) for one in crowd(size)}
        assert records.counts(2) == {"sent": size, "blocked": 1}
        assert records.copies([RINA]) == {RINA: 1}  # the test
        await process.kill()

    async def test_a_correction_that_was_killed_reaches_everybody_in_place(
        self, rina: Any, process: BotProcess, sandbox: Sandbox, records: Records, size: int
    ) -> None:
        places = {one: records.places(one, WORDS) for one in crowd(size)}
        sandbox.faults.add("drop_after", method="editMessageText", chat_id=FIRST + 2, count=1)
        sandbox.faults.add("delay", method="editMessageText", seconds=0.05)
        await rina.taps_data("m1|an_correct|1")
        await rina.hears_until("Draf ralat")
        await rina.taps("✏️ Pesan")
        await rina.hears_until("Kirim pesannya sekarang")
        await rina.says("Lusa, bukan besok.")
        await rina.hears_until("Draf ralat")
        await tries(rina)
        assert await sends(rina) == size + 1
        await self.is_killed_twice(process, records)
        assert {one: records.places(one, "Lusa, bukan besok.") for one in crowd(size)} == places
        assert set(records.copies(crowd(size)).values()) == {0}
        assert records.counts(2) == {"sent": size + 1}
        await process.kill()


async def test_a_name_is_filled_in_where_it_is_surely_that_persons(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    locked, stranger = sandbox.person(FIRST), sandbox.person(BUDI)
    await locked.says("/kunci")
    await locked.hears()
    await locked.taps_data("m1|lock_yes")
    await stranger.starts()
    await stranger.hears_until("perlindungan kerja")
    await rina.says("/siarkan")
    await rina.hears_until("Kirim pesannya sekarang")
    await rina.says("Halo {nama}!")
    await rina.hears_until("Diganti kata apa")
    await rina.says("Bapak <&> Ibu")
    await rina.hears_until("Draf kabar")
    await tries(rina)
    assert await sends(rina) == _FEW + 2
    await records.until_state("done")
    nameless = "Halo Bapak <&> Ibu!"
    assert records.copies([RINA, BUDI, FIRST], nameless) == {RINA: 2, BUDI: 1, FIRST: 1}
    names = records.names()
    greetings = {one: f"Halo {names[one]}!" for one in crowd(_FEW) if one != FIRST}
    assert len(set(greetings.values())) > 1
    assert all(records.copies([one], words) == {one: 1} for one, words in greetings.items())
    assert records.counts() == {"sent": _FEW + 2}


async def test_the_number_typed_twice_announces_once(rina: Any, records: Records) -> None:
    await writes(rina)
    number = await reaches_number(rina)
    await rina.says(number)
    await rina.says(number)
    await rina.hears_until("disetujui")
    await everybody_got_it_once(records)
    assert records.rows("SELECT id FROM announcements") == [(1,)]


async def test_a_number_typed_after_the_draft_has_changed_announces_nothing(
    rina: Any, records: Records
) -> None:
    await writes(rina)
    number = await reaches_number(rina)
    await rina.taps_data("m1|an_kind|1|benefits")
    await rina.sees("Manfaat dan klaim")
    await rina.says(number)
    await rina.says("/siarkan")
    await rina.hears_until("Draf kabar")
    assert records.rows("SELECT state FROM announcements") == [("draft",)]
    assert records.states() == {}


async def test_a_number_typed_too_late_announces_nothing(
    night: None, bot: RunningBot, records: Records
) -> None:
    rina = await records.joins(RINA)
    await writes(rina)
    number = await reaches_number(rina)
    later(bot, "2026-12-01T21:30:00+07:00")
    await rina.says(number)
    await rina.hears_until("sudah tidak berlaku")
    assert records.rows("SELECT state FROM announcements") == [("draft",)]


class TestSeconded:
    @pytest.fixture
    def resources(self, tmp_path: Path) -> Resources:
        """A configuration in which every announcement needs a second member of staff."""
        config = shutil.copytree(ROOT / "config", tmp_path / "config")
        settings = config / "payung.toml"
        settings.write_text(re.sub(r"second_from = \d+", "second_from = 5", settings.read_text()))
        return Resources.load(config)

    @pytest.fixture
    async def budi(self, rina: Any, records: Records) -> Any:
        return await records.joins(BUDI)

    @pytest.fixture
    async def dewi(self, rina: Any, records: Records) -> Any:
        return await records.joins(DEWI)

    @staticmethod
    async def asked(*others: PersonDriver) -> str:
        """Return what the button of the second confirmation says, once all were asked."""
        (wish, *_) = [await other.hears_until("Persetujuan kedua") for other in others]
        return next(data for data in wish.data if data.startswith("m1|an_second|"))

    async def test_two_who_second_at_once_send_it_once(
        self, rina: Any, budi: Any, dewi: Any, records: Records
    ) -> None:
        await writes(rina)
        await reaches_number(rina)
        await rina.says(str(_FEW + 3))
        data = await self.asked(budi, dewi)
        assert records.states() == {}
        await asyncio.gather(*(one.taps_data(data) for one in (budi, dewi, budi, dewi)))
        await records.until_state("done")
        assert set(records.copies(crowd(_FEW)).values()) == {1}
        assert records.counts() == {"sent": _FEW + 3}
        for one in (budi, dewi):
            await one.sees("sudah tidak berlaku")

    async def test_its_writer_cannot_second_it(self, rina: Any, budi: Any, records: Records) -> None:
        await writes(rina)
        await reaches_number(rina)
        await rina.says(str(_FEW + 2))
        await rina.taps_data(await self.asked(budi))
        await rina.hears_until("sudah tidak berlaku")
        assert records.state() == "awaiting"
        assert records.states() == {}

    async def test_what_was_changed_after_it_was_shown_cannot_be_seconded(
        self, rina: Any, budi: Any, records: Records
    ) -> None:
        await writes(rina)
        await reaches_number(rina)
        await rina.says(str(_FEW + 2))
        old = await self.asked(budi)
        await rina.taps_data("m1|an_withdraw|1")
        await rina.hears_until("Draf kabar")
        await budi.taps_data(old)
        await budi.hears_until("sudah tidak berlaku")
        await rina.taps_data("m1|an_kind|1|benefits")
        await rina.sees("Manfaat dan klaim")
        await tries(rina)
        await reaches_number(rina)
        await rina.says(str(_FEW + 2))
        new = await self.asked(budi)
        await budi.taps_data(old)
        await budi.hears_until("sudah tidak berlaku")
        assert records.state() == "awaiting"
        await budi.taps_data(new)
        await everybody_got_it_once(records, staff=2)

    async def test_who_is_no_staff_cannot_second_it(self, rina: Any, budi: Any, records: Records) -> None:
        await writes(rina)
        await reaches_number(rina)
        await rina.says(str(_FEW + 2))
        stranger = records.person(FIRST)
        await stranger.taps_data(await self.asked(budi), message_id=1)
        await stranger.hears()
        assert records.state() == "awaiting"

    async def test_a_second_confirmation_after_a_restart_counts(
        self, rina: Any, budi: Any, records: Records, bot: RunningBot
    ) -> None:
        await writes(rina)
        await reaches_number(rina)
        await rina.says(str(_FEW + 2))
        data = await self.asked(budi)
        await bot.stop()
        await bot.start()
        await budi.taps_data(data)
        await everybody_got_it_once(records, staff=2)


@pytest.mark.long
async def test_a_backup_that_is_restored_sends_to_nobody_by_itself(
    rina: Any, records: Records, bot: RunningBot, command: Any, tmp_path: Path, sandbox: Sandbox
) -> None:
    for chat_id in crowd(_FEW)[6:]:
        sandbox.faults.add("429", method="sendMessage", chat_id=chat_id, retry_after=1, count=1)
    await announces(rina)
    await records.until(lambda: records.counts()["sent"] >= 3)
    assert await asyncio.to_thread(command, "backup", tmp_path / "backup.db") == 0
    await records.until_state("done", seconds=120)
    await bot.stop()
    database = file_of(bot.settings.database)
    for side in ("", "-wal", "-shm"):
        database.with_name(database.name + side).unlink(missing_ok=True)
    assert await asyncio.to_thread(command, "restore", tmp_path / "backup.db") == 0
    await bot.start()
    await asyncio.sleep(0.4)
    assert records.state() in {"halted", "done"}
    assert not records.counts()["pending"]
    assert records.copies(crowd(_FEW)) == dict.fromkeys(crowd(_FEW), 1)


async def test_sent_again_after_a_correction_are_the_corrected_words_and_after_a_recall_none(
    rina: Any, sandbox: Sandbox, records: Records
) -> None:
    lost = FIRST + 3
    sandbox.faults.add("drop_before", method="sendMessage", chat_id=lost, count=1)
    await announces(rina)
    await records.until_state("done")
    with closing(connect(records.database)) as change:
        change.execute("UPDATE recipients SET state = 'failed' WHERE chat_id = ?", [lost])
    await rina.taps_data("m1|an_correct|1")
    await rina.hears_until("Draf ralat")
    await rina.taps("✏️ Pesan")
    await rina.hears_until("Kirim pesannya sekarang")
    await rina.says("Lusa, bukan besok.")
    await rina.hears_until("Draf ralat")
    await tries(rina)
    await sends(rina)
    await records.until_state("done", 2)
    await rina.taps_data("m1|an_again_yes|1|failed")
    await records.until(lambda: records.places(lost, "Lusa, bukan besok.") != [])
    await records.until_state("done")
    with closing(connect(records.database)) as change:
        change.execute(
            "UPDATE recipients SET state = 'unknown' WHERE announcement_id = 1 AND chat_id = ?", [lost]
        )
    await rina.taps_data("m1|an_recall|1")
    await rina.hears_until("Tarik kembali kabar #1")
    await sends(rina, "Tarik kembali…")
    await records.until_state("done", 3)
    await rina.taps_data("m1|an_again_yes|1|unknown")
    await rina.hears_until("Sudah tidak bisa")
    assert records.state() == "done"


async def test_a_recall_does_not_wait_for_the_end_of_quiet_hours(
    rina: Any, environment: dict[str, str], records: Records, bot: RunningBot
) -> None:
    await announces(rina)
    await records.until_state("done")
    await bot.stop()
    night = {**environment, "PAYUNG_QUIET_HOURS": "00:00-23:59"}
    bot.settings = Environment(night).settings()
    await bot.start()
    await rina.taps_data("m1|an_recall|1")
    await rina.hears_until("Tarik kembali kabar #1")
    await sends(rina, "Tarik kembali…")
    await records.until_state("done", 2)
    assert records.copies(crowd(_FEW)) == dict.fromkeys(crowd(_FEW), 0)


async def test_an_audience_that_has_grown_while_its_number_was_typed_is_confirmed_anew(
    rina: Any, records: Records, environment: dict[str, str]
) -> None:
    await writes(rina)
    number = await reaches_number(rina)
    settings = Environment(environment).settings()
    with transaction(settings.database, settings.keys, settings.clock) as tx:
        for chat_id in range(700_000, 700_020):
            Chats(tx).add(chat_id, "id")
    await rina.says(number)
    await rina.hears_until("jumlah penerimanya bertambah")
    asked = await rina.hears_until("ketik jumlah")
    assert asked.text.rpartition(" ")[2] == str(int(number) + 20)
    assert records.state() == "draft"
