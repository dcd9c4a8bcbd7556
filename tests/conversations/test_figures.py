"""/angka: figures as text, as pictures, and as files that hold no small number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.figures.taps import Overview
from bot.lists.opening import open_list

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def test_staff_see_the_main_figures_of_the_month(siti: Conversation, town: Town) -> None:
    siti.registers()
    rina = town.staff("officer")
    rina.says("/angka").sees("Angka ", "Yang bisa dilindungi: 48.343", "terkirim 1", "menunggu diperiksa: 1")
    rina.lacks("•")


def test_a_planner_reads_no_small_number(siti: Conversation, town: Town) -> None:
    siti.registers()
    planner = town.staff("planner")
    planner.says("/angka").sees("terkirim •", "• = 1 sampai 4").lacks("terkirim 1")
    planner.taps("Alurnya").sees("Berapa orang sampai di tiap langkah")
    planner.taps("Sebagai teks").sees("Mengirim pendaftaran: • (sebelumnya 0)")


def test_a_section_comes_as_a_picture_and_as_text(siti: Conversation, town: Town) -> None:
    siti.registers()
    rina = town.staff("officer")
    rina.says("/angka").sees().taps("🛡 Terlindungi").sees("menurut kecamatan tempat tinggal")
    assert rina.chat[-1]["photo"]
    rina.taps("Sebagai teks").sees("Jumlah: 0 / 0 / 1 / 48.343", "Lewat Payung / Akhir")


def test_the_month_before_is_one_tap_away(town: Town) -> None:
    rina = town.staff("officer")
    rina.says("/angka").sees("Angka ").taps("Bulan sebelumnya").shows("Angka ")
    assert "Bulan berikutnya ▶️" in rina.buttons


@pytest.mark.parametrize(("button", "name"), [("Excel", ".xlsx"), ("Laporan PDF", ".pdf")])
def test_files_hold_no_small_number_whoever_takes_them(
    siti: Conversation, town: Town, button: str, name: str
) -> None:
    siti.registers()
    rina = town.staff("admin")
    rina.says("/angka").sees().taps(button).sees("sedang dibuat").sees("boleh dikirim ke luar kantor")
    message = rina.chat[-1]
    content = town.file(message)
    assert message["document"]["file_name"].endswith(name)
    if name == ".pdf":
        assert content.startswith(b"%PDF")
        return
    sheets = open_list(content, "angka.xlsx")
    cells = [str(cell) for sheet in sheets for row in sheet.rows for cell in row.cells]
    assert "•" in cells
    assert not {"1", "2", "3", "4"} & set(cells)


def test_taking_a_file_is_in_the_audit_trail(town: Town) -> None:
    town.staff("officer").says("/angka").sees().taps("Excel").sees()
    assert town.rows("SELECT count(*) FROM audit WHERE action = 'figures xlsx'") == [(1,)]


def test_figures_are_nothing_for_workers_nor_for_months_to_come(siti: Conversation, town: Town) -> None:
    siti.says("/angka").sees("Perintah itu belum saya kenal")
    rina = town.staff("officer")
    rina.says("/angka").sees()
    rina.taps_data(Overview("2999-01").pack()).sees().lacks("2999")
