"""Whole conversations: after a year a worker is asked whether what they said is still true."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bot.register.content import Content
from tests.register.making import LEMEDAK, list_of

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

LATER, MUCH_LATER = "2027-12-01T09:00:00+07:00", "2028-12-05T09:00:00+07:00"


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-11-20T09:00:00+07:00"}


@pytest.fixture
def rina(town: Town) -> Conversation:
    return town.staff("officer", 1003)


def enrolled(siti: Conversation, stage: str = "", **answers: str) -> str:
    """Let somebody enrol, and what they say be among the statements; return the number."""
    number = siti.registers(**answers)
    siti.town.works_on_lists()
    if stage:
        siti.town.payung("stage", number, stage)
        siti.town.speaks_unasked()
    while siti._person._next():
        siti.sees()
    return number


def asks(town: Town) -> list[tuple[Any, ...]]:
    return town.rows("SELECT chat_id, state FROM recipients WHERE announcement_id = -5")


def test_a_year_after_it_was_said_a_worker_says_in_one_tap_that_it_is_still_true(
    town: Town, siti: Conversation, rina: Conversation
) -> None:
    enrolled(siti)
    town.comes_back("2027-11-19T09:00:00+07:00")
    siti.sees_nothing()
    town.comes_back(LATER)
    siti.sees("Apakah data Anda masih benar?", "20 November 2026", "Pekerjaan: ", "Yang membayar: ")
    siti.lacks("Siti", "0812", "6106")
    rina.says("/orang").sees("✅ 0 dibenarkan, ⏳ 1 sudah lama")
    siti.taps("Semua masih benar").shows("Dicatat benar per 1 Desember 2027")
    rina.says("/orang").sees("✅ 1 dibenarkan, ⏳ 0 sudah lama")
    town.comes_back("2028-11-29T09:00:00+07:00")
    siti.sees_nothing()
    town.comes_back(MUCH_LATER)
    siti.sees("Apakah data Anda masih benar?", "1 Desember 2027")


def test_nobody_is_asked_more_than_once_a_year_also_without_an_answer(town: Town, siti: Conversation) -> None:
    enrolled(siti)
    town.comes_back(LATER)
    siti.sees("masih benar?")
    for day in ("2028-03-01", "2028-07-01", "2028-11-01"):
        town.comes_back(f"{day}T09:00:00+07:00")
        town.grows_old()
        siti.sees_nothing()
    town.comes_back(MUCH_LATER)
    siti.sees("masih benar?", "20 November 2026")


def test_a_stage_that_moved_says_nothing_about_what_is_true(town: Town, siti: Conversation) -> None:
    number = enrolled(siti)
    town.is_now("2027-06-01T09:00:00+07:00")
    town.payung("stage", number, "in_review")
    town.speaks_unasked()
    town.works_on_lists()
    siti.sees("Kabar pendaftaran")
    town.comes_back(LATER)
    siti.sees("masih benar?", "20 November 2026")


def test_what_has_ended_is_not_asked_about(town: Town, siti: Conversation) -> None:
    enrolled(siti, "ended")
    town.comes_back(LATER)
    siti.sees_nothing()
    assert asks(town) == []


def test_on_a_locked_chat_nothing_is_asked_or_shown(town: Town, siti: Conversation) -> None:
    enrolled(siti)
    siti.says("/kunci").sees().taps("Ya, kunci")
    while siti._person._next():
        siti.sees()
    town.comes_back(LATER)
    siti.sees_nothing()
    assert asks(town) == []


def test_whoever_locks_the_chat_after_the_question_was_noted_is_not_asked(
    town: Town, siti: Conversation
) -> None:
    enrolled(siti)
    town.comes_back(LATER)
    question = siti.sees("masih benar?").seen
    siti.says("/kunci").sees().taps("Ya, kunci")
    siti.deleted(question)
    one = town.rows("SELECT id FROM registrations")[0][0]
    siti.taps_data(f"m1|re_true|{one}")
    assert town.rows("SELECT confirmed_at FROM checks") == [(None,)]


def test_whoever_muted_it_is_not_asked(town: Town, siti: Conversation) -> None:
    enrolled(siti)
    siti.says("/berhenti").sees("Kabar yang Anda terima").taps("Pertanyaan apakah data masih benar")
    town.comes_back(LATER)
    assert asks(town) == [(1001, "skipped")]


class TestWithQuietHours:
    @pytest.fixture
    def surroundings(self, surroundings: dict[str, str]) -> dict[str, str]:
        return surroundings | {"PAYUNG_QUIET_HOURS": "20:00-07:00"}

    def test_the_question_waits_for_the_morning(self, town: Town, siti: Conversation) -> None:
        enrolled(siti)
        town.comes_back("2027-12-01T22:00:00+07:00")
        siti.sees_nothing()
        town.comes_back("2027-12-02T07:00:00+07:00")
        siti.sees("masih benar?")


def test_about_another_nobody_is_asked_on_their_own_phone(town: Town, siti: Conversation) -> None:
    enrolled(siti, for_whom="Orang lain")
    assert town.rows("SELECT for_other FROM registrations") == [(1,)]
    town.comes_back(LATER)
    siti.sees_nothing()
    assert asks(town) == []


def test_what_can_still_be_changed_leads_to_the_correction(town: Town, siti: Conversation) -> None:
    enrolled(siti)
    town.comes_back(LATER)
    siti.sees("masih benar?").taps("Ada yang berubah").sees("Anda masih bisa mengubahnya sendiri")
    siti.taps("Data saya").sees("nomor pendaftaran")


def test_what_cannot_be_changed_any_more_is_proposed_and_taken_over_by_an_officer(
    town: Town, siti: Conversation, rina: Conversation
) -> None:
    enrolled(siti, "registered")
    town.comes_back(LATER)
    siti.sees("masih benar?").taps("Ada yang berubah").sees("Apa yang berubah?").taps("Pekerjaan")
    siti.sees().taps("Pedagang").sees("Petugas kantor akan melihat perubahan ini")
    siti.taps("Ada lagi").sees("Apa yang berubah?").taps("Pekerjaan").sees().taps("Nelayan")
    siti.sees("Petugas kantor akan melihat")
    rina.says("/orang").sees("Orang menurut").taps("2 usulan perubahan")
    rina.sees("Pekerjaan, sekarang: 🌳 Kebun karet/sawit", "→ 🛒", "→ 🐟").taps("👤").sees(
        "Usulan dari pekerja"
    )
    rina.taps("🐟").sees("Perubahan dicatat").taps("Halaman orangnya").sees("🛒")
    rina.taps("Abaikan").sees("Usulan diabaikan")
    assert town.exported()[0]["occupation"] == "fisher"
    town.works_on_lists()
    rina.says("/orang").sees("✅ 1 dibenarkan").lacks("usulan")
    assert town.rows("SELECT state FROM proposals ORDER BY state") == [("left",), ("taken",)]


def test_a_new_address_is_asked_by_district_and_village(
    town: Town, siti: Conversation, rina: Conversation
) -> None:
    enrolled(siti, "registered")
    town.comes_back(LATER)
    siti.sees("masih benar?").taps("Ada yang berubah").sees("Apa yang berubah?").taps("Alamat")
    siti.sees("kecamatan").says("Badau").sees("desa").taps("Badau").sees("Petugas kantor")
    rina.says("/orang").sees().taps("usulan").sees("→ Badau, Badau")


def test_the_same_answer_again_is_no_change(town: Town, siti: Conversation) -> None:
    enrolled(siti, "registered")
    town.comes_back(LATER)
    siti.sees("masih benar?").taps("Ada yang berubah").sees("Apa yang berubah?").taps("Pekerjaan")
    siti.sees().taps("Kebun karet").sees("Itu sama dengan yang sudah tercatat").taps("Semua masih benar")
    siti.shows("Dicatat benar")
    assert town.rows("SELECT count(*) FROM proposals") == [(0,)]


def test_the_question_about_what_changed_can_be_left(town: Town, siti: Conversation) -> None:
    enrolled(siti, "registered")
    town.comes_back(LATER)
    siti.sees("masih benar?").taps("Ada yang berubah").sees("Apa yang berubah?").taps("Pekerjaan").sees()
    siti.says("/batal").sees("tidak ada yang diubah")
    assert town.rows("SELECT count(*) FROM proposals") == [(0,)]


def test_a_proposal_that_another_officer_decided_is_not_decided_again(
    town: Town, siti: Conversation, rina: Conversation
) -> None:
    enrolled(siti, "registered")
    town.comes_back(LATER)
    siti.sees("masih benar?").taps("Ada yang berubah").sees("Apa yang").taps("Pekerjaan").sees().taps(
        "Pedagang"
    )
    rina.says("/orang").sees().taps("usulan").sees().taps("👤").sees("Usulan dari")
    town.rows("UPDATE proposals SET state = 'left'")
    rina.taps("🛒").sees("sudah diputuskan")
    assert town.exported()[0]["occupation"] == "planter"


def test_somebody_elses_button_means_nothing(town: Town, siti: Conversation) -> None:
    enrolled(siti)
    one = town.rows("SELECT id FROM registrations")[0][0]
    john = town.person(1002).starts().sees()
    for data in (f"m1|re_true|{one}", f"m1|re_changed|{one}|payer"):
        john.taps_data(data)
    assert town.rows("SELECT count(*) FROM checks") == [(0,)]
    john.sees_no("Who pays")


def test_an_erased_registration_takes_what_lists_say_along_and_no_list_brings_it_back(
    town: Town, siti: Conversation
) -> None:
    number = enrolled(siti)
    answers = town.exported()[0]
    with town.unit() as tx:
        person = town.rows("SELECT person FROM links")[0][0]
        listed = Content(name=answers["name"], nik=answers["nik"])
        list_of(tx, "Dinas", (listed, LEMEDAK, person), as_of=date(2026, 11, 1))
    siti.opens_data(number).taps("Hapus").sees().taps("Ya, hapus").sees()
    assert town.rows("SELECT count(*) FROM statements") == [(0,)]
    assert town.rows("SELECT count(*) > 0 FROM erased_people") == [(1,)]
