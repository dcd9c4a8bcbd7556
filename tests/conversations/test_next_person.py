"""One person after the other on a helper's phone: what they share is not asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversation import BORN

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

SECOND = "6106010708859002"


def _registers_neighbour(town: Town) -> Conversation:
    siti = town.person(1001)
    siti.registers(for_whom="orang lain", phone="lewati", payer="pemerintah")
    return siti


def test_the_second_neighbour_takes_six_turns(town: Town) -> None:
    siti = _registers_neighbour(town)
    before = siti.acts
    siti.taps("Orang berikutnya").sees("Sama seperti orang sebelumnya", "Sibau Hulu", "setuju")
    siti.taps("Dia setuju").sees("NIK").says(SECOND).sees("Sudah benar").taps("Ya, benar")
    siti.sees("nama").says("Markus Lunsa").sees("Periksa dulu", "Sibau Hulu", "Markus Lunsa").hands_in()
    assert siti.acts - before == 6
    first, second = town.exported()
    for column in ("relation", "district", "village", "occupation", "income", "payer", "programs"):
        assert first[column] == second[column]
    assert second["nik"] == SECOND
    assert second["name"] == "Markus Lunsa"


def test_what_differs_is_changed_before_it_is_sent(town: Town) -> None:
    siti = _registers_neighbour(town)
    siti.taps("Orang berikutnya").taps("Dia setuju").says(SECOND).taps("Ya, benar").says("Markus Lunsa")
    siti.sees("Periksa dulu").taps("✏️ Ubah").taps("Pekerjaan:").says("nelayan").sees("Periksa dulu")
    siti.hands_in()
    assert [row["occupation"] for row in town.exported()] == ["planter", "fisher"]


def test_what_a_person_enrolled_themselves_is_offered_to_their_family(town: Town) -> None:
    siti = town.person(1001)
    siti.registers()
    siti.taps("Orang berikutnya").sees("Sibau Hulu").lacks("Siti Aminah", "6106")
    siti.taps("Dia setuju").sees("Dia siapa bagi Anda")


def test_an_old_button_begins_anew(town: Town) -> None:
    siti = _registers_neighbour(town)
    town.is_now("2026-12-20T10:00:00+07:00")
    siti.taps("Orang berikutnya").sees("Siapa yang mau didaftarkan").lacks("Sibau Hulu")


def test_what_was_locked_is_not_taken_over(town: Town) -> None:
    siti = _registers_neighbour(town)
    button = next(one for message in siti.chat for one in message.data if "next_person" in one)
    siti.says("/kunci").taps("Ya, kunci").taps_data(button)
    siti.sees("Siapa yang mau didaftarkan").sees_no("Sibau Hulu")


def test_the_button_of_another_chat_gives_nothing_away(town: Town) -> None:
    siti = _registers_neighbour(town)
    button = next(one for message in siti.chat for one in message.data if "next_person" in one)
    john = town.person(1002).starts()
    john.taps_data(button).sees("Who is to be enrolled").sees_no("Sibau Hulu", BORN)
