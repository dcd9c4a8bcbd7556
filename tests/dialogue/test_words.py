"""Numbers as long as a NIK, however they are spaced."""

from __future__ import annotations

import pytest

from bot.dialogue.words import hide_numbers, holds_number, masked


@pytest.mark.parametrize(
    "text",
    [
        "6106  0117  0880  9001",
        "6106, 0117, 0880, 9001",
        "6106:0117:0880:9001",
        "6106-  0117-  0880-  9001",
        "6106\n0117\n0880\n9001",
        "(6106)(0117)(0880)(9001)",
        "6106\xa00117\xa00880\xa09001",
        "6106_0117_0880_9001",
        "61O6O117O88O9001",
        "6106o117 0880 9001",
        "6106a0117b0880c9001",
        "610601170880l9001",
    ],
)
def test_a_nik_is_hidden_however_it_is_spaced(text: str) -> None:
    assert holds_number(f"nik saya {text} ya")
    assert "9001" not in hide_numbers(f"nik saya {text} ya")


@pytest.mark.parametrize(
    "text", ["500.000, 1.000.000, 1.500.000", "200.000, 300.000", "iuran 16.800 atau 36.800"]
)
def test_sums_of_money_are_no_nik(text: str) -> None:
    assert hide_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hubungi 0812 0000 9001 ya", "hubungi ••• ya"),
        ("siti.aminah@example.com dan https://contoh.example/a", "••• dan •••"),
        ("umur 60, iuran 1234", "umur 60, iuran 1234"),
        ("kartu 12345", "kartu •••"),
    ],
)
def test_what_could_tell_who_wrote_is_masked_and_short_numbers_stay(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_what_is_masked_is_cut() -> None:
    assert len(masked("a" * 301)) == 300


@pytest.mark.parametrize(
    "text",
    [
        "dari 2021 2022 2023 2024 saya bayar terus", "sudah setor 16800 16800 16800 tapi mati",
        "hubungi saya di 081200009011", "hubungi 0812-0000-9011 ya", "+62 812 0000 9011",
        "https://wa.me/6281200009020", "bayar 8.400 8.400 8.400", "31-02-2027 09.00", "besok 09:30 2/12/2026",
    ],
)  # fmt: skip
def test_years_amounts_and_numbers_to_call_back_are_no_nik(text: str) -> None:
    assert not holds_number(text)
    assert hide_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "081200009001 6106015708809002",
        "2020 2021 2022 9999 1234",
        "6106015708809002 6106015708809002",
        "31-12-2026 09.00 6106015708809002",
        "6106-01-17-08-80-9001",
    ],
)
def test_a_nik_beside_such_numbers_is_still_one(text: str) -> None:
    assert holds_number(text)


@pytest.mark.parametrize(
    "text", ["lahir 17agustus1980", "RT02 RW01 blok5 nomor12", "2jt500 lalu 1jt250 dan 900rb"]
)
def test_words_with_a_few_digits_are_no_nik(text: str) -> None:
    assert hide_numbers(text) == text
