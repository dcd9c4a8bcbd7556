"""How somebody types an answer: exactly, or as people do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bench.people.known import bare
from bench.people.phrases import phrases_in
from bench.people.said import Saying
from bench.people.slips import slipped, spaced
from bench.people.sums import exact_sum, loose_sum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from bench.people.known import Known
    from bench.people.worker import Worker

_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# Said for one, a clerk may well have written down another.
_ALSO = {
    "jual ikan arwana": "trader",
    "jual ikan di pasar": "fisher",
    "petani karet": "farmer",
    "petani sawit": "farmer",
    "oil palm farmer": "farmer",
    "dagang sayur": "farmer",
    "serabutan": "builder",
    "tukang cuci": "service",
    "mertua": "parent",
}
FREE = frozenset({"workplace", "job"})  # may be kept as it was said
_FAITHFUL = frozenset({"nik", "name", "phone", "family_card", "birth_date", "mother_name", "birthplace"})


class Speaker:
    """Finds words for answers; `loose` and `slips` are shares of what is typed."""

    def __init__(self, known: Known, language: str, chance: Random, *, loose: float, slips: float) -> None:
        self._known, self.language, self._chance = known, language, chance
        self._loose, self._slips = loose, slips
        self.phrases = phrases_in(language)

    def exactly(self, step: str, value: str, label: str = "") -> Saying:
        """Return the answer as a clerk would write it, or as it stands on a button."""
        if label:
            return Saying(bare(label), "exact", frozenset({value, bare(label)}))
        if step == "income":
            return Saying(exact_sum(value, self.language), "exact", frozenset({value}))
        return Saying(self._written(step, value), "exact", frozenset({value}))

    def _written(self, step: str, value: str) -> str:
        if step == "phone":
            return f"0{value[3:]}"
        if step == "birth_date":
            return f"{date.fromisoformat(value):%d-%m-%Y}"
        if step in {"district", "village"}:
            return self._known.names[value]
        return self._known.listing.spoken(step, value, self.language)

    def somehow(self, worker: Worker, step: str, value: str, label: str = "") -> Saying:
        """Return the answer as it comes to mind; `label` stands on the button for it, if there is one."""
        if not value:
            return Saying(self._chance.choice(self.phrases.none), "says there is none", frozenset({""}))
        if self._chance.random() >= self._loose:
            return self._with_slip(step, self.exactly(step, value, label))
        if step == "income":
            return self._income(worker, value)
        if step in _FAITHFUL:
            return self._details(step, value)
        if step in {"district", "village"}:
            return self._with_slip(step, self._place(step, value))
        return self._with_slip(step, self._own_words(worker, step, value))

    def _income(self, worker: Worker, value: str) -> Saying:
        if value.isdigit():
            return loose_sum(int(value), worker.day_wage, self.language, self._chance)
        return Saying(self._chance.choice(self.phrases.uncertain), "income that varies", frozenset({value}))

    def _with_slip(self, step: str, saying: Saying) -> Saying:
        if step in _FAITHFUL or step == "income" or self._chance.random() >= self._slips:
            return saying
        text = slipped(saying.text, self._chance)
        means = saying.means | {text} if step in FREE else saying.means
        return replace(saying, text=text, kind=f"{saying.kind}, a slip", means=means)

    def wish(self, whom: str) -> Saying:
        """Return how somebody says on the first screen that they want to enrol, themselves or another."""
        text = self._chance.choice(self.phrases.wishes[whom])
        return Saying(text, f"a wish to enrol ({whom})", frozenset({whom}))

    # -- the ways

    def _own_words(self, worker: Worker, step: str, value: str) -> Saying:
        known = self.phrases.own_words.get(step, {}).get(value)
        text = self._chance.choice(known) if known else self._written(step, value).lower()
        if value == "other" and "job" in worker.answers and self._chance.random() < 0.5:
            text = worker.answers["job"].lower()
        means = {value} | ({_ALSO[text]} if text in _ALSO else set())
        if known and self._chance.random() < 0.2:
            text = self._chance.choice(self.phrases.fillers).format(text)
        means |= {text} if step in FREE else set()
        return Saying(text, f"own words for {value}", frozenset(means))

    def _details(self, step: str, value: str) -> Saying:
        kind, way = self._chance.choice(self._spoken(_DETAILS.get(step, _NAME_WAYS)))
        return Saying(way(value), kind, frozenset({value}))

    def _spoken(self, ways: Sequence[_Way]) -> Sequence[_Way]:
        """Return those of these ways that belong to the own language."""
        return ways if self.language == "id" else [way for way in ways if way[0] not in _INDONESIAN_WAYS]

    def _place(self, step: str, value: str) -> Saying:
        name = self._known.names[value]
        ways = [*_PLACE_WAYS, *(_DISTRICT_WAYS if step == "district" else _VILLAGE_WAYS)]
        kind, way = self._chance.choice(self._spoken(ways))
        return Saying(way(name), kind, frozenset({value}))


def _short(name: str) -> str:
    for whole, part in (("Putussibau", "pts"), ("Nanga", "ng"), ("Tanjung", "tj"), ("Sungai", "sei")):
        name = name.replace(whole, part)
    return name.lower()


def _day(value: str, form: str) -> str:
    born = date.fromisoformat(value)
    return form.format(d=born, month=_MONTHS.split()[born.month - 1])


_Way = tuple[str, "Callable[[str], str]"]
_Ways = tuple[_Way, ...]
_INDONESIAN_WAYS = frozenset({
    "nama saya", "nm sy", "name and greeting", "place with a filler", "di/tinggal di", "kec. before it",
    "ds. before it", "desa before it", "kecamatan and kabupaten", "phone in a sentence", "NIK in a sentence",
    "di", "lahir di", "month in words", "month shortened",
})  # fmt: skip
_PLACE_WAYS: _Ways = (
    ("lower case", str.lower),
    ("run together", lambda name: name.lower().replace(" ", "")),
    ("place with a filler", lambda name: f"{name.lower()} pak"),
    ("di/tinggal di", lambda name: f"tinggal di {name.lower()}"),
    ("abbreviated", _short),
    ("spaces", spaced),
)
_DISTRICT_WAYS: _Ways = (
    ("kec. before it", lambda name: f"kec. {name.lower()}"),
    ("kecamatan and kabupaten", lambda name: f"kec {name.lower()} kab kapuas hulu"),
    ("last word left out", lambda name: name.lower().split()[0]),
)
_VILLAGE_WAYS: _Ways = (
    ("ds. before it", lambda name: f"ds. {name.lower()}"),
    ("desa before it", lambda name: f"desa {name}"),
    ("nanga left out", lambda name: name.lower().removeprefix("nanga ")),
    ("with rt", lambda name: f"{name.lower()} rt 03"),
)
_NAME_WAYS: _Ways = (
    ("lower case", str.lower),
    ("capitals", str.upper),
    ("nama saya", lambda name: f"nama saya {name.lower()}"),
    ("nm sy", lambda name: f"nm sy {name.lower()}"),
    ("capitals and spaces", lambda name: spaced(name.upper())),
    ("name and greeting", lambda name: f"{name} pak"),
    ("spaces", spaced),
    ("full stop", lambda name: f"{name}."),
)
_DETAILS: dict[str, _Ways] = {
    "nik": (
        ("NIK with spaces", lambda nik: f"{nik[:4]} {nik[4:8]} {nik[8:12]} {nik[12:]}"),
        ("NIK with dots", lambda nik: f"{nik[:6]}.{nik[6:12]}.{nik[12:]}"),
        ("NIK in a sentence", lambda nik: f"nik sy {nik} pak"),
        ("NIK with letter O", lambda nik: nik.replace("0", "O")),
        ("NIK with one letter o", lambda nik: nik.replace("0", "o", 1)),
        ("NIK labelled", lambda nik: f"NIK : {nik}"),
    ),
    "phone": (
        ("phone with hyphens", lambda phone: f"0{phone[3:6]}-{phone[6:10]}-{phone[10:]}"),
        ("phone with 62", lambda phone: phone[1:]),
        ("phone with +62", lambda phone: f"+62 {phone[3:6]}-{phone[6:10]}-{phone[10:]}"),
        ("phone in words", lambda phone: f"wa 0{phone[3:]}"),
        ("phone in a sentence", lambda phone: f"no hp sy 0{phone[3:]} pak"),
        ("phone with letter o", lambda phone: f"o{phone[3:]}"),
        ("phone without 0", lambda phone: phone[3:]),
    ),
    "birthplace": (
        ("lower case", str.lower),
        ("di", lambda name: f"di {name.lower()}"),
        ("lahir di", lambda name: f"lahir di {name.lower()}"),
        ("abbreviated", lambda name: {"Putussibau": "pts", "Pontianak": "ptk"}.get(name, name.lower())),
        ("place with a filler", lambda name: f"{name.lower()} pak"),
        ("with a date", lambda name: f"{name.lower()}, 17-08-1980"),
    ),
    "birth_date": (
        ("month in words", lambda value: _day(value, "{d.day} {month} {d.year}")),
        ("slashes", lambda value: _day(value, "{d.day}/{d.month}/{d.year}")),
        ("two digits for the year", lambda value: _day(value, "{d:%d-%m-%y}")),
        ("no separators", lambda value: _day(value, "{d:%d%m%Y}")),
        ("month shortened", lambda value: _day(value, "{d.day} {month:.3} {d.year}")),
    ),
}
