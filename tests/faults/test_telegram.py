"""Telegram answers badly, late, twice or not at all: nothing is lost, nothing is applied twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bench.enrolling import Enrollee
from bot.gateway.events import event_of
from bot.sandbox import Person, Sandbox
from bot.store.opening import transaction
from tests.faults.process import invented
from tests.talk import NIK, consents, reaches_consent, reaches_summary, registers, sees_gone
from tests.waiting import until

if TYPE_CHECKING:
    from telegram import Update

    from bot.sandbox import PersonDriver
    from tests.conftest import RunningBot


@pytest.fixture
def siti(bot: RunningBot, sandbox: Sandbox) -> PersonDriver:
    return sandbox.person(1001)


def stored(bot: RunningBot, statement: str) -> list[Any]:
    settings = bot.settings
    with transaction(settings.database, settings.keys, settings.clock, reads=True) as tx:
        return [tuple(row) for row in tx.connection.execute(statement)]


@pytest.mark.parametrize("kind", ["429", "500", "truncated_json", "drop_before", "drop_after"])
async def test_a_reply_comes_whatever_happens_to_the_first_attempt(
    siti: PersonDriver, sandbox: Sandbox, kind: str
) -> None:
    await consents(siti)
    sandbox.faults.add(kind, method="sendMessage", count=1)
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")


@pytest.mark.parametrize("kind", ["500", "drop_before", "429"])
async def test_a_message_with_a_nik_is_deleted_also_when_the_first_attempt_fails(
    siti: PersonDriver, sandbox: Sandbox, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.turns._DELETE_AGAIN", timedelta(0))
    await consents(siti)
    sandbox.faults.add(kind, method="deleteMessage", count=1)
    await siti.says("6106015708809002")
    await siti.hears_until("Sudah benar?")
    await sees_gone(siti, "6106015708809002")


async def test_a_deletion_that_fails_for_long_keeps_nobody_waiting_and_is_made_in_the_end(
    siti: PersonDriver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.turns._DELETE_AGAIN", timedelta(0))
    await consents(siti)
    fault = sandbox.faults.add("500", method="deleteMessage")
    await siti.says("6106015708809002")
    await siti.hears_until("Sudah benar?")
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")
    sandbox.faults.remove(fault.id)
    await sees_gone(siti, "6106015708809002", "6106 0157 0880 9002")


@pytest.mark.long
async def test_a_deletion_that_hangs_delays_the_next_question_by_a_second_at_most(
    siti: PersonDriver, sandbox: Sandbox
) -> None:
    await consents(siti)
    sandbox.faults.add("delay", method="deleteMessage", seconds=30)
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")


@pytest.mark.parametrize("kind", ["500", "429", "drop_before", "delay"])
async def test_what_stays_of_a_question_is_nothing_that_anybody_waits_for(
    siti: PersonDriver, sandbox: Sandbox, bot: RunningBot, kind: str
) -> None:
    await reaches_consent(siti)
    fault = {"seconds": 30.0} if kind == "delay" else {}
    for method in ("editMessageText", "editMessageReplyMarkup"):
        sandbox.faults.add(kind, method=method, count=1, **fault)
    await siti.taps("Setuju")
    await siti.hears_until("Berapa NIK")
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    assert not stored(bot, "SELECT * FROM turns WHERE state = 'set_aside'")


def methods_for(sandbox: Sandbox, chat_id: int) -> list[str]:
    return [call.method for call in sandbox.calls if call.chat_id == chat_id]


async def test_the_next_question_goes_out_before_what_stays_of_the_one_above(
    siti: PersonDriver, sandbox: Sandbox
) -> None:
    await reaches_consent(siti)
    await siti.taps("Setuju")
    await siti.hears_until("Berapa NIK")
    await until(lambda: methods_for(sandbox, siti.id)[-1] == "editMessageReplyMarkup")
    assert methods_for(sandbox, siti.id)[-2:] == ["sendPhoto", "editMessageReplyMarkup"]


@pytest.mark.parametrize("kind", ["drop_after", "truncated_json"])
async def test_an_answer_to_the_first_copy_of_a_repeated_question_counts(
    siti: PersonDriver, sandbox: Sandbox, kind: str
) -> None:
    await consents(siti)
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    sandbox.faults.add(kind, method="sendMessage", count=2)
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")
    await siti.says("Siti Aminah")
    await siti.hears_until("Tempat lahir")


@pytest.mark.long
async def test_registrations_end_well_amid_all_faults_at_once(
    environment: dict[str, str], sandbox: Sandbox, bot: RunningBot
) -> None:
    for kind in ("500", "truncated_json", "drop_before", "drop_after"):
        sandbox.faults.add(kind, method="sendMessage", probability=0.05)
    sandbox.faults.add("repeat_update", probability=0.3)
    people = [sandbox.world.add_person(Person(6000 + number, f"P{number}")) for number in range(8)]
    enrollees = [Enrollee(sandbox.person(6000 + number), invented(number)) for number, _ in enumerate(people)]
    await asyncio.gather(*(one.enrols(300) for one in enrollees))
    assert len(stored(bot, "SELECT id FROM registrations WHERE stage = 'submitted'")) == len(people)


async def test_a_repeated_update_is_applied_once(siti: PersonDriver, sandbox: Sandbox) -> None:
    await consents(siti)
    sandbox.faults.add("repeat_update", chat_id=1001, count=1)
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    await siti.hears_nothing()


async def test_a_chat_that_blocked_the_bot_is_marked_and_holds_nobody_up(
    siti: PersonDriver, sandbox: Sandbox, bot: RunningBot
) -> None:
    await consents(siti)
    sandbox.faults.add(
        "403", method="sendMessage", chat_id=1001, description="Forbidden: bot was blocked by the user"
    )
    await siti.says(NIK)
    rina = sandbox.person(1003)
    await reaches_consent(rina)
    await until(lambda: stored(bot, "SELECT reachable FROM chats WHERE chat_id = 1001") == [(0,)])


@pytest.mark.long
async def test_one_chat_that_must_wait_keeps_no_other_waiting(siti: PersonDriver, sandbox: Sandbox) -> None:
    await consents(siti)
    sandbox.faults.add("429", method="sendMessage", chat_id=1001, retry_after=12, count=1)
    await siti.says(NIK)
    rina = sandbox.person(1003)
    await reaches_consent(rina)
    await siti.hears_nothing(0.05)
    await siti.hears_until("Sudah benar?")


async def test_a_screen_that_telegram_refuses_is_set_aside_and_counted(
    siti: PersonDriver, sandbox: Sandbox, bot: RunningBot
) -> None:
    await consents(siti)
    sandbox.faults.add("400", method="sendMessage", count=1, description="Bad Request: can't parse entities")
    await siti.says(NIK)
    await until(lambda: stored(bot, "SELECT count(*) FROM turns WHERE state = 'set_aside'") == [(1,)])
    await siti.says("/daftar")
    await siti.hears_until("Sudah benar?")


async def test_a_turn_that_always_fails_is_set_aside_and_blocks_nobody(
    siti: PersonDriver, sandbox: Sandbox, bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await consents(siti)
    honest = event_of

    def poisoned(update: Update, *rest: Any) -> Any:
        if update.message and update.message.text == "racun":
            raise ZeroDivisionError("racun")
        return honest(update, *rest)

    monkeypatch.setattr("bot.gateway.dispatcher.event_of", poisoned)
    await siti.says("racun")
    await siti.hears_until("ada gangguan")
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    assert stored(bot, "SELECT state FROM turns WHERE state = 'set_aside'") == [("set_aside",)]


async def test_a_lost_poll_is_repeated(sandbox: Sandbox, siti: PersonDriver) -> None:
    for kind in ("500", "truncated_json", "drop_after", "429"):
        sandbox.faults.add(kind, method="getUpdates", count=1)
    await reaches_consent(siti)


async def test_what_was_sent_while_the_bot_was_away_is_answered(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_summary(siti)
    await bot.stop()
    await siti.taps("Kirim")
    await bot.start()
    await siti.hears_until("Nomor pendaftaran")


@pytest.mark.long
async def test_ended_turns_keep_no_content(siti: PersonDriver, bot: RunningBot) -> None:
    await registers(siti)
    await siti.hears_until("Simpan gambar ini")
    left = "SELECT count(*) FROM turns WHERE payload IS NOT NULL OR calls IS NOT NULL"
    await until(lambda: stored(bot, left) == [(0,)])
