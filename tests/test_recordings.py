"""Recorded voice on the disk: what can be sent, and what is named as a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.recordings import LARGEST, Recordings, is_opus
from tests.recordings import opus, record

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_folder_nothing_is_recorded(tmp_path: Path) -> None:
    found = Recordings.load(tmp_path)
    assert (found.voices, found.faults) == ((), ())
    assert found.find("nik.question", ("id",)) is None


def test_a_recording_is_found_in_the_first_voice_that_has_it(tmp_path: Path) -> None:
    record(tmp_path, "id", "nik.question")
    record(tmp_path, "id", "name.question")
    own = record(tmp_path, "iba", "nik.question")
    found = Recordings.load(tmp_path)
    assert found.voices == ("iba", "id")
    nik, name = found.find("nik.question", ("iba", "id")), found.find("name.question", ("iba", "id"))
    assert nik
    assert name
    assert (nik.path, name.voice) == (own, "id")


def test_a_new_recording_of_the_same_name_is_another(tmp_path: Path) -> None:
    record(tmp_path, "id", "nik.question", opus(filling=b"a"))
    before = Recordings.load(tmp_path).by_voice["id"]["nik.question"].seal
    record(tmp_path, "id", "nik.question", opus(filling=b"b"))
    assert Recordings.load(tmp_path).by_voice["id"]["nik.question"].seal != before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"ID3\x04" + bytes(400), "is no Opus"),
        (b"OggS" + bytes(22) + b"\x01\x13" + b"\x01vorbis" + bytes(40), "is no Opus"),
        (opus(LARGEST + 1), "is larger than 1000000 bytes"),
    ],
)
def test_what_is_no_voice_note_is_left_out_and_named(tmp_path: Path, content: bytes, reason: str) -> None:
    record(tmp_path, "id", "nik.question").write_bytes(content)
    record(tmp_path, "id", "name.question", opus(LARGEST))
    found = Recordings.load(tmp_path)
    assert list(found.by_voice["id"]) == ["name.question"]
    (fault,) = found.faults
    assert fault.startswith(f"id/nik.question.ogg: {reason}")


def test_files_of_other_names_are_named(tmp_path: Path) -> None:
    record(tmp_path, "id", "nik.question").rename(tmp_path / "voice" / "id" / "nik.question.mp3")
    record(tmp_path, "id", "nik.questoin")
    (tmp_path / "voice" / "README.md").write_text("how to record")
    found = Recordings.load(tmp_path)
    assert found.faults == ("id/nik.question.mp3: its name does not end in .ogg",)
    assert found.strangers(frozenset({"nik.question"})) == ["id/nik.questoin.ogg: there is no such text"]


@pytest.mark.parametrize("length", range(60))
def test_a_file_that_is_cut_short_is_looked_at_without_a_fault(length: int) -> None:
    assert is_opus(opus()[:length]) is (length >= 36)
