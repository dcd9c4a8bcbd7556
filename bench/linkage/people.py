"""Invented people of Kapuas Hulu: families in villages, with names, birth dates and numbers as in registers.

Serials of NIKs are 9001 and up, which nobody has. In a district they follow each other, as real ones do: who
were born on one day have numbers that differ in the last digits only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.folders import ROOT
from bot.people.nik import Sex
from bot.people.places import Regions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_FIRST, _LAST = date(1945, 1, 1), date(2008, 12, 31)
_COMMON_MALE = ("Muhammad", "Abdul", "Ahmad", "Yohanes", "Antonius", "Fransiskus", "Petrus", "Agustinus")
_COMMON_FEMALE = ("Siti", "Nur", "Maria", "Lusia", "Yuliana", "Dewi", "Sri", "Kristina", "Veronika")
_FEMALE_ENDS = ("a", "i", "ah", "ti", "wati", "ni")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person as the register has them."""

    number: int
    name: str
    born: date
    sex: Sex
    nik: str
    family_card: str
    district: str
    village: str
    phone: str


@lru_cache(1)
def places() -> tuple[tuple[str, str], ...]:
    """Return district and village of all villages."""
    regions = Regions.load(ROOT / "config" / "regions" / "kapuas_hulu.csv")
    return tuple(
        (one.code, village.code) for one in regions.districts for village in regions.villages(one.code)
    )


@lru_cache(1)
def _words() -> dict[str, tuple[str, ...]]:
    folder = ROOT / "config" / "names"
    return {
        name: tuple(
            word
            for line in (folder / f"{name}.txt").read_text("utf-8").splitlines()
            if not line.startswith("#")
            for word in line.split()
            if len(word) > 2
        )
        for name in ("dayak", "christian", "malay", "indonesia")
    }


def _shuffled(among: Sequence[tuple[str, str]], chance: Random) -> Sequence[tuple[str, str]]:
    return chance.sample(among, len(among))


class World:
    """Makes people, family by family; `crowded`: few villages, few names, many twins."""

    def __init__(self, chance: Random, *, crowded: bool = False) -> None:
        self._chance, self._crowded = chance, crowded
        # 48,343 people who may take part live in 282 villages: so many of a village stand on lists.
        self._places = _shuffled(places(), chance)[: 30 if crowded else 90]
        self._serials: Counter[str] = Counter()
        self.people: list[Person] = []

    def fill(self, count: int) -> Sequence[Person]:
        """Make families until there are so many people."""
        while len(self.people) < count:
            self._family()
        return self.people[:count]

    def _family(self) -> None:
        chance = self._chance
        place = self._places[int(len(self._places) * chance.random() ** 1.5)]
        kin = ("malay", "indonesia") if chance.random() < 0.5 else ("christian", "dayak")
        card = f"{place[0].replace('.', '')}{self._day(2005, 2020):%d%m%y}{9000 + chance.randrange(1, 60)}"
        phone = f"+62812{chance.randrange(10**7, 10**8)}"
        father = self._name(kin, Sex.MALE)
        self._add(father, self._day(1945, 1985), Sex.MALE, place, card, phone)
        self._add(self._name(kin, Sex.FEMALE), self._day(1945, 1987), Sex.FEMALE, place, card, phone)
        for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
            self._child(father, kin, place, card, phone)

    def _child(
        self, father: str, kin: tuple[str, str], place: tuple[str, str], card: str, phone: str
    ) -> None:
        chance = self._chance
        sex, born = chance.choice((Sex.MALE, Sex.FEMALE)), self._day(1975, 2008)
        name = self._name(kin, sex)
        if sex is Sex.MALE and chance.random() < (0.06 if self._crowded else 0.03):
            name = father
        elif chance.random() < 0.25:
            name = " ".join((*name.split()[:1], *father.split()[-1:]))
        own = f"+62853{chance.randrange(10**7, 10**8)}" if chance.random() < 0.4 else phone
        self._add(name, born, sex, place, card, own)
        if chance.random() < (0.04 if self._crowded else 0.015):
            self._add(self._twin(name, kin, sex), born, sex, place, card, own)

    def _twin(self, name: str, kin: tuple[str, str], sex: Sex) -> str:
        """Return a name as twins have them: most of them but a letter or a word away."""
        first, *others = name.split()
        if self._chance.random() < 0.4:
            return self._name(kin, sex)
        if others and self._chance.random() < 0.4:
            return " ".join([self._name(kin, sex).split()[0], *others])
        return " ".join([first[:-1] + ("a" if first[-1] != "a" else "i"), *others])

    def _name(self, kin: tuple[str, str], sex: Sex) -> str:
        chance = self._chance
        count = 1 if chance.random() < 0.24 else 2 if chance.random() < 0.6 else 3
        common = _COMMON_MALE if sex is Sex.MALE else _COMMON_FEMALE
        words = [self._word(kin, sex) for _ in range(count)]
        if count > 1 and chance.random() < (0.5 if self._crowded else 0.35):
            words[0] = chance.choice(common)
        return " ".join(dict.fromkeys(words))

    def _word(self, kin: tuple[str, str], sex: Sex) -> str:
        """Return a word of a name; the first of a list are common, the last rare."""
        while True:
            words = _words()[self._chance.choice(kin)]
            # Names are as common as words are: the tenth a tenth as often as the first, and a little more.
            flat = 3 if self._crowded else 8
            rank = int(flat * ((len(words) + flat) / flat) ** self._chance.random()) - flat
            word = words[rank * 7919 % len(words)]
            if word.lower().endswith(_FEMALE_ENDS) == (sex is Sex.FEMALE) or self._chance.random() < 0.3:
                return word

    def _day(self, first: int, last: int) -> date:
        chance = self._chance
        days = (date(last, 12, 31) - date(first, 1, 1)).days
        day = min(max(date(first, 1, 1) + timedelta(chance.randrange(days + 1)), _FIRST), _LAST)
        if chance.random() < (0.12 if self._crowded else 0.06):
            return day.replace(month=7, day=1) if chance.random() < 0.6 else day.replace(month=12, day=31)
        return day.replace(day=15) if chance.random() < 0.01 else day

    def _add(  # noqa: PLR0913, PLR0917 - all that a person is made of
        self, name: str, born: date, sex: Sex, place: tuple[str, str], card: str, phone: str
    ) -> None:
        chance = self._chance
        district = place[0] if chance.random() < 0.93 else chance.choice(places())[0]
        day = f"{born.day + 40 * (sex is Sex.FEMALE):02}{born:%m%y}"
        first = f"{district.replace('.', '')}{day}"
        # Most of those who were born on that day are on no list: a real serial follows theirs, too.
        unseen = (
            chance.choice((0, 0, 0, 1, 1, 2)) if (born.month, born.day) != (7, 1) else chance.randrange(30)
        )
        previous = self.people[-1] if self.people else None
        twin = previous and previous.nik.startswith(first)
        self._serials[first] += 1 if twin else 1 + unseen
        nik = f"{first}{9000 + self._serials[first]}"
        self.people.append(Person(len(self.people), name, born, sex, nik, card, *place, phone))
