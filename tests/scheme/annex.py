"""The tariff as the annexes print it, and another way of pricing by it: what the tests compare with."""

from __future__ import annotations

from typing import NamedTuple

# Income from, income to, JKK, JHT: rupiah a month, in the order of the annexes.
ROWS: list[tuple[int, int | None, int, int]] = [
    (0, 1_099_000, 10_000, 20_000),
    (1_100_000, 1_299_000, 12_000, 24_000),
    (1_300_000, 1_499_000, 14_000, 28_000),
    (1_500_000, 1_699_000, 16_000, 32_000),
    (1_700_000, 1_899_000, 18_000, 36_000),
    (1_900_000, 2_099_000, 20_000, 40_000),
    (2_100_000, 2_299_000, 22_000, 44_000),
    (2_300_000, 2_499_000, 24_000, 48_000),
    (2_500_000, 2_699_000, 26_000, 52_000),
    (2_700_000, 3_199_000, 29_500, 59_000),
    (3_200_000, 3_699_000, 34_500, 69_000),
    (3_700_000, 4_199_000, 39_500, 79_000),
    (4_200_000, 4_699_000, 44_500, 89_000),
    (4_700_000, 5_199_000, 49_500, 99_000),
    (5_200_000, 5_699_000, 54_500, 109_000),
    (5_700_000, 6_199_000, 59_500, 119_000),
    (6_200_000, 6_699_000, 64_500, 129_000),
    (6_700_000, 7_199_000, 69_500, 139_000),
    (7_200_000, 7_699_000, 74_500, 149_000),
    (7_700_000, 8_199_000, 79_500, 159_000),
    (8_200_000, 9_199_000, 87_000, 174_000),
    (9_200_000, 10_199_000, 97_000, 194_000),
    (10_200_000, 11_199_000, 107_000, 214_000),
    (11_200_000, 12_199_000, 117_000, 234_000),
    (12_200_000, 13_199_000, 127_000, 254_000),
    (13_200_000, 14_199_000, 137_000, 274_000),
    (14_200_000, 15_199_000, 147_000, 294_000),
    (15_200_000, 16_199_000, 157_000, 314_000),
    (16_200_000, 17_199_000, 167_000, 334_000),
    (17_200_000, 18_199_000, 177_000, 354_000),
    (18_200_000, 19_199_000, 187_000, 374_000),
    (19_200_000, 20_199_000, 197_000, 394_000),
    (20_200_000, None, 207_000, 414_000),
]
JKM = 6_800
# JKK, JHT of the source that disagrees, by row number.
OTHERS = {31: (182_000, 364_000), 32: (192_000, 384_000)}
MONTHS = [f"{2025 + n // 12}-{n % 12 + 1:02}" for n in range(11, 28)]  # 2025-12 to 2027-04


class Expected(NamedTuple):
    """What a line must say."""

    amount: int
    alternatives: tuple[int, ...]
    confidence: str


def edges() -> list[int]:
    """Return both ends of every bracket, and the rupiah before each."""
    begins = [row[0] for row in ROWS]
    ends = [row[1] for row in ROWS if row[1] is not None]
    return sorted({*begins, *ends, *(begin - 1 for begin in begins if begin), 999_999, 25_000_000})


def expected(program: str, income: int, sector: str, payer: str, month: str) -> Expected:
    """Price one line, by the words of the regulation."""
    number = sum(1 for row in ROWS if row[0] <= income)
    full, other, firm = _full(program, number)
    share = _share(sector, payer, month) if program != "jht" else "full"
    if share == "half":
        return Expected(full // 2, tuple(one // 2 for one in other), firm)
    if share == "full":
        return Expected(full, other, firm)
    halves = {full // 2, *(one // 2 for one in other)}
    return Expected(full, tuple(sorted({*other, *halves})), "low")


def _full(program: str, number: int) -> tuple[int, tuple[int, ...], str]:
    if program == "jkm":
        return JKM, (), "medium"
    column = 0 if program == "jkk" else 1
    other = (OTHERS[number][column],) if number in OTHERS else ()
    unseen = (program, number) == ("jht", 33)
    amount = ROWS[number - 1][2:][column]
    return amount, other, "low" if other or unseen else "medium"


def _share(sector: str, payer: str, month: str) -> str:
    if payer.startswith("apb"):
        return "full"
    transport, others = "2026-01" <= month <= "2027-03", "2026-04" <= month <= "2026-12"
    if sector == "river" and not others:
        return "open" if transport else "full"
    if sector in {"domestic", "employer"}:
        return "open" if others else "full"
    if not (transport if sector == "transport" else others):
        return "full"
    return "half" if payer in {"self", "family"} else "open"
