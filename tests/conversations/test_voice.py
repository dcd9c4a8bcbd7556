"""Whole conversations: screens that somebody has recorded are read aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.recordings import Recordings
from bot.sandbox.refusals import bad_request
from bot.voice.taps import ReadAloud
from tests.recordings import opus, record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conversation import Conversation, Town

READ = "🔊 Bacakan"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A folder of config with nothing in it but recordings."""
    return tmp_path / "config"


def recorded(town: Town, config: Path, *texts: str, voice: str = "id", content: bytes = b"") -> None:
    """Record texts, and begin the bot again."""
    for one in texts:
        record(config, voice, one, content)
    town.restarts(replace(town.resources, recordings=Recordings.load(config)))


def uploads(town: Town) -> int:
    return sum(one.kind == "voice" for one in town.world.files._by_id.values())


def test_without_recordings_no_screen_has_the_button(siti: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    assert READ not in siti.buttons
    siti.says("/suara").sees("Perintah itu belum saya kenal")
    siti.at("nik")
    assert READ not in siti.buttons


def test_a_recorded_question_is_read_aloud_and_still_waits(
    siti: Conversation, town: Town, config: Path
) -> None:
    recorded(town, config, "nik.question")
    siti.at("nik")
    assert siti.seen["reply_markup"]["inline_keyboard"][-1] == [
        {"text": READ, "callback_data": ReadAloud("nik.question").pack()}
    ]
    siti.taps(READ)
    assert siti.sees().seen["voice"]["file_size"] == 400
    siti.sees_nothing()
    siti.says("6106011708809001").sees("Sudah benar?")
    assert READ not in siti.buttons


def test_a_recording_is_uploaded_once_and_again_when_it_was_made_anew(
    siti: Conversation, town: Town, config: Path
) -> None:
    recorded(town, config, "nik.question")
    siti.at("nik").taps(READ).taps(READ)
    first, second = siti.sees().seen["voice"], siti.sees().seen["voice"]
    assert first == second
    assert uploads(town) == 1
    town.restarts()
    siti.taps(READ)
    assert siti.sees().seen["voice"] == first
    recorded(town, config, "nik.question", content=opus(500))
    siti.taps(READ)
    assert siti.sees().seen["voice"]["file_size"] == 500
    assert uploads(town) == 2


def test_what_telegram_does_not_know_any_more_is_uploaded_again(
    siti: Conversation, town: Town, config: Path
) -> None:
    recorded(town, config, "nik.question")
    siti.at("nik").taps(READ).sees()
    town.world.files._by_id.clear()
    siti.taps(READ)
    assert siti.sees().seen["voice"]["file_size"] == 400
    siti.sees_nothing()
    siti.taps(READ)
    assert "voice" in siti.sees().seen
    assert uploads(town) == 1


def test_a_recording_that_is_gone_or_refused_is_no_fault_for_the_worker(
    siti: Conversation, town: Town, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(town, config, "nik.question")
    siti.at("nik")
    file = config / "voice" / "id" / "nik.question.ogg"
    file.unlink()
    siti.taps(READ).sees("belum bisa diputar").sees("Kita sampai di: NIK")
    record(config, "id", "nik.question")

    def refuse(*_: object, **__: object) -> None:
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")

    monkeypatch.setattr(town.world.files, "add", refuse)
    siti.taps(READ).sees("belum bisa diputar")
    town.restarts(replace(town.resources, recordings=Recordings()))
    siti.taps(READ).sees("belum bisa diputar")
    siti.says("6106011708809001").sees("Sudah benar?")


def test_the_news_of_a_stage_are_read_aloud(siti: Conversation, town: Town, config: Path) -> None:
    recorded(town, config, "stage_news.in_review")
    number = siti.registers()
    town.payung("stage", number, "in_review")
    town.speaks_unasked()
    siti.sees("Kabar pendaftaran").taps(READ)
    assert "voice" in siti.sees().seen


def test_what_comes_from_staff_is_read_in_the_language_of_whoever_gets_it(
    siti: Conversation, town: Town, config: Path
) -> None:
    recorded(town, config, "reply.may_go_on")
    recorded(town, config, "ticket.not_enrolled", voice="en")
    rina = town.staff("officer")
    siti.starts().says("kartu saya basah kena banjir, bisa diganti di Semitau?").sees()
    siti.taps("Tanya petugas").sees().taps("Ya, teruskan").sees("Sudah")
    rina.sees("Ada pertanyaan baru").taps("Kotak masuk").sees().taps("kartu saya").sees("kartu saya")
    assert READ not in rina.buttons
    rina.says("Bisa.", reply_to=rina.seen["message_id"]).sees("sudah dikirim")
    siti.sees("Jawaban petugas").taps(READ)
    assert "voice" in siti.sees().seen


def test_one_chooses_among_the_voices(siti: Conversation, town: Town, config: Path) -> None:
    recorded(town, config, "nik.question", "name.question")
    recorded(town, config, "nik.question", voice="mhu", content=opus(600))
    named = replace(town.resources, voice_names={"mhu": "Melayu Hulu"})
    town.restarts(named)
    siti.at("nik").taps(READ)
    assert siti.sees().seen["voice"]["file_size"] == 400
    siti.taps("🗣 Suara lain").sees("Mau mendengar suara yang mana?")
    assert siti.buttons == ["Bahasa Indonesia", "Melayu Hulu"]
    siti.taps("Melayu Hulu").sees("Melayu Hulu").sees("Kita sampai di: NIK")
    siti.taps(READ)
    assert siti.sees().seen["voice"]["file_size"] == 600
    siti.says("/suara").sees("Mau mendengar").taps("Bahasa Indonesia").sees("Bahasa Indonesia")
    assert town.rows("SELECT chat_id, voice FROM voices") == [(1001, "id")]
    siti.taps_data("m1|suara|nirgends").sees("Mau mendengar")


def test_the_only_voice_is_for_those_who_read_indonesian(
    siti: Conversation, town: Town, config: Path
) -> None:
    recorded(town, config, "nik.question", voice="iba")
    siti.at("nik")
    assert READ in siti.buttons
    siti.taps(READ)
    assert siti.sees().buttons == []
    john = town.person(1002).at("nik")
    assert not any("Read aloud" in one for one in john.buttons)


def test_a_button_without_a_recording_or_made_by_hand_does_no_harm(
    siti: Conversation, town: Town, config: Path
) -> None:
    siti.starts().taps_data("m1|read|../../payung").sees("belum bisa diputar")
    siti.taps_data("m1|read").sees("tombol lama")


def test_the_voice_is_forgotten_with_the_last_registration(
    siti: Conversation, town: Town, config: Path
) -> None:
    number = siti.registers()
    recorded(town, config, "nik.question")
    recorded(town, config, "nik.question", voice="mhu")
    siti.says("/suara").sees().taps("mhu").sees()
    town.payung("erase", number)
    assert town.rows("SELECT 1 FROM voices") == []
