"""Who enrols: invented people, each the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.people.known import Known

_FIRST = {  # names, parted by spaces
    "M": "Yohanes Agustinus Budi Ahmad Petrus Jarau Hendra Abang Rusli Stefanus Mulyadi Darius Syarif",
    "F": "Siti Maria Yuliana Rina Dayang Fatimah Agnes Kristina Halimah Lusia Nurhayati Sumarni",
}
_LAST = """
    Aminah Lestari Saputra Gunawan Ngumbang Bantan Sanusi Lidin Anyang Kusuma Wati Ma'ruf Hidayat Baring
    Simanjuntak Ginting Tarigan Salim Umar Juanda Empaling Sabang Unyat
"""
_WHOLE_NAMES = ("Sunarti", "Y. Jarau", "Muhammad Nur bin Saleh", "Fransiskus Xaverius Ngumbang, S.Pd.")
_BIRTHPLACES = (
    "Putussibau", "Semitau", "Sintang", "Pontianak", "Nanga Bunut", "Singkawang", "Badau", "Kuching",
    "Sambas",
)  # fmt: skip
_WORKPLACES = {
    "farmer": ("field",), "planter": ("field", "forest"), "fisher": ("river",), "herder": ("home", "field"),
    "trader": ("market", "home"), "builder": ("site", "around"), "driver": ("road",), "boatman": ("river",),
    "crafter": ("home",), "service": ("site", "home"), "religious": ("around", "home"), "domestic": ("home",),
    "other": ("forest", "around"),
}  # fmt: skip
_JOBS = ("Pengumpul madu", "Pemain organ tunggal", "Fotografer", "Pencari emas", "Guru les")
_MONTHLY = (600, 800, 1000, 1000, 1200, 1250, 1500, 1500, 1800, 2000, 2000, 2500, 3000, 3500, 4000, 6000)
_A_DAY = (50, 60, 75, 80, 100, 120, 150)
_PREFIXES = ("0812", "0813", "0852", "0821", "0895")
AGES = {"grown": (18, 63), "old": (66, 84), "young": (14, 16)}


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody to be enrolled: the answer to every step, as it should be stored in the end."""

    number: int
    answers: Mapping[str, str]
    telegram_phone: str  # of the telephone the chat is on
    day_wage: int = 0  # thousands of rupiah a day, for those who count so


def chances(*parts: object) -> Random:
    """Return chances that are the same whenever the parts are."""
    return Random(":".join(map(str, parts)))  # noqa: S311 - chances that repeat, no secrets


def invent(chance: Random, number: int, known: Known, *, age: str = "grown", differs: bool = False) -> Worker:
    """Return an invented worker; `number` keeps identity and telephone numbers apart."""
    sex = chance.choice("MF")
    born = _born(chance, *AGES[age])
    district = chance.choice(known.districts)
    village = chance.choice(known.villages[district.code])
    nik = _nik(chance.choice(known.districts).code, born, sex, number)
    day_wage = chance.choice(_A_DAY) if chance.random() < 0.2 else 0
    phone = f"+62{chance.choice(_PREFIXES)[1:]}0000{9000 + number % 1000}"
    answers = {
        "nik": nik, "as_card": "same", "name": _name(chance, sex), "birthplace": chance.choice(_BIRTHPLACES),
        "phone": phone, "district": district.code, "village": village.code,
        "mother_name": _name(chance, "F"), "family_card": _family_card(chance, number),
        **_work(chance, day_wage), **_protection(chance), "email": "", "relation": "",
        "for_whom": "self", "consent": "agree",
    }  # fmt: skip
    if differs:
        card = born + timedelta(days=chance.choice((-1, 1, 30, 365)))
        answers |= {"as_card": "differs", "birth_date": card.isoformat(), "sex": sex}
    own = chance.random() < 0.8
    return Worker(number, answers, phone if own else f"+6281100009{number % 1000:03}", day_wage)


def _born(chance: Random, youngest: int, oldest: int) -> date:
    days = chance.randint(youngest * 366, oldest * 365)
    return date.today() - timedelta(days=days)  # noqa: DTZ011 - a day more or less does not matter


def _nik(district: str, born: date, sex: str, number: int) -> str:
    day = born.day + (40 if sex == "F" else 0)
    return f"{district.replace('.', '')}{day:02}{born.month:02}{born.year % 100:02}{9000 + number % 1000}"


def _family_card(chance: Random, number: int) -> str:
    made = date(2012, 1, 1) + timedelta(days=chance.randrange(3000))
    return f"610601{made:%d%m%y}{9000 + number % 1000}"


def _name(chance: Random, sex: str) -> str:
    if chance.random() < 0.1:
        return chance.choice(_WHOLE_NAMES)
    return f"{chance.choice(_FIRST[sex].split())} {chance.choice(_LAST.split())}"


def _work(chance: Random, day_wage: int) -> dict[str, str]:
    occupation = chance.choice(list(_WORKPLACES))
    income = 1000 * (day_wage * chance.choice((15, 20, 25)) if day_wage else chance.choice(_MONTHLY))
    varies = not day_wage and chance.random() < 0.2
    work = {
        "occupation": occupation,
        "workplace": chance.choice(_WORKPLACES[occupation]),
        "income": "uncertain" if varies else str(income),
    }
    return work | ({"job": chance.choice(_JOBS)} if occupation == "other" else {})


def _protection(chance: Random) -> dict[str, str]:
    payers = ["self"] * 6 + ["family"] * 2 + ["apbd", "village", "company"]
    return {
        "payer": chance.choice(payers),
        "programs": chance.choice(("jkk_jkm", "jkk_jkm", "jkk_jkm_jht")),
        "months": chance.choice(("1", "3", "6", "12")),
    }
