"""How people say what they earn; sums in rupiah."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.people.said import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

# A month's income can only be asked for.
_A_DAY = {
    "id": (
        "{}rb sehari",
        "sehari {} ribu",
        "{}rb/hari",
        "{}000 per hari pak",
        "{} ribu sehari kalau ada kerja",
    ),
    "en": ("{}000 a day", "{}k per day"),
}
_WORDS = {1: "satu", 2: "dua", 3: "tiga", 4: "empat", 5: "lima", 6: "enam"}
_Way = tuple[str, "Callable[[int], str]"]


def exact_sum(value: str, language: str) -> str:
    """Return an income as a clerk would write it."""
    if not value.isdigit():
        return {"id": "tidak tentu", "en": "it varies"}[language]
    return f"{int(value):,}".replace(",", "." if language == "id" else ",")


def loose_sum(rupiah: int, day_wage: int, language: str, chance: Random) -> Saying:
    """Return an income as it comes to mind; `day_wage` is in thousands a day, for those who count so."""
    meant = frozenset({str(rupiah)})
    if day_wage:
        return Saying(chance.choice(_A_DAY[language]).format(day_wage), "day wage", meant)
    kind, way = chance.choice([*_ALIKE, *_ways(rupiah, language)])
    return Saying(way(rupiah), kind, meant)


def _ways(rupiah: int, language: str) -> Sequence[_Way]:
    if language == "en":
        return _ENGLISH
    return [*_INDONESIAN, *(_BROKEN if rupiah % 1_000_000 else _WHOLE)]


def _millions(rupiah: int, mark: str = ",") -> str:
    return f"{rupiah / 1_000_000:g}".replace(".", mark)


def _spelt(rupiah: int) -> str:
    whole, rest = divmod(rupiah, 1_000_000)
    head = "sejuta" if whole == 1 else f"{_WORDS[whole]} juta" if whole else ""
    if rest == 500_000 and whole:
        return f"{head} setengah"
    return f"{head} {rest // 1000} ribu".strip() if rest else head


def _short_millions(rupiah: int) -> str:
    whole, rest = divmod(rupiah, 1_000_000)
    return f"{whole}jt{rest // 1000 or ''}" if whole else f"{rest // 1000}rb"


_ALIKE: Sequence[_Way] = (
    ("plain digits", str),
    ("rupiah with dots", lambda rupiah: f"Rp {rupiah:,},-".replace(",", ".").replace(".-", ",-")),
    ("number without unit", lambda rupiah: _millions(rupiah) if rupiah >= 1_000_000 else str(rupiah // 1000)),
)
_INDONESIAN: Sequence[_Way] = (
    ("millions, jt", lambda rupiah: f"{_millions(rupiah)}jt"),
    ("millions, juta", lambda rupiah: f"{_millions(rupiah)} juta pak"),
    ("millions with a dot", lambda rupiah: f"{_millions(rupiah, '.')} jt"),
    ("thousands, rb", lambda rupiah: f"{rupiah // 1000}rb"),
    ("about", lambda rupiah: f"kurang lebih {_millions(rupiah)} jt"),
    ("about, a month", lambda rupiah: f"sekitar {_short_millions(rupiah)} sebulan"),
    ("about, kira2", lambda rupiah: f"kira2 {_millions(rupiah)}jt perbulan"),
    ("a range", lambda rupiah: f"{_millions(rupiah - 500_000)}-{_millions(rupiah + 500_000)}jt"),
    ("more than", lambda rupiah: f"{_millions(rupiah)} juta lebih"),
    ("in words", _spelt),
    ("sum in a sentence", lambda rupiah: f"penghasilan sy {_spelt(rupiah)} sbln"),
    ("so many, not always", lambda rupiah: f"{_millions(rupiah)}jt tapi tdk tentu"),
)
_WHOLE: Sequence[_Way] = (("millions in words", lambda rupiah: f"{_WORDS[rupiah // 1_000_000]} juta"),)
_BROKEN: Sequence[_Way] = (("jt and thousands", _short_millions),)
_ENGLISH: Sequence[_Way] = (
    ("million", lambda rupiah: f"{_millions(rupiah, '.')} million"),
    ("about, million", lambda rupiah: f"about {_millions(rupiah, '.')} million a month"),
    ("k", lambda rupiah: f"{rupiah // 1000}k"),
    ("rp with commas", lambda rupiah: f"Rp {rupiah:,}"),
)
