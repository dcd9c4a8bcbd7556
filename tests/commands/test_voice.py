"""`payung voice`: what is recorded, and what is still to be, most needed first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.commands.voice import missing, read_out
from bot.folders import ROOT
from tests.recordings import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.resources import Resources

REACHED = {
    "answered": {"nik": 30, "name": 20},
    "reached": {"active": 25},
    "in_danger": {"accident": 3},
    "chats": {"chats": 90, "registrations": 40, "questions": 7},
}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of config/, made of links, with which the commands run."""
    folder = tmp_path / "config"
    folder.mkdir()
    for one in (ROOT / "config").iterdir():
        (folder / one.name).symlink_to(one)
    monkeypatch.setenv("PAYUNG_CONFIG", str(folder))
    return folder


def test_what_reaches_most_people_comes_first(resources: Resources) -> None:
    found = [(one.key, one.people) for one in missing(resources, REACHED, "id")]
    assert found[0] == ("welcome.text", 90)
    counted = dict(found)
    assert counted["enrolment.sent"] == 40
    assert counted["nik.question"] == counted["nik.question_other"] == 30
    assert counted["stage_news.active"] == 25
    assert (counted["office.sent"], counted["danger.accident"], counted["consent.question"]) == (7, 3, 0)
    assert [people for _, people in found] == sorted(counted.values(), reverse=True)
    assert len(found) == len(counted)


def test_each_language_and_each_voice_has_a_list_of_its_own(resources: Resources) -> None:
    voices = {one.voice for one in missing(resources, {})}
    assert voices == {"id", "en"}
    (first, *_) = missing(resources, REACHED, "iba")
    assert (first.voice, first.text.split(":")[0]) == ("iba", "Payung")


def test_a_text_is_written_as_it_is_read(resources: Resources) -> None:
    texts = resources.catalogues["id"]
    assert read_out(texts, "nik.question", "nik").splitlines() == [
        "Berapa NIK Anda?", "Lihat KTP, di samping tulisan NIK: 16 angka. Kirim angkanya.",
        "Contoh: 6106011708809001",
    ]  # fmt: skip
    assert read_out(texts, "enrolment.sent").splitlines()[2] == "Nomor pendaftaran: ..."
    for one in missing(resources, {}):
        assert not set(one.text) & set("<>{}🎉🔒")
        assert one.text


def test_the_command_lists_what_is_missing_and_what_is_there(
    command: Callable[..., int], config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(config, "id", "nik.question")
    assert command("voice", "--missing", "--json", "--voice", "id") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "nik.question" not in {one["key"] for one in lines}
    assert {"key", "voice", "people", "text"} == set(lines[0])
    assert command("voice", "--missing") == 0
    out = capsys.readouterr().out
    assert out.startswith("# people: who answered")
    assert "0\tid\tname.question\n    Siapa nama" in out
    assert command("voice", "--json") == 0
    assert [json.loads(line)["key"] for line in capsys.readouterr().out.splitlines()] == ["nik.question"]
    assert command("voice") == 0
    assert capsys.readouterr().out.startswith("id\tnik.question\t")


def test_what_cannot_be_played_is_named_by_the_check(
    command: Callable[..., int], config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(config, "id", "nik.question", b"ID3" + bytes(100))
    record(config, "id", "nik.questoin")
    assert command("check") == 1
    err = capsys.readouterr().err
    assert "payung: config/voice/id/nik.question.ogg: is no Opus in Ogg" in err
    assert "payung: config/voice/id/nik.questoin.ogg: there is no such text" in err
    assert command("voice") == 0
    assert "nik.question.ogg: is no Opus" in capsys.readouterr().err


def test_people_are_counted_out_of_the_store(
    command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("migrate") == 0
    assert command("seed", "--chats", "20", "--first-id", "5000") == 0
    capsys.readouterr()
    assert command("voice", "--missing", "--voice", "id", "--json") == 0
    counted = {one["key"]: one["people"] for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert counted["nik.question"] >= 20
    assert counted["enrolment.sent"] == 20
