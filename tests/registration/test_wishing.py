"""What people write who want to enrol, and what only sounds like it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.form import Asking, RefusedError
from bot.registration.steps.readers import OTHER, SELF
from bot.registration.wishing import read_for_whom, wish_in
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from bot.resources import Resources

ASKS = ""


@pytest.fixture
def asking(resources: Resources) -> Asking:
    return Asking(resources.catalogues[DEFAULT_LANGUAGE], resources.catalogues, date(2026, 11, 30), {})


@pytest.mark.parametrize(
    "text",
    [
        "daftar", "Daftar!", "mau daftar", "saya mau daftar", "sy mo daptar", "aku pengen ikut",
        "daftar dong", "mau ikut bpjs", "kami mau bergabung", "mau lanjut yang kemarin", "lanjut daftar",
        "sign up", "go on", "i would like to register", "mau mendaftar bpjs ketenagakerjaan",
    ],
)  # fmt: skip
def test_a_wish_that_names_nobody_is_asked_about(asking: Asking, text: str) -> None:
    assert wish_in(text, asking) == ASKS


@pytest.mark.parametrize(
    "text",
    [
        "pak mau daftar", "mau daftar pak", "bang, mau daftar", "bu saya mau daftar", "min mau daftar",
        "kak daftar", "ibu saya mau daftar",
    ],
)  # fmt: skip
def test_whoever_is_addressed_is_not_the_one_to_enrol(asking: Asking, text: str) -> None:
    assert wish_in(text, asking) == ASKS


@pytest.mark.parametrize(
    "text",
    [
        "daftar untuk saya", "pak, daftar untuk saya", "daftarkan saya", "daftar saya sendiri",
        "saya sendiri", "daftar utk diri sendiri", "enrol me", "mau daftar buat sy pak",
    ],
)  # fmt: skip
def test_people_enrol_themselves(asking: Asking, text: str) -> None:
    assert wish_in(text, asking) == SELF


@pytest.mark.parametrize(
    "text",
    [
        "mau daftar untuk ibu saya", "daftarkan tetangga saya", "daftarin bapak sy",
        "suami saya mau daftar", "saya ingin mendaftar untuk suami", "bantu daftar orang tua",
        "mendaftarkan istri", "register my neighbour", "i want to register my wife", "untuk ibu saya",
        "orang lain",
    ],
)  # fmt: skip
def test_people_enrol_somebody_else(asking: Asking, text: str) -> None:
    assert wish_in(text, asking) == OTHER


@pytest.mark.parametrize(
    "text",
    [
        "pak", "bu", "mak", "orang", "pak mau tanya", "cara daftar bpjs",
        "gimana cara daftar untuk ibu saya", "kapan mulai berlaku", "daftar di mana", "daftar harga karet",
        "ikut bpjs kesehatan", "saya sudah daftar", "teman saya sudah daftar", "tetangga belum daftar",
        "daftarkan 10 orang", "daftar nama saya", "", "ketua kelompok mau daftar anggota",
        "how do i register my wife", "pekerja mandiri wajib daftar?",
        "jht nya berapa persen",
        "desa yg bayarin apa sy sendiri", "bisa daftar untuk ibu saya", "mau " * 9 + "daftar",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_is_no_wish(asking: Asking, text: str) -> None:
    assert wish_in(text, asking) is None


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("self", SELF), ("saya mau daftar", SELF), ("daftar untuk saya pak", SELF), ("saya", SELF),
        ("other", OTHER), ("daftar untuk ibu saya", OTHER), ("suami saya mau daftar", OTHER),
        ("bapak", OTHER),
    ],
)  # fmt: skip
def test_the_question_takes_a_choice_and_a_sentence(asking: Asking, text: str, whom: str) -> None:
    assert read_for_whom(text, asking) == whom


@pytest.mark.parametrize("text", ["pak mau daftar", "mau daftar pak", "kapan mulai berlaku", "daftar"])
def test_the_question_is_asked_again_where_nobody_is_named(asking: Asking, text: str) -> None:
    with pytest.raises(RefusedError):
        read_for_whom(text, asking)
