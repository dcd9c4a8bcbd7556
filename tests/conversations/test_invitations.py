"""Whole conversations: invitations are printed for a village, and somebody enrols with the code of one."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.conversations.test_lists import DEWI, HEADING, SITI, names, puts_in_force, reads_in, sends, tries
from tests.lists.making import nik_of, workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.sheet import SheetWords, Slip
    from tests.conversation import Conversation, Town

BORN = "17-08-1980"


@pytest.fixture
def rina(town: Town) -> Conversation:
    """An officer, after a list with work in it is in force."""
    rina, john = town.staff("officer", 1003), town.staff("admin", 1002)
    heading = [*HEADING[:6], "Pekerjaan"]
    assert len(heading) == len(SITI)
    reads_in(rina, john, [*SITI[:6], "Petani"], DEWI)
    return rina


def prints(rina: Conversation, monkeypatch: pytest.MonkeyPatch) -> str:
    """Print the invitations of a village; return the code of the only one."""
    drawn: list[str] = []

    def draw(_: SheetWords, slips: Sequence[Slip]) -> list[str]:
        drawn.extend(f"{one.name}|{one.number}|{one.link}|{one.line}" for one in slips)
        return ["<svg/>"]

    monkeypatch.setattr("bot.exchange.village_sheets.sheets", draw)
    rina.says("/lembar").sees("kecamatan mana")
    rina.taps("Semitau").shows("Desa yang mana")
    rina.taps("Nanga Lemedak").shows("1 orang ada di daftar")
    rina.taps("Buat undangan").sees("1 undangan untuk Nanga Lemedak")
    (slip,) = drawn
    name, code, link, line = slip.split("|")
    assert name == "Siti Aminah"
    assert "start=desa_" in link
    assert line == "NIK 6106••••••••••01 · dari: Dinas Pertanian"
    return code


def reaches_code(siti: Conversation, town: Town) -> Conversation:
    (sheet,) = town.rows("SELECT id FROM village_sheets")[0]
    siti.starts(f"desa_{sheet}").sees("memegang undangan")
    siti.taps("Daftar dengan kode").sees("Siapa yang mau")
    siti.taps("Saya sendiri").sees("Setuju? Tekan")
    return siti.taps("Setuju").sees("Ketik kode")


def types_code(siti: Conversation, code: str) -> Conversation:
    siti.says(code).sees("Berapa NIK")
    siti.says(nik_of(9001)).sees("tanggal lahir")
    return siti.says(BORN)


def test_the_code_the_nik_and_the_birth_date_fill_a_part_of_the_form_in(
    siti: Conversation, town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = prints(rina, monkeypatch)
    reaches_code(siti, town)
    types_code(siti, code.lower()).sees(
        "Kode cocok", "Nama: S••• A•••••", "Kecamatan: S••••••", "Desa: N•••• L••••••"
    )
    siti.lacks("Aminah", "Semitau", "081", "Dinas")
    siti.taps("Ya, isikan")
    assert "Siapa nama" not in siti.sees().text
    exported = town.rows("SELECT step FROM answers ORDER BY step")
    assert {"nik", "name", "district", "village"} <= {step for (step,) in exported}
    assert town.rows("SELECT count(*) FROM village_invitations WHERE used_at IS NOT NULL") == [(1,)]


def test_whoever_knows_nik_and_birth_date_but_no_code_learns_nothing(
    siti: Conversation, town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints(rina, monkeypatch)
    reaches_code(siti, town)
    seen = []
    for nik in (nik_of(9001), nik_of(9077)):  # in the list, and in none
        siti.says("ABCD-2345").sees("Berapa NIK")
        siti.says(nik).sees("tanggal lahir")
        seen.append(re.sub(r"\d", "", siti.says(BORN).sees("tidak cocok").text))
    assert seen[0] == seen[1]


def test_five_wrong_tries_lock_it_for_a_day_and_the_enrolment_goes_on(
    siti: Conversation, town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = prints(rina, monkeypatch)
    reaches_code(siti, town)
    for _ in range(5):
        types_code(siti, "ABCD-2345")
    siti.sees("24 jam")
    siti.says("/undangan").sees("24 jam")
    assert town.rows("SELECT count(*) FROM audit WHERE action = 'proof failed'") == [(5,)]
    assert code not in siti.transcript()


def test_a_code_is_good_once(
    siti: Conversation, town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = prints(rina, monkeypatch)
    reaches_code(siti, town)
    types_code(siti, code).sees("Kode cocok")
    siti.taps("Bukan, saya isi sendiri")
    with town.unit() as tx:
        tx.connection.execute("DELETE FROM registrations")
    siti.says("/undangan").sees("Siapa yang mau")
    siti.taps("Saya sendiri").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Ketik kode")
    types_code(siti, code).sees("tidak cocok")


def test_without_a_code_the_usual_questions_follow(
    siti: Conversation, town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints(rina, monkeypatch)
    reaches_code(siti, town)
    siti.taps("Tidak punya kode").sees("Berapa NIK")
    assert town.rows("SELECT stage, start_link LIKE 'desa_%' FROM registrations") == [("draft", 1)]


def test_whoever_has_registered_is_on_no_sheet_and_sheets_tell_what_came_of_them(
    siti: Conversation, town: Town, rina: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = prints(rina, monkeypatch)
    reaches_code(siti, town)
    types_code(siti, code).sees("Kode cocok")
    siti.taps("Ya, isikan")
    siti.at("summary").taps("✅ Kirim").sees("Nomor pendaftaran")
    town.works_on_lists()
    rina.says("/lembar").sees("kecamatan mana")
    rina.taps("Semitau").shows("Desa yang mana")
    rina.taps("Nanga Lemedak").shows("0 orang ada di daftar")
    assert "1 kode dipakai, 1 sudah mendaftar" in unescape(rina.text)


def test_whoever_has_moved_or_died_by_what_holds_of_them_gets_no_slip(town: Town, rina: Conversation) -> None:
    john = town.staff("admin", 1002)
    heading = [*HEADING[:6], "Ket"]
    moved, dead = list(SITI), [*DEWI[:5], "Nanga Lemedak", "alm"]
    moved[5:] = ["Semitau Hilir", ""]
    names(sends(rina, workbook([heading, moved, dead])), "Dinas Perikanan", "15 November 2026")
    tries(rina)
    puts_in_force(rina, john)
    rina.says("/lembar").sees("kecamatan mana")
    rina.taps("Semitau").shows("Desa yang mana")
    rina.taps("Nanga Lemedak").shows("0 orang ada di daftar")
