"""Lists of invented people, with what real lists do to names, dates and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.linkage.people import places
from bot.linkage.profile import Profile
from bot.people.nik import Sex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from random import Random

    from bench.linkage.people import Person

_SHORT = {
    "Muhammad": ("M.", "Moh.", "Muh.", "Mohamad", "Muhamad", "Muhammad", "Mhd"), "Abdul": ("Abd.", "Abdl"),
    "Siti": ("St.", "Sitti"), "Fransiskus": ("Fr.", "Frans", "F."), "Yohanes": ("Yoh.", "Johanes", "Y."),
    "Ahmad": ("Achmad", "Akhmad", "A."), "Antonius": ("Ant.", "Anton"), "Agustinus": ("Agst.", "Ag."),
    "Maria": ("M.", "Mr."), "Petrus": ("Ptr.", "P."), "Nur": ("Noor", "N."),
}  # fmt: skip
_TITLES = ("H. {}", "Hj. {}", "Drs. {}", "{}, S.Pd", "{} S.E", "Alm. {}", "{}, A.Md", "Ir. {}", "Bpk {}")
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("sy", "sj"), ("y", "j"))
_HEARD = (
    ("d", "t"), ("f", "p"), ("v", "p"), ("z", "j"), ("z", "s"), ("y", "i"), ("ah", "a"), ("i", "y"),
    ("kh", "h"), ("t", "th"), ("n", "nn"), ("p", "v"), ("s", "z"), ("u", "o"), ("e", "i"),
    ("k", "q"), ("h", ""),
)  # fmt: skip
_KEYS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Noise:
    """How often in a hundred rows what happens; `crowded` goes to the people themselves."""

    nik_missing: tuple[int, ...] = (6, 12, 18, 25, 32, 40)  # by list
    rounded: float = 22
    nik_typo: float = 3
    family_card: float = 1.5
    someone_elses: float = 0.1  # a NIK of the line above
    swapped: float = 2
    birth_typo: float = 1.5
    birth_missing: float = 4
    sex_wrong: float = 1
    sex_missing: float = 10
    village_missing: float = 8
    moved: float = 4
    title: float = 7
    short: float = 30  # where the name has a word that is shortened
    old: float = 4
    dropped: float = 6  # one word of two or more
    name_typo: float = 5
    heard: float = 8
    turned: float = 1.5
    parted: float = 1
    phone: float = 30
    twice: float = 1
    crowded: bool = False


DESCRIBED = Noise()
HARSH = Noise(
    nik_missing=(10, 20, 30, 40, 40, 40), rounded=30, nik_typo=5, family_card=3, someone_elses=0.3, swapped=4,
    birth_typo=3, birth_missing=8, sex_wrong=2, village_missing=15, moved=8, title=10, short=45, old=8,
    dropped=10, name_typo=9, heard=14, turned=3, parted=2, phone=20, twice=2, crowded=True,
)  # fmt: skip


class Lists:
    """Writes lists, each row with its own slips; `persons` tells who stands in a row, by its id."""

    def __init__(self, chance: Random, noise: Noise) -> None:
        self._chance, self._noise = chance, noise
        self.persons: dict[int, int] = {}

    def written(self, people: Sequence[Person], source: int, count: int) -> list[Profile]:
        """Return a list of so many of the people, some of them twice."""
        chosen = self._chance.sample(people, min(count, len(people)))
        twice = [one for one in chosen if self._happens(self._noise.twice)]
        rows = [*chosen, *twice][:count] if count < len(people) else [*chosen, *twice]
        self._chance.shuffle(rows)
        return [self._row(one, rows[place - 1], source) for place, one in enumerate(rows)]

    def _happens(self, in_hundred: float) -> bool:
        return self._chance.random() * 100 < in_hundred

    def _row(self, person: Person, above: Person, source: int) -> Profile:
        noise = self._noise
        nik, stem = self._nik(person, above, source)
        district, village = self._place(person)
        row = len(self.persons)
        self.persons[row] = person.number
        return Profile(
            id=row,
            name=self._name(person.name),
            nik=nik,
            stem=stem,
            birth_date=self._birth(person.born),
            sex=None if self._happens(noise.sex_missing) else self._sex(person.sex),
            district=district,
            village="" if self._happens(noise.village_missing) else village,
            phone=person.phone if self._happens(noise.phone) else "",
            source=source,
        )

    def _nik(self, person: Person, above: Person, source: int) -> tuple[str, str]:
        noise = self._noise
        if self._happens(noise.nik_missing[source % len(noise.nik_missing)]):
            return "", ""
        nik = person.nik
        if self._happens(noise.family_card):
            nik = person.family_card
        elif self._happens(noise.someone_elses):
            nik = above.nik
        elif self._happens(noise.nik_typo):
            nik = self._with_a_digit(nik)
        return ("", nik[:15]) if self._happens(noise.rounded) else (nik, "")

    def _with_a_digit(self, nik: str) -> str:
        place = self._chance.randrange(15)
        if self._happens(25):
            return nik[:place] + nik[place + 1] + nik[place] + nik[place + 2 :]
        return nik[:place] + self._chance.choice("0123456789") + nik[place + 1 :]

    def _birth(self, born: date) -> date | None:
        if self._happens(self._noise.birth_missing):
            return None
        if self._happens(self._noise.swapped) and born.day <= 12:
            return born.replace(month=born.day, day=born.month)
        if self._happens(self._noise.birth_typo):
            wrong = self._chance.choice(("day", "month", "year"))
            if wrong == "year":
                return born.replace(
                    year=born.year + self._chance.choice((-10, -1, 1, 9)), day=min(born.day, 28)
                )
            value = self._chance.randrange(1, 13)
            return (
                born.replace(day=value)
                if wrong == "day"
                else born.replace(month=value, day=min(born.day, 28))
            )
        return born

    def _sex(self, sex: Sex) -> Sex:
        wrong = Sex.MALE if sex is Sex.FEMALE else Sex.FEMALE
        return wrong if self._happens(self._noise.sex_wrong) else sex

    def _place(self, person: Person) -> tuple[str, str]:
        if not self._happens(self._noise.moved):
            return person.district, person.village
        if self._happens(50):
            return self._chance.choice([place for place in places() if place[0] == person.district])
        return self._chance.choice(places())

    def _name(self, name: str) -> str:
        noise, chance = self._noise, self._chance
        words = [chance.choice(_SHORT[word]) if word in _SHORT and self._happens(noise.short) else word
                 for word in name.split()]  # fmt: skip
        if len(words) > 1 and self._happens(noise.dropped):
            words.pop(chance.randrange(len(words)))
        if len(words) > 1 and self._happens(noise.turned):
            words = [*words[1:], words[0]]
        place = chance.randrange(len(words))
        for changes, often in ((_OLD, noise.old), (_HEARD, noise.heard)):
            if self._happens(often):
                words[place] = self._changed(words[place], changes)
        if self._happens(noise.name_typo):
            words[place] = self._with_a_slip(words[place])
        joint = "" if len(words) == 2 and self._happens(noise.parted) else " "
        written = joint.join(words)
        if self._happens(noise.title):
            written = chance.choice(_TITLES).format(written)
        return written.upper() if chance.random() < 0.6 else written

    def _changed(self, word: str, changes: Sequence[tuple[str, str]]) -> str:
        able = [(old, new) for old, new in changes if old in word.lower()]
        return word.lower().replace(*self._chance.choice(able), 1) if able else word

    def _with_a_slip(self, word: str) -> str:
        if len(word) < 3:
            return word
        place, letter = self._chance.randrange(1, len(word) - 1), self._chance.choice(_KEYS)
        return self._chance.choice((
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        ))  # fmt: skip
