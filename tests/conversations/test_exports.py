"""Whole conversations: an officer takes a list out, again, and says that it went to BPJS Ketenagakerjaan."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from bot.cli import main
from bot.exports.chosen import Chosen
from bot.exports.layouts import load_layouts
from bot.exports.store import Exports
from bot.lists.opening import open_list
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.reminders.moving import move
from bot.resources import Resources
from bot.staff.store import Staff
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conversation import Conversation, Town

NIKS = ("6106011708809001", "6106015708809002", "6106011708809003")
LAST = "Diterima sejak daftar terakhir"
TAPS = (
    "ex", "ex_last", "ex_last_yes|bpjs", "ex_choose|1", "ex_values|stage", "ex_toggle|stage|accepted",
    "ex_periods", "ex_period", "ex_make|bpjs", "ex_open|1", "ex_again|1", "ex_hand|1", "ex_hand_yes|1",
)  # fmt: skip


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-11-30T09:00:00+07:00"}


@pytest.fixture
def rina(town: Town) -> Conversation:
    return town.staff("officer")


def accepts(town: Town, *numbers: str) -> None:
    """Let the office accept registrations."""
    moves(town, Stage.ACCEPTED, *numbers)


def moves(town: Town, stage: Stage, *numbers: str) -> None:
    with town.unit() as tx:
        for number in numbers:
            one = Registrations(tx).by_number(number.replace("-", ""))
            assert one
            move(tx, one, stage, {}, "chat:1003")


def makes(one: Conversation) -> list[list[str]]:
    """Take out whoever was accepted; return the cells."""
    one.says("/ekspor").sees("Daftar keluar").taps(LAST).shows("Buat berkas Excel?").taps("Ya, buat")
    return gets(one)


def gets(one: Conversation) -> list[list[str]]:
    """Wait for the file; return its cells."""
    one.town.works_on_lists()
    one.sees("Isi:", "hilang dari percakapan")
    return opened(one.town.file(one.seen))


def opened(content: bytes) -> list[list[str]]:
    return [[str(cell) for cell in row.cells] for row in open_list(content, "daftar.xlsx")[0].rows]


def by_heading(rows: list[list[str]], heading: str) -> list[str]:
    place = rows[0].index(heading)
    return [row[place] for row in rows[1:]]


def actions(town: Town, subject: str = "export:1") -> list[str]:
    found = town.rows(f"SELECT actor, action FROM audit WHERE subject = '{subject}' ORDER BY seq")  # noqa: S608
    return [" ".join(one) for one in found]


# -- accepted since the last one


def test_those_who_were_accepted_go_out_once(siti: Conversation, town: Town, rina: Conversation) -> None:
    number = siti.registers()
    rina.says("/ekspor").sees("Semua yang diterima sudah masuk daftar")
    accepts(town, number)
    rows = makes(rina)
    assert by_heading(rows, "NIK") == [NIKS[0]]
    assert by_heading(rows, "No Pendaftaran") == [number]
    assert by_heading(rows, "Nomor HP") == ["081200009001"]
    assert by_heading(rows, "Tanggal Lahir") == ["17-08-1980"]
    assert by_heading(rows, "Jenis Kelamin") == ["L"]
    assert by_heading(rows, "Kode Kecamatan") == ["61.06.01"]
    assert by_heading(rows, "Provinsi") == ["Kalimantan Barat"]
    rina.shows("Daftar 1: 1 orang")
    rina.says("/ekspor").sees("sudah masuk daftar", "1. 30 November 2026: 1 orang, oleh")
    assert actions(town) == ["chat:1003 export"]


def test_who_is_accepted_again_after_a_correction_goes_out_again(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    number = siti.registers()
    accepts(town, number)
    makes(rina)
    moves(town, Stage.NEEDS_CORRECTION, number)
    accepts(town, number)
    rina.says("/ekspor").sees("1 orang diterima")
    rina.taps("Daftar 1").shows("Daftar 1: 1 orang").taps("Tandai").shows(
        "tidak ada lagi yang masih bertahap"
    )


def test_an_old_yes_makes_no_second_list(siti: Conversation, town: Town, rina: Conversation) -> None:
    accepts(town, siti.registers())
    rina.says("/ekspor").sees().taps(LAST).shows("Buat berkas").taps("Ya, buat", "Ya, buat")
    assert town.rows("SELECT count(*) FROM exports") == [(1,)]
    assert len(gets(rina)) == 2


def test_two_officers_at_the_same_moment_never_get_the_same_registration(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    dewi = town.staff("officer", 1002)
    accepts(town, siti.registers())
    rina.says("/ekspor").sees().taps(LAST)
    dewi.says("/ekspor").sees().taps("Accepted since")
    dewi.taps("Yes, make").shows("List 1 is being made")
    rina.taps("Ya, buat").shows("Semua yang diterima sudah masuk daftar")
    assert town.rows("SELECT count(*), count(DISTINCT registration_id) FROM export_rows") == [(1, 1)]


def test_the_file_leaves_the_chat_after_a_day(siti: Conversation, town: Town, rina: Conversation) -> None:
    accepts(town, siti.registers())
    makes(rina)
    message = rina.seen
    town.is_now("2026-12-01T09:30:00+07:00")
    rina.deleted(message)


# -- chosen


def test_registrations_are_chosen_by_buttons_and_counted_before_a_file_is_made(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    siti.registers()
    town.person(1001).registers(nik=NIKS[1])
    rina.says("/ekspor").sees().taps("Pilih sendiri").shows("2 orang cocok")
    rina.taps("Kecamatan").shows("tekan yang masuk").taps("Putussibau Utara").taps("Lanjut").shows(
        "2 orang cocok"
    )
    rina.taps("Desa").shows("Desa").taps("Lanjut").shows("Kecamatan: Putussibau Utara")
    rina.taps("Tahap").shows("Tahap").taps("Data sudah benar").taps("Lanjut").shows("Belum ada yang cocok")
    rina.taps("Tahap").taps("Data sudah benar").taps("Lanjut")
    rina.taps("Kapan dikirim").taps("Hari ini").shows("Dikirim: 30 November 2026 sampai 30 November 2026")
    rina.taps("Kapan dikirim").taps("Oktober 2026").shows("Belum ada yang cocok")
    rina.taps("Kapan dikirim").taps("Kapan saja").shows("2 orang cocok").taps("Ya, buat")
    assert len(gets(rina)) == 3
    assert town.rows("SELECT row_count FROM exports") == [(2,)]


def test_a_draft_is_on_no_list(siti: Conversation, town: Town, rina: Conversation) -> None:
    siti.at("name")
    rina.says("/ekspor").sees().taps("Pilih sendiri").shows("Belum ada yang cocok")
    rina.taps("Tahap").sees_no("isian")
    rina.taps_data("m1|ex_make|bpjs")
    town.works_on_lists()
    rina.shows("tidak ada berkas")


# -- the same again


def test_the_same_list_again_is_the_same_to_the_byte_though_answers_have_changed(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    accepts(town, siti.registers(name="Siti Aminah"))
    makes(rina)
    first = town.file(rina.seen)
    town.rows("UPDATE registrations SET stage = 'registered'")
    town.rows("UPDATE answers SET open_value = '61.06.01' WHERE step = 'district'")
    rina.says("/ekspor").sees().taps("Daftar 1").shows("Dibuat 30 November").taps("Kirim berkasnya lagi")
    gets(rina)
    assert town.file(rina.seen) == first
    assert actions(town) == ["chat:1003 export", "chat:1003 export again"]


def test_who_was_erased_is_a_blank_row_and_does_not_come_back(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    first, second = siti.registers(), siti.registers(nik=NIKS[1], name="Ana Lestari")
    accepts(town, first, second)
    before = makes(rina)
    town.payung("erase", first)
    rina.says("/ekspor").sees().taps("Daftar 1").shows("1 baris kosong").taps("Kirim berkasnya lagi")
    after = gets(rina)
    assert after[1][0] == "dihapus"
    assert not any(after[1][1:])
    assert after[2] == before[2]
    assert town.rows("SELECT registration_id, cells FROM export_rows WHERE row = 1") == [(None, None)]


def test_what_rows_say_is_forgotten_after_a_while(siti: Conversation, town: Town, rina: Conversation) -> None:
    accepts(town, siti.registers())
    makes(rina)
    town.is_now("2027-07-30T09:00:00+07:00")
    town.grows_old()
    assert town.rows("SELECT state, cells FROM exports JOIN export_rows ON id = export_id") == [
        ("aged", None)
    ]
    rina.says("/ekspor").sees().taps("Daftar 1").shows("tidak disimpan lagi")
    assert not [label for label in rina.chat[-1].buttons if "Kirim" in label]
    rina.taps_data("m1|ex_again|1")
    town.works_on_lists()
    rina.shows("tidak disimpan lagi")


# -- handed over


def test_all_who_are_still_accepted_are_handed_over_at_one_word_and_told_once(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    john = town.person(1002).says("/bahasa").sees().taps("Indonesia")
    one, other = siti.registers(), john.registers(nik=NIKS[1])
    accepts(town, one, other)
    makes(rina)
    moves(town, Stage.NEEDS_CORRECTION, other)
    rina.taps("Tandai: sudah diserahkan").sees("1 orang di daftar 1 masih bertahap diterima")
    rina.taps("Ya, tandai").shows("Sedang ditandai").taps_data("m1|ex_hand_yes|1")
    town.works_on_lists()
    rina.sees("1 orang ditandai sudah diserahkan ke BPJS")
    assert town.rows("SELECT stage, count(*) FROM registrations GROUP BY stage ORDER BY stage") == [
        ("handed_over", 1), ("needs_correction", 1),
    ]  # fmt: skip
    for at in ("09:10", "09:20"):
        town.comes_back(f"2026-11-30T{at}:00+07:00")
        town.works_on_lists()
    told = [message for message in siti.chat if "sudah diserahkan ke BPJS" in message.text]
    assert len(told) == 1
    rina.says("/ekspor").sees("sudah diserahkan").taps("Daftar 1").shows("1 orang ditandai")
    assert not [label for label in rina.chat[-1].buttons if "Tandai" in label]
    assert actions(town) == ["chat:1003 export", "chat:1003 hand over export"]
    assert "stage handed_over" in {action for (action,) in town.rows("SELECT action FROM audit")}


def test_an_old_button_after_the_hand_over_says_so(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    accepts(town, siti.registers())
    makes(rina)
    file = rina.seen
    rina.taps("Tandai: sudah").sees("masih bertahap").taps("Ya, tandai")
    town.works_on_lists()
    rina.sees("ditandai").taps_data("m1|ex_hand|1|1", file).sees("sudah ditandai")


# -- who may


@pytest.mark.parametrize("role", ["viewer", "planner", "announcer"])
def test_whoever_may_take_no_list_out_finds_no_such_thing(siti: Conversation, town: Town, role: str) -> None:
    accepts(town, siti.registers())
    agus = town.staff(role)
    agus.says("/ekspor").lacks("Daftar keluar")
    for data in TAPS:
        agus.taps_data(f"m1|{data}")
    town.works_on_lists()
    assert town.rows("SELECT (SELECT count(*) FROM exports), (SELECT count(*) FROM export_choices)") == [
        (0, 0)
    ]
    assert not [message for message in agus.chat if "document" in message]


def test_an_officer_who_was_removed_gets_nothing_by_an_old_button_or_asked_for_before(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    accepts(town, siti.registers())
    makes(rina)
    rina.says("/ekspor").sees().taps("Daftar 1").taps("Kirim berkasnya lagi").shows("sedang dibuat")
    with town.unit() as tx:
        Staff(tx).remove(1003)
    files = len([message for message in rina.chat if "document" in message])
    town.works_on_lists()
    for data in TAPS:
        rina.taps_data(f"m1|{data}")
    town.works_on_lists()
    assert len([message for message in rina.chat if "document" in message]) == files
    assert town.rows("SELECT handed_by FROM exports") == [(None,)]
    assert town.rows("SELECT count(*) FROM export_files") == [(0,)]


# -- the command line


def test_the_command_counts_as_the_chat_does(
    siti: Conversation, town: Town, rina: Conversation, tmp_path: Path
) -> None:
    out = tmp_path / "a.xlsx"
    accepts(town, siti.registers())
    said = town.payung("export", "--format", "xlsx", "--since-last", "--out", out)
    assert said == "list 1: 1 rows\n"
    assert out.stat().st_mode & 0o777 == 0o600
    assert by_heading(opened(out.read_bytes()), "NIK") == [NIKS[0]]
    rina.says("/ekspor").sees("sudah masuk daftar", "1 orang, oleh pengelola sistem")
    again = tmp_path / "b.xlsx"
    town.payung("export", "--format", "xlsx", "--again", 1, "--out", again)
    assert again.read_bytes() == out.read_bytes()
    assert actions(town) == ["cli export", "cli export again"]


def test_the_command_chooses(siti: Conversation, town: Town, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    accepts(town, siti.registers())
    for options, rows in (
        ((), 1), (("--stage", "accepted", "--stage", "submitted"), 1), (("--district", "61.06.13"), 0),
        (("--sent-from", "2026-11-30", "--sent-to", "2026-11-30"), 1), (("--sent-to", "2026-11-29"), 0),
    ):  # fmt: skip
        town.payung("export", "--format", "xlsx", "--out", out, *options)
        assert len(opened(out.read_bytes())) == rows + 1


def refused(town: Town, capsys: pytest.CaptureFixture[str], *options: object) -> str:
    """Return why `payung export` does not do it."""
    with patch.dict(os.environ, town.environment):
        assert main(["export", *map(str, options)]) == 1
    return capsys.readouterr().err.strip().removeprefix("payung: ")


def test_the_command_says_why_it_makes_no_list(
    siti: Conversation, town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, xlsx = tmp_path / "a.xlsx", ("--format", "xlsx")
    assert refused(town, capsys, "--since-last") == "--since-last: goes with --format xlsx"
    assert refused(town, capsys, "--district", "61.06.01") == "--district: goes with --format xlsx"
    assert refused(town, capsys, *xlsx) == "--out: names the file to write"
    writes = (*xlsx, "--out", out)
    assert refused(town, capsys, *writes, "--layout", "x") == "--layout: must be one of bpjs"
    assert refused(town, capsys, *writes, "--stage", "draft") == "--stage: there is no draft"
    assert refused(town, capsys, *writes, "--village", "61") == "--village: there is no 61"
    assert refused(town, capsys, *writes, "--again", 7) == "there is no list 7"
    assert refused(town, capsys, *writes, "--since-last") == "nobody was accepted since the last list"
    with town.unit() as tx:
        Exports(tx).make(Chosen(), load_layouts(town.resources)["bpjs"], 1003)
    assert refused(town, capsys, *writes, "--again", 1) == "list 1 holds nobody yet: make another"
    town.rows("DELETE FROM exports")
    assert "exclude each other" in refused(town, capsys, *writes, "--since-last", "--again", 1)
    assert not list(tmp_path.glob("*a.xlsx*"))
    assert town.rows("SELECT count(*) FROM exports") == [(0,)]


def test_where_no_file_can_be_written_nobody_is_taken_for_gone_out(
    siti: Conversation, town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepts(town, siti.registers())
    said = refused(town, capsys, "--format", "xlsx", "--since-last", "--out", tmp_path / "nowhere" / "a.xlsx")
    assert said.startswith("--out: cannot be written")
    assert town.rows("SELECT count(*) FROM unexported") == [(1,)]


@pytest.mark.long
def test_two_commands_at_the_same_moment_share_nobody(siti: Conversation, town: Town, tmp_path: Path) -> None:
    accepts(town, siti.registers(), siti.registers(nik=NIKS[1]))
    command = [sys.executable, "-m", "bot", "export", "--format", "xlsx", "--since-last", "--out"]
    running = [
        subprocess.Popen(
            [*command, tmp_path / f"{at}.xlsx"],
            env={**os.environ, **town.environment},
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        for at in range(3)
    ]
    assert sorted(one.wait() for one in running) == [0, 1, 1]
    (made,) = tmp_path.glob("*.xlsx")
    assert sorted(by_heading(opened(made.read_bytes()), "NIK")) == sorted(NIKS[:2])


# -- several layouts


def test_where_there_are_several_layouts_a_button_says_which(
    siti: Conversation, town: Town, rina: Conversation, tmp_path: Path
) -> None:
    shutil.copytree(town.resources.config, tmp_path / "config")
    village = tmp_path / "config" / "lists" / "exports" / "desa.toml"
    village.write_text('name = "Untuk desa"\n[[columns]]\nheading = "Nama"\nholds = "name"\n')
    accepts(town, siti.registers(name="Siti Aminah"))
    town.restarts(Resources.load(tmp_path / "config"))
    rina.says("/ekspor").sees().taps(LAST).shows("Buat berkas").taps("Buat: Untuk desa")
    assert gets(rina) == [["Nama"], ["Siti Aminah"]]
    rina.shows("Bentuk: Untuk desa")
    village.unlink()
    town.restarts(Resources.load(tmp_path / "config"))
    rina.says("/ekspor").sees().taps("Daftar 1").taps("Kirim berkasnya lagi")
    assert gets(rina) == [["Nama"], ["Siti Aminah"]]
    rina.taps_data("m1|ex_last_yes|desa").sees("Daftar keluar")


def test_a_name_that_begins_as_a_formula_and_wide_digits_go_out_as_text(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    accepts(town, siti.registers())
    with town.unit() as tx:
        (one,) = Registrations(tx).submitted()
        answers = {"name": "=HYPERLINK(1)", "hamlet": "ＲＴ ００１"}
        Registrations(tx).save(one.id, enrolment(town.resources), answers)
    rows = makes(rina)
    assert by_heading(rows, "Nama Lengkap") == ["'=HYPERLINK(1)"]
    assert by_heading(rows, "Dusun/RT/RW") == ["ＲＴ 001"]


def test_a_locked_chat_of_a_worker_changes_no_list(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    accepts(town, siti.registers())
    siti.says("/kunci").sees().taps("Ya, kunci")
    assert by_heading(makes(rina), "NIK") == [NIKS[0]]
