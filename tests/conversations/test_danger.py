"""Whole conversations with people in danger: heard before any step, answered first, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.tickets.store import Tickets

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

SNAKE = "tolong anak saya digigit ular"


@pytest.mark.parametrize("step", ["nik", "name", "district", "occupation", "income", "payer"])
def test_danger_at_any_step_is_answered_first_and_the_step_asked_again(
    siti: Conversation, town: Town, step: str
) -> None:
    siti.at(step).says(SNAKE)
    question = siti.text
    siti.sees("Bawa ke puskesmas atau rumah sakit terdekat sekarang").sees_nothing()
    siti.taps("Lanjut mengisi").sees(question.split("\n")[-1])
    assert not [row for row in town.exported() if "ular" in str(row).lower()]


def test_what_only_sounded_so_is_an_answer_after_a_tap(siti: Conversation, town: Town) -> None:
    siti.at("workplace").says("kaki patah ketimpa kayu").sees("puskesmas").sees_nothing()
    siti.taps("Bukan, ini jawaban saya").sees("belum mengerti")


def test_danger_does_not_take_the_place_of_what_waits_for_a_yes(siti: Conversation) -> None:
    siti.at("nik").says("6106011708809001").sees("Sudah benar?")
    siti.says("bapak saya kena parang banyak darah").sees("puskesmas")
    siti.taps("Ya, benar").sees("Siapa nama")


def test_danger_in_the_calculator_and_in_a_caption_is_heard_too(siti: Conversation) -> None:
    siti.starts().says("/iuran").sees("pekerjaan")
    siti.says("suami saya jatuh dari pohon ga bisa bangun").sees("🚑").taps("Lanjut").sees("pekerjaan")
    siti.says("/batal").sees()
    siti.sends("photo", caption="tangan kena gergaji mesin").sees("🚑")


def test_a_name_is_a_name(siti: Conversation) -> None:
    siti.at("name").says("Yohanes Bujang").sees("Tempat lahir")


def test_the_first_menu_leads_to_help_in_each_danger(siti: Conversation) -> None:
    siti.starts().sees("perlindungan kerja").taps("🚑 Darurat").sees("Apa yang terjadi?")
    siti.taps("Orang belum pulang").sees("Panggil orang sekitar")
    siti.says("/start").sees("perlindungan kerja").taps("🚑 Darurat").sees("Apa yang terjadi?")
    siti.taps("Tidak sanggup hidup lagi").sees("Anda tidak sendirian").lacks("BPJS", "santunan")
    assert siti.buttons == ["🙋 Hubungi saya"]


def test_nothing_goes_to_staff_before_the_tap_but_a_count(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    siti.starts().says("saya mau mati saja").sees("Anda tidak sendirian")
    rina.sees_nothing()
    assert town.rows("SELECT danger, count FROM dangers") == [("self_harm", 1)]
    assert town.rows("SELECT count(*) FROM questions") == [(0,)]
    rina.says("/kantor").sees("Orang dalam bahaya, 30 hari: 1")


def test_a_tap_opens_an_urgent_ticket_that_comes_first_once(siti: Conversation, town: Town) -> None:
    john, rina = town.person(1002), town.staff("officer")
    john.starts().says("may a cat come on the boat").sees().taps("Ask a person").sees()
    john.taps("Yes, pass it on").sees("passed it on")
    siti.starts().says(SNAKE).sees("🚑").taps("Hubungi saya").sees("tidak ada petugas jaga")
    siti.taps("Hubungi saya").sees("sudah saya teruskan")
    rina.sees("Ada pertanyaan baru").sees("Mendesak").taps("Kotak masuk").sees("2")
    assert rina.buttons[0] == f"🚨 {SNAKE}"
    rina.taps("🚨").sees("🚨 Mendesak", SNAKE)
    with town.unit() as tx:
        assert [one.urgent for one in Tickets(tx).waiting(10)] == [True, False]


def test_who_is_on_duty_is_named_to_the_asker(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    rina.says("/kantor").sees("Ringkasan").taps("Saya jaga").sees("Anda sekarang jaga")
    siti.starts().says(SNAKE).sees("🚑").taps("Hubungi saya").sees("Petugas jaga sudah saya beri tahu")
    rina.sees("Mendesak")
    rina.says("/kantor").sees("Ringkasan").taps("Selesai jaga").sees("tidak jaga lagi")
    siti.says("kapal karam tolong").sees().taps("Hubungi saya")
    siti.sees("tidak ada petugas jaga")


def test_what_staff_write_to_a_worker_is_not_looked_at(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    siti.starts().says(SNAKE).sees("🚑").taps("Hubungi saya").sees("teruskan")
    rina.sees("Mendesak").taps("Kotak masuk").sees().taps("🚨").sees().taps("Jawab").sees()
    rina.says("Anak digigit ular: bawa ke puskesmas sekarang, jangan ditoreh.").sees("mirip?")


def test_what_is_surely_asked_beside_is_one_tap_away(siti: Conversation, town: Town) -> None:
    label = town.resources.library.entries["cek_saldo"].asked_in("id")
    siti.starts().says("bapak meninggal tahun lalu, cek saldo jht nya gimana").sees("Turut berduka cita")
    assert siti.buttons[:2] == ["🙋 Hubungi saya", label]


@pytest.mark.parametrize("typed", ["celaka + kematian", "cealka + kematian", "celka + kematian"])
def test_the_words_of_a_button_are_an_answer_also_with_a_slip(siti: Conversation, typed: str) -> None:
    siti.at("programs").says(typed).sees("berapa bulan")


def test_danger_told_where_such_a_button_stands_is_heard(siti: Conversation) -> None:
    siti.at("programs").says("tolong, bapak saya celaka di kebun, banyak darah").sees("Bawa ke puskesmas")
