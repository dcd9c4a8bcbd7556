"""Alarms reach those who keep the program, once; a backup each night; /mesin tells how it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.operations import measuring
from bot.store.address import file_of
from bot.store.backup import check_copy
from bot.store.sealed_file import open_file
from tests.conversation import Conversation, Town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.resources import Resources

MORNING = "2026-10-05T09:00:00+07:00"  # no figure of the law ends soon


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


@pytest.fixture
def new_town(resources: Resources, tmp_path: Path) -> Iterator[Callable[..., Town]]:
    """Make a town with other surroundings than usual."""
    made: list[Town] = []

    def make(**surroundings: str) -> Town:
        made.append(Town(resources, tmp_path, surroundings))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def town(new_town: Callable[..., Town], folder: Path) -> Town:
    return new_town(PAYUNG_BACKUP_DIR=str(folder), PAYUNG_NOW=MORNING)


@pytest.fixture
def rina(town: Town) -> Conversation:
    return town.staff("admin", 1003)


@pytest.fixture
def john(town: Town) -> Conversation:
    return town.staff("officer", 1002)


def after(town: Town, **span: int) -> str:
    return (town.settings.clock.now() + timedelta(**span)).isoformat()


def quiet(chat: Conversation) -> None:
    while chat._person._next():
        chat.sees()


def test_where_all_is_well_nobody_is_told_anything(town: Town, rina: Conversation) -> None:
    quiet(rina)
    town.looks_after_itself()
    rina.sees_nothing()
    town.looks_after_itself()
    rina.says("/mesin").sees(
        "Keadaan mesin", "✅ Hubungan ke Telegram: tersambung", "✅ Ruang disk", "✅ Cadangan data"
    )


def test_a_backup_is_made_each_night_and_can_be_brought_back(
    town: Town, rina: Conversation, folder: Path, tmp_path: Path
) -> None:
    town.person(1001).registers()
    town.looks_after_itself()
    (first,) = folder.glob("*.backup")
    assert first.name == "payung-20261005-090000.backup"
    town.looks_after_itself()
    assert len(list(folder.glob("*.backup"))) == 1
    town.is_now("2026-10-06T01:59:00+07:00")
    town.looks_after_itself()
    assert len(list(folder.glob("*.backup"))) == 1
    town.is_now("2026-10-06T02:10:00+07:00")
    town.looks_after_itself()
    assert len(list(folder.glob("*.backup"))) == 2
    ring, clock = town.settings.keys, town.settings.clock
    for one in folder.glob("*.backup"):
        open_file(one, tmp_path / "opened", ring)
        check_copy(tmp_path / "opened", ring, clock, one)
    assert not list(folder.glob("*.partial"))
    assert not list(file_of(town.settings.database).parent.glob("*.copy"))


def test_old_backups_are_let_go_with_what_stands_beside_them(town: Town, folder: Path) -> None:
    for day in range(1, 29):
        town.is_now(f"2026-10-{day + 2:02}T03:00:00+07:00")
        town.looks_after_itself()
    names = sorted(one.name for one in folder.glob("*.backup"))
    assert names[-7:] == [f"payung-202610{day:02}-030000.backup" for day in range(24, 31)]
    assert len(names) <= 7 + 5 + 1
    assert {one.name.removesuffix(".erasures") for one in folder.glob("*.erasures")} == set(names)
    assert len(town.rows("SELECT path FROM backups")) == len(names)


def test_a_stick_that_was_taken_out_is_an_alarm_once_and_over_when_it_is_back(
    town: Town, rina: Conversation, folder: Path, john: Conversation
) -> None:
    town.looks_after_itself()
    quiet(rina)
    quiet(john)
    away = folder.rename(folder.with_name("away"))
    town.is_now(after(town, hours=30))
    town.looks_after_itself()
    rina.sees_nothing()
    town.is_now(after(town, hours=12))
    town.looks_after_itself()
    rina.sees("⚠️", "Cadangan data", "42 jam lalu", "flashdisk")
    town.is_now(after(town, hours=1))
    town.looks_after_itself()
    rina.sees_nothing()
    john.sees_nothing()
    away.rename(folder)
    town.looks_after_itself()
    assert len(list(folder.glob("*.backup"))) == 2
    town.looks_after_itself()
    town.is_now(after(town, minutes=30))
    town.looks_after_itself()
    assert not town.rows("SELECT id FROM alarms WHERE over_at IS NULL")


def test_whoever_taps_looks_after_it_and_the_others_read_who(town: Town, rina: Conversation) -> None:
    siti = town.staff("admin", 1001)
    quiet(rina)
    quiet(siti)
    town.settings.clock._shift += timedelta(days=3)
    town.vitals.heard(town.settings.clock.now() - timedelta(minutes=20))
    town.measures()
    rina.sees("Hubungan ke Telegram", "20 menit").taps("Saya urus").sees("Anda yang mengurus")
    siti.sees("Hubungan ke Telegram").taps("Saya urus").sees("sudah diurus oleh Rina")
    rina.taps("Saya urus").sees("Sudah tercatat")
    assert ("chat:1003", "handle alarm") in town.rows("SELECT actor, action FROM audit")


@pytest.mark.parametrize(("away", "lost"), [({"minutes": 20}, False), ({"hours": 30}, True)])
def test_a_silent_telegram_is_told_when_it_is_heard_again(
    town: Town, rina: Conversation, away: dict[str, int], *, lost: bool
) -> None:
    town.looks_after_itself()
    quiet(rina)
    town.is_now(after(town, **away))
    town.measures()
    rina.sees("Hubungan ke Telegram")
    town.looks_after_itself()
    rina.sees("Telegram terdengar lagi")
    assert ("24 jam" in rina.text) is lost
    rina.sees_nothing()


def test_a_nearly_full_disk_is_an_alarm(
    town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.looks_after_itself()
    quiet(rina)
    honest = measuring.look_at

    def scarce(*places: Any) -> measuring.OfMachine:
        return replace(honest(*places), free=50_000_000, total=10_000_000_000)

    monkeypatch.setattr(measuring, "look_at", scarce)
    town.looks_after_itself()
    rina.sees("⚠️", "Ruang disk", "50 MB")
    rina.says("/mesin").sees("⚠️ Ruang disk")
    rina.taps("Saya urus: Ruang disk").sees("Anda yang mengurus")


def test_a_figure_of_the_law_that_ends_soon_is_an_alarm_once(
    new_town: Callable[..., Town], folder: Path
) -> None:
    town = new_town(PAYUNG_BACKUP_DIR=str(folder), PAYUNG_NOW="2026-11-30T09:00:00+07:00")
    rina = town.staff("admin", 1003)
    quiet(rina)
    town.looks_after_itself()
    rina.sees("Angka peraturan", "discounts.toml", "berlaku sampai 31 Desember 2026")
    rina.sees_nothing()
    town.looks_after_itself()
    rina.sees_nothing()


def test_a_question_that_waits_longer_than_promised_is_an_alarm(town: Town, rina: Conversation) -> None:
    siti = town.person(1001)
    siti.starts().says("saya mau bicara dengan petugas").says("Kapan kantor buka di Badau?")
    siti.taps("Tanya petugas").taps("Ya")
    quiet(rina)
    town.looks_after_itself()
    rina.sees_nothing()
    town.is_now(after(town, days=5))
    town.looks_after_itself()
    rina.sees("Pertanyaan ke kantor", "1 menunggu")


def test_a_clock_that_is_off_is_an_alarm(town: Town, rina: Conversation) -> None:
    town.looks_after_itself()
    quiet(rina)
    now = town.settings.clock.now()
    for _ in range(3):
        town.vitals.note_date(now, now - timedelta(seconds=95))
    town.looks_after_itself()
    rina.sees("Jam komputer", "selisih 95 detik")


def test_only_admins_see_the_machine(town: Town, john: Conversation, rina: Conversation) -> None:
    town.looks_after_itself()
    john.says("/mesin").sees().lacks("Keadaan mesin")
    assert "mesin" not in john.commands
    assert "mesin" in rina.commands


def test_without_a_folder_for_backups_that_is_said_once(new_town: Callable[..., Town]) -> None:
    town = new_town(PAYUNG_NOW=MORNING)
    rina = town.staff("admin", 1003)
    quiet(rina)
    town.looks_after_itself()
    rina.sees("Cadangan data", "PAYUNG_BACKUP_DIR").sees_nothing()
